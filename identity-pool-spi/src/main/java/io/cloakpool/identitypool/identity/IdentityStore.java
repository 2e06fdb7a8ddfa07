package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identities of the current realm. Each method is a short transaction of its own and must be called before the request's
 * own session has touched the database, so that no request holds one connection while it waits for another.
 */
public interface IdentityStore {
    /** Outcome of a write that another request may have made impossible. */
    enum Write {
        DONE,
        /** The unique key said no: the login, or the identity, belongs to somebody by now. Nothing was written; read again. */
        CONFLICT
    }

    Optional<Identity> find(IdentityId id);

    Optional<Identity> findByLogin(PoolId pool, LoginName login);

    /** Makes an identity with its first login; also turns a guest that has no row into one that is linked. */
    Write create(PoolId pool, IdentityId id, LoginName login, Instant now);

    /** Adds a login to an active identity. */
    Write link(IdentityId id, LoginName login, Instant now);

    /**
     * Ends an identity and, in the same transaction, every credential that was issued to it. Makes a row where a guest has none.
     * Retiring twice changes nothing.
     *
     * @param successor the identity that takes its place, where there is one
     */
    void retire(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now);

    /**
     * Ends a guest in favour of the identity that its login has already. As {@link #retire}, but an identity that has a login by
     * now is left alone: it may have been linked by another request since it was read.
     *
     * @return {@link Write#CONFLICT} when it has a row by now, linked or retired
     */
    Write retireGuest(PoolId pool, IdentityId id, IdentityId successor, Instant now);

    /** Identities of a pool by id, after {@code after}, at most {@code max}. */
    List<Identity> list(PoolId pool, @Nullable IdentityId after, int max, boolean hideRetired);
}
