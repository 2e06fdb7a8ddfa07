package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.Collection;
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

    /** The identities that have any of these logins, each once. */
    List<Identity> findByLogins(PoolId pool, Collection<LoginName> logins);

    /** Makes an identity with its first logins; also turns a guest that has no row into one that is linked. */
    Write create(PoolId pool, IdentityId id, Collection<LoginName> logins, Instant now);

    /**
     * Adds logins to an identity.
     *
     * @param held what entitles to that: logins that the identity must have at that moment; may be empty
     * @return {@link Write#CONFLICT} when it is not active, has lost one of those, or one of the new logins belongs to somebody
     * @throws io.cloakpool.identitypool.spi.Refused as {@link LinkRule}, which judges what it has at that moment
     */
    Write link(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now);

    /**
     * Takes logins from an identity; each is a new one's from then on. Whoever loses the last one ends, as by {@link #retire}.
     *
     * @param held what entitles to that, as at {@link #link}
     * @return {@link Write#CONFLICT} when it is not active, or does not have all of both
     */
    Write unlink(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now);

    /**
     * Moves all logins of an identity to another one of the same pool and ends the first in its favour, as by {@link #retire}.
     *
     * @return {@link Write#CONFLICT} when one of them is not active
     * @throws io.cloakpool.identitypool.spi.Refused as {@link LinkRule}, for what both have at that moment
     */
    Write merge(IdentityId source, IdentityId destination, Instant now);

    /** Ends an identity, as {@link #retire}, and forgets its logins: each is a new one's from then on. Twice is as once. */
    void delete(PoolId pool, IdentityId id, Instant now);

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
