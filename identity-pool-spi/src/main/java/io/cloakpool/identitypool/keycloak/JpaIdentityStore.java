package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** Identities in tables of our own. The unique keys alone decide who is first: nothing is locked, nothing is checked before. */
public final class JpaIdentityStore implements IdentityStore {
    /** Inserts of a retired guest that may lose against a first login in parallel, before the database is at fault. */
    private static final int ATTEMPTS = 3;

    private final KeycloakSession session;
    private final String realmId;

    /** A store for one request, whose realm is known. */
    public JpaIdentityStore(KeycloakSession session) {
        this.session = session;
        this.realmId = session.getContext().getRealm().getId();
    }

    @Override
    public Optional<Identity> find(IdentityId id) {
        return apart((own, rows) -> rows.find(id));
    }

    @Override
    public Optional<Identity> findByLogin(PoolId pool, LoginName login) {
        return apart((own, rows) -> rows.findByLogin(pool, login));
    }

    @Override
    public Write create(PoolId pool, IdentityId id, LoginName login, Instant now) {
        return write(rows -> {
            rows.insert(pool, id, Identity.Status.ACTIVE, null, now);
            rows.insertLogin(pool, id, login, now);
            return Write.DONE;
        });
    }

    @Override
    public Write link(IdentityId id, LoginName login, Instant now) {
        return write(rows -> {
            Optional<Identity> identity = rows.find(id);
            if (identity.isEmpty() || !rows.touch(id, now)) {
                return Write.CONFLICT;
            }
            rows.insertLogin(identity.get().pool(), id, login, now);
            return Write.DONE;
        });
    }

    @Override
    public void retire(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryRetire(pool, id, successor, now) == Write.DONE) {
                return;
            }
        }
        throw new IllegalStateException("the database neither finds nor takes the row of an identity");
    }

    private Write tryRetire(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {
        return Conflicts.asOutcome(() -> apart((own, rows) -> {
            if (!rows.retire(id, successor, now) && !rows.exists(id)) {
                rows.insert(pool, id, Identity.Status.RETIRED, successor, now);
            }
            RevokedIdentities.revoke(own, id.toString());
            return Write.DONE;
        }));
    }

    @Override
    public Write retireGuest(PoolId pool, IdentityId id, IdentityId successor, Instant now) {
        return Conflicts.asOutcome(() -> apart((own, rows) -> {
            rows.insert(pool, id, Identity.Status.RETIRED, successor, now);
            RevokedIdentities.revoke(own, id.toString());
            return Write.DONE;
        }));
    }

    @Override
    public List<Identity> list(PoolId pool, @Nullable IdentityId after, int max, boolean hideRetired) {
        return apart((own, rows) -> rows.list(pool, after, max, hideRetired));
    }

    private Write write(Function<IdentityRows, Write> work) {
        return Conflicts.asOutcome(() -> apart((own, rows) -> work.apply(rows)));
    }

    /** A transaction of its own with a connection of its own; what it throws leaves the request's transaction alone. */
    private <T> T apart(BiFunction<KeycloakSession, IdentityRows, T> work) {
        return Jobs.call(session, own -> work.apply(own, new IdentityRows(own, realmId)));
    }
}
