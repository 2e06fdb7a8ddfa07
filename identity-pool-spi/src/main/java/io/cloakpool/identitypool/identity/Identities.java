package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which identity a caller is, and the rules by which guests are linked and merged. Two identities with logins never merge
 * here. Verifies no login; the guard is asked ahead of anything that is stored on the strength of one.
 */
public final class Identities {
    /** Tries of a write that others keep making impossible. */
    private static final int MAX_TRIES = 5;

    private final IdentityStore store;
    private final GuestIds guestIds;
    private final KnownIdentities known;
    private final Revocations revocations;
    private final InstantSource clock;

    public Identities(
            IdentityStore store,
            GuestIds guestIds,
            KnownIdentities known,
            Revocations revocations,
            InstantSource clock) {
        this.store = store;
        this.guestIds = guestIds;
        this.known = known;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** A new guest; stores nothing. */
    public IdentityId newGuest(IdentityPool pool) {
        requireGuests(pool);
        return guestIds.mint(pool);
    }

    /**
     * Lets a guest go on as who it was.
     *
     * @throws Refused {@code GUESTS_DISABLED}, or {@code IDENTITY_FORBIDDEN} when the id has a login, was retired, is over its
     *     time, or needs a secret that is missing or wrong
     */
    public void requireGuest(Located at, @Nullable String guestSecret) {
        requireGuests(at.pool());
        if (at.knownLogin() != null || at.row() != null) {
            throw forbidden(at.id());
        }
        requireOwnGuest(at, guestSecret);
    }

    /**
     * The identity of a caller, made at its first call; logins that it does not have yet are linked. The unique key of the store
     * decides between parallel first calls.
     *
     * @param logins proven, at least one
     * @throws Refused {@code CONFLICT} when they belong to two identities, or {@link LinkRule} does not allow them together
     */
    public IdentityId ofLogins(IdentityPool pool, List<LoginName> logins, LoginGuard guard) {
        IdentityId hit = known.of(pool, logins.get(0));
        if (hit != null && isRemembered(pool, hit, logins) && isFresh(hit)) {
            return hit;
        }
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Identity owner = owner(pool, logins);
            IdentityId id = owner == null ? new IdentityId(pool.id().region(), UUID.randomUUID()) : owner.id();
            if (settle(pool, id, owner, logins, guard)) {
                return remember(pool, logins, id);
            }
        }
        throw contended();
    }

    /**
     * The identity of a caller that sends an id and logins: the id itself where a login is linked to it or, for a guest, is
     * linked now; for a guest whose login has an identity already, that one, and the guest ends. Logins that the identity does not
     * have yet are linked.
     *
     * @param logins proven, at least one
     * @throws Refused {@code LOGINS_MISMATCH} when the id is somebody else's, {@code IDENTITY_FORBIDDEN} when it is retired or a
     *     guest that this caller may not be, {@code CONFLICT} as {@link #ofLogins(IdentityPool, List, LoginGuard)}
     */
    public IdentityId ofLogins(Located at, List<LoginName> logins, @Nullable String guestSecret, LoginGuard guard) {
        return find(at, logins, guestSecret, guard, Proof.A_LOGIN);
    }

    /**
     * The identity of a caller whom a trusted back end vouches for: as {@link #ofLogins(Located, List, String, LoginGuard)}, but the
     * back end may also link its user to an identity whose own logins it does not show.
     *
     * @throws Refused {@code DEVELOPER_USER_TAKEN} when the back end's user has another identity already
     */
    public IdentityId ofVouched(Located at, List<LoginName> logins, @Nullable String guestSecret, LoginGuard guard) {
        return find(at, logins, guestSecret, guard, Proof.BACK_END);
    }

    /**
     * Takes logins from an identity; each is a new one's from then on. Who loses the last one ends.
     *
     * @param proven logins of the caller, one of which must be the identity's
     * @param chosen which of the identity's logins go; may throw
     * @throws Refused {@code LOGINS_MISMATCH}, {@code IDENTITY_FORBIDDEN} for an identity that has ended
     */
    public void unlink(Located at, List<LoginName> proven, UnaryOperator<List<LoginName>> chosen) {
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Identity row = read(at.id());
            List<LoginName> held = row == null
                    ? List.of()
                    : row.logins().stream().filter(proven::contains).toList();
            if (row == null || held.isEmpty()) {
                throw mismatch();
            }
            requireActive(row);
            List<LoginName> logins = chosen.apply(row.logins());
            if (store.unlink(at.id(), held, logins, clock.instant()) == IdentityStore.Write.DONE) {
                return;
            }
        }
        throw contended();
    }

    /** What entitles a caller to an identity that has logins. */
    private enum Proof {
        A_LOGIN,
        BACK_END
    }

    private IdentityId find(
            Located at, List<LoginName> logins, @Nullable String guestSecret, LoginGuard guard, Proof proof) {
        if (isRemembered(at, logins)) {
            return at.id();
        }
        Identity row = at.knownLogin() == null ? at.row() : read(at.id());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Identity owner = owner(at.pool(), logins);
            boolean guest = row == null && (owner == null || !owner.id().equals(at.id()));
            if (guest) {
                requireOwnGuest(at, guestSecret);
            }
            if (guest && owner != null) {
                guard.owns(owner.id());
                guard.beforeWrite();
                store.retireGuest(at.pool().id(), at.id(), requireActive(owner), clock.instant());
            } else {
                Identity chosen = guest ? null : entitled(at, row, owner, logins, proof);
                IdentityId id = chosen == null ? at.id() : chosen.id();
                if (settle(at.pool(), id, chosen, logins, guard)) {
                    return remember(at.pool(), logins, id);
                }
            }
            row = read(at.id());
        }
        throw contended();
    }

    /** Which of the identity that was asked for and the owner of the logins the caller may be. */
    private static Identity entitled(
            Located at, @Nullable Identity row, @Nullable Identity owner, List<LoginName> logins, Proof proof) {
        if (owner != null && (owner.id().equals(at.id()) || isSuccessor(owner, row))) {
            return owner;
        }
        if (row == null || !row.active()) {
            throw forbidden(at.id());
        }
        if (owner == null && proof == Proof.BACK_END) {
            return row;
        }
        boolean taken = owner != null
                && proof == Proof.BACK_END
                && owner.logins().stream().anyMatch(login -> login.isDeveloper() && logins.contains(login));
        throw taken
                ? new Refused(
                        Reason.DEVELOPER_USER_TAKEN, "The developer user is registered with another identity already.")
                : mismatch();
    }

    /** Makes the identity, or links what it lacks; false when another request was faster. */
    private boolean settle(
            IdentityPool pool, IdentityId id, @Nullable Identity row, List<LoginName> logins, LoginGuard guard) {
        if (row == null) {
            LinkRule.requireLinkable(List.of(), logins);
            guard.beforeWrite();
            return store.create(pool.id(), id, logins, clock.instant()) == IdentityStore.Write.DONE;
        }
        guard.owns(id);
        requireActive(row);
        List<LoginName> held = logins.stream().filter(row.logins()::contains).toList();
        List<LoginName> lacking =
                logins.stream().filter(login -> !held.contains(login)).toList();
        if (lacking.isEmpty()) {
            return true;
        }
        guard.beforeWrite();
        return store.link(id, held, lacking, clock.instant()) == IdentityStore.Write.DONE;
    }

    /** The one identity that has any of the logins; null when none has. */
    private @Nullable Identity owner(IdentityPool pool, List<LoginName> logins) {
        List<Identity> owners = store.findByLogins(pool.id(), logins);
        if (owners.size() > 1) {
            throw new Refused(
                    Reason.CONFLICT,
                    "The logins belong to different identities, which are never merged by signing in.");
        }
        return owners.isEmpty() ? null : owners.get(0);
    }

    private boolean isRemembered(Located at, List<LoginName> logins) {
        return at.knownLogin() != null && isRemembered(at.pool(), at.id(), logins);
    }

    private boolean isRemembered(IdentityPool pool, IdentityId id, List<LoginName> logins) {
        return logins.stream().allMatch(login -> id.equals(known.of(pool, login)));
    }

    private boolean isFresh(IdentityId id) {
        return !revocations.isRevoked(id) && !revocations.hasLostLogin(id);
    }

    /** The AWS SDK for JavaScript goes on sending the guest's id after a merge; with the survivor's login it may. */
    private static boolean isSuccessor(Identity owner, @Nullable Identity row) {
        return row != null && !row.active() && owner.id().equals(row.successor());
    }

    private @Nullable Identity read(IdentityId id) {
        return store.find(id).orElse(null);
    }

    private IdentityId remember(IdentityPool pool, List<LoginName> logins, IdentityId id) {
        logins.forEach(login -> known.put(pool, login, id));
        return id;
    }

    private void requireOwnGuest(Located at, @Nullable String guestSecret) {
        if (!guestIds.isGood(at.pool(), at.id()) || !GuestSecrets.proves(at.pool(), at.id(), guestSecret)) {
            throw forbidden(at.id());
        }
    }

    private static void requireGuests(IdentityPool pool) {
        if (!pool.settings().allowGuests()) {
            throw new Refused(
                    Reason.GUESTS_DISABLED, "Unauthenticated access is not supported for this identity pool.");
        }
    }

    private static IdentityId requireActive(Identity identity) {
        if (!identity.active()) {
            throw forbidden(identity.id());
        }
        return identity.id();
    }

    private static Refused forbidden(IdentityId id) {
        return new Refused(Reason.IDENTITY_FORBIDDEN, "Access to Identity '" + id + "' is forbidden");
    }

    /** The refusal of an identity that is somebody else's. */
    public static Refused mismatch() {
        return new Refused(
                Reason.LOGINS_MISMATCH,
                "Logins don't match. Please include at least one valid login for this identity or identity pool.");
    }

    private static Refused contended() {
        return new Refused(Reason.CONFLICT, "The identity is being changed by other requests. Try again.");
    }
}
