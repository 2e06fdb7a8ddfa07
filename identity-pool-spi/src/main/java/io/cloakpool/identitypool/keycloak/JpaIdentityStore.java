package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LinkRule;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Identities in tables of our own. The unique keys alone decide who is first: nothing is locked, nothing is checked before. */
public final class JpaIdentityStore implements IdentityStore {
    /** Inserts of a retired guest that may lose against a first login in parallel, before the database is at fault. */
    private static final int ATTEMPTS = 3;

    private final KeycloakSessionFactory factory;
    private final String realmId;

    /** A store for one request, whose realm is known. */
    public JpaIdentityStore(KeycloakSession session) {
        this.factory = session.getKeycloakSessionFactory();
        this.realmId = session.getContext().getRealm().getId();
    }

    @Override
    public Optional<Identity> find(IdentityId id) {
        return apart((own, rows) -> rows.find(id));
    }

    @Override
    public List<Identity> findByLogins(PoolId pool, Collection<LoginName> logins) {
        return apart((own, rows) -> rows.findByLogins(pool, logins));
    }

    @Override
    public Write create(PoolId pool, IdentityId id, Collection<LoginName> logins, Instant now) {
        return write((own, rows) -> {
            rows.insert(pool, id, Identity.Status.ACTIVE, null, now);
            rows.insertLogins(pool, id, logins, now);
            return Write.DONE;
        });
    }

    @Override
    public Write link(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now) {
        return write((own, rows) -> {
            // The write comes first: it locks the row, and some databases let later reads see what was there before the
            // lock.
            if (!rows.touch(id, now)) {
                return Write.CONFLICT;
            }
            Identity identity = rows.find(id).orElseThrow();
            if (!identity.logins().containsAll(held)) {
                return Write.CONFLICT;
            }
            LinkRule.requireLinkable(identity.logins(), logins);
            rows.insertLogins(identity.pool(), id, logins, now);
            return Write.DONE;
        });
    }

    @Override
    public Write unlink(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now) {
        return write((own, rows) -> {
            if (!rows.touch(id, now)) {
                return Write.CONFLICT;
            }
            Identity identity = rows.find(id).orElseThrow();
            if (!identity.logins().containsAll(held) || !identity.logins().containsAll(logins)) {
                return Write.CONFLICT;
            }
            rows.deleteLogins(identity.pool(), logins);
            endOrTell(own, rows, id, logins.containsAll(identity.logins()), now);
            return Write.DONE;
        });
    }

    /** After an active identity lost a login: ends it where that was the last one, and tells all nodes where it was not. */
    static void endOrTell(KeycloakSession own, IdentityRows rows, IdentityId id, boolean last, Instant now) {
        if (last) {
            rows.retire(id, null, now);
            RevokedIdentities.revoke(own, id.toString());
        } else {
            RevokedIdentities.lostLogin(own, id.toString());
        }
    }

    @Override
    public Write merge(IdentityId source, IdentityId destination, Instant now) {
        return write((own, rows) -> {
            // In the same order whoever merges, so that two merges cannot wait for each other.
            boolean active = Stream.of(source, destination)
                    .sorted(Comparator.comparing(IdentityId::toString))
                    .allMatch(id -> rows.touch(id, now));
            if (!active) {
                return Write.CONFLICT;
            }
            Identity ending = rows.find(source).orElseThrow();
            LinkRule.requireLinkable(rows.find(destination).orElseThrow().logins(), ending.logins());
            rows.moveLogins(source, destination);
            rows.retire(source, destination, now);
            RevokedIdentities.revoke(own, source.toString());
            return Write.DONE;
        });
    }

    @Override
    public void delete(PoolId pool, IdentityId id, Instant now) {
        end(
                rows -> {
                    retire(rows, pool, id, null, now);
                    rows.deleteLogins(id);
                },
                id);
    }

    @Override
    public void retire(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {
        end(rows -> retire(rows, pool, id, successor, now), id);
    }

    private void end(Consumer<IdentityRows> work, IdentityId id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Write ended = write((own, rows) -> {
                work.accept(rows);
                RevokedIdentities.revoke(own, id.toString());
                return Write.DONE;
            });
            if (ended == Write.DONE) {
                return;
            }
        }
        throw new IllegalStateException("the database neither finds nor takes the row of an identity");
    }

    private static void retire(
            IdentityRows rows, PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {
        if (!rows.retire(id, successor, now) && !rows.exists(id)) {
            rows.insert(pool, id, Identity.Status.RETIRED, successor, now);
        }
    }

    @Override
    public Write retireGuest(PoolId pool, IdentityId id, IdentityId successor, Instant now) {
        return write((own, rows) -> {
            rows.insert(pool, id, Identity.Status.RETIRED, successor, now);
            RevokedIdentities.revoke(own, id.toString());
            return Write.DONE;
        });
    }

    @Override
    public List<Identity> list(PoolId pool, @Nullable IdentityId after, int max, boolean hideRetired) {
        return apart((own, rows) -> rows.list(pool, after, max, hideRetired));
    }

    private Write write(BiFunction<KeycloakSession, IdentityRows, Write> work) {
        return Conflicts.asOutcome(() -> apart(work));
    }

    /**
     * A transaction of its own with a connection of its own; what it throws leaves the request's transaction alone. Its session
     * has no realm: looking for one would be a read ahead of the write that locks.
     */
    private <T> T apart(BiFunction<KeycloakSession, IdentityRows, T> work) {
        return Jobs.call(factory, own -> work.apply(own, new IdentityRows(own, realmId)));
    }
}
