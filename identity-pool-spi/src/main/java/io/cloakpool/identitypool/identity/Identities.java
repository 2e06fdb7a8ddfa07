package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which identity a caller is, and the rules by which guests are linked and merged. Two identities with logins never merge
 * here. Verifies no login; {@code beforeWrite} is called ahead of anything that is stored on the strength of one and may throw.
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

    /** The identity of a login, made at its first call. The unique key of the store decides between parallel first calls. */
    public IdentityId ofLogin(IdentityPool pool, LoginName login, Runnable beforeWrite) {
        IdentityId hit = known.of(pool, login);
        if (hit != null && !revocations.isRevoked(hit)) {
            return hit;
        }
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Identity owner = store.findByLogin(pool.id(), login).orElse(null);
            if (owner != null) {
                return remember(pool, login, requireActive(owner));
            }
            beforeWrite.run();
            IdentityId fresh = new IdentityId(pool.id().region(), UUID.randomUUID());
            if (store.create(pool.id(), fresh, login, clock.instant()) == IdentityStore.Write.DONE) {
                return remember(pool, login, fresh);
            }
        }
        throw contended();
    }

    /**
     * The identity of a caller that sends an id and a login: the id itself where the login is linked to it or, for a guest, is
     * linked now; for a guest whose login has an identity already, that one, and the guest ends.
     *
     * @throws Refused {@code LOGINS_MISMATCH} when the id is somebody else's, {@code IDENTITY_FORBIDDEN} when it is retired or a
     *     guest that this caller may not be
     */
    public IdentityId ofLogin(Located at, LoginName login, @Nullable String guestSecret, Runnable beforeWrite) {
        if (login.equals(at.knownLogin())) {
            return at.id();
        }
        Identity row = at.knownLogin() == null ? at.row() : read(at.id());
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            Identity owner = store.findByLogin(at.pool().id(), login).orElse(null);
            if (owner != null && (owner.id().equals(at.id()) || isSuccessor(owner, row))) {
                return remember(at.pool(), login, requireActive(owner));
            }
            if (row != null) {
                throw row.active() ? mismatch() : forbidden(at.id());
            }
            requireOwnGuest(at, guestSecret);
            beforeWrite.run();
            IdentityId survivor = owner == null ? at.id() : requireActive(owner);
            if (linkOrMerge(at, login, survivor) == IdentityStore.Write.DONE) {
                return remember(at.pool(), login, survivor);
            }
            row = read(at.id());
        }
        throw contended();
    }

    private IdentityStore.Write linkOrMerge(Located guest, LoginName login, IdentityId survivor) {
        return survivor.equals(guest.id())
                ? store.create(guest.pool().id(), guest.id(), login, clock.instant())
                : store.retireGuest(guest.pool().id(), guest.id(), survivor, clock.instant());
    }

    /** The AWS SDK for JavaScript goes on sending the guest's id after a merge; with the survivor's login it may. */
    private static boolean isSuccessor(Identity owner, @Nullable Identity row) {
        return row != null && !row.active() && owner.id().equals(row.successor());
    }

    private @Nullable Identity read(IdentityId id) {
        return store.find(id).orElse(null);
    }

    private IdentityId remember(IdentityPool pool, LoginName login, IdentityId id) {
        known.put(pool, login, id);
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

    private static Refused mismatch() {
        return new Refused(
                Reason.LOGINS_MISMATCH,
                "Logins don't match. Please include at least one valid login for this identity or identity pool.");
    }

    private static Refused contended() {
        return new Refused(Reason.CONFLICT, "The identity is being changed by other requests. Try again.");
    }
}
