package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolStore;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Administering the pools of the current realm. Who may do it is decided by the door.
 *
 * <p>A role that a call names for the first time must exist, be enabled and trust the pool, else the call is refused; one that
 * was named before and has gone bad since is a warning of the answer, so that a pool can still be changed.
 *
 * <p>Every method answers or throws {@link io.cloakpool.identitypool.spi.Refused}: {@code POOL_NOT_FOUND}, {@code
 * INVALID_PARAMETER}, {@code CONFLICT}, {@code CONCURRENT_MODIFICATION}, {@code LIMIT_EXCEEDED}.
 */
public final class PoolAdministration {
    /** Most pools of a realm (Cognito: per account). */
    public static final int MAX_POOLS = 1_000;
    /** Most items of a page. */
    public static final int MAX_PAGE = 60;
    /** Expected revision that any existing pool has ({@code If-Match: *}). */
    public static final String ANY_REVISION = "*";

    /** Wires the use cases for one request. */
    public PoolAdministration(PoolRepository pools, PoolStore store, IdentityStore identities, InstantSource clock) {}

    /** Makes a pool with a new id. */
    public PoolView create(PoolDefinition definition) {
        return Pending.body();
    }

    public PoolView describe(PoolId id) {
        return Pending.body();
    }

    /** Replaces settings and bindings of a pool that exists. */
    public PoolView update(PoolId id, PoolDefinition definition) {
        return Pending.body();
    }

    /**
     * Makes or replaces the pool of this id; the same call twice stores the same.
     *
     * @param expectedRevision the revision that the caller has seen, {@link #ANY_REVISION} for any existing pool, null for no
     *     expectation; anything else than what is stored is {@code CONCURRENT_MODIFICATION}
     * @param dryRun checks and answers the same, but stores nothing; limits of single values are checked when storing only
     */
    public PoolView put(UUID id, PoolDefinition definition, @Nullable String expectedRevision, boolean dryRun) {
        return Pending.body();
    }

    /** Deletes a pool and its identities. */
    public void delete(PoolId id) {
        Pending.body();
    }

    /**
     * Pools by name.
     *
     * @param max 1 to {@value #MAX_PAGE}
     * @param next {@link Page#next} of the page before; null for the first
     */
    public Page<PoolView> list(int max, @Nullable String next) {
        return Pending.body();
    }

    /** The default roles of a pool. */
    public PoolRoles roles(PoolId id) {
        return Pending.body();
    }

    /** Replaces the default roles of a pool. */
    public PoolView setRoles(PoolId id, PoolRoles roles) {
        return Pending.body();
    }

    /** Identities of a pool by id; guests that never signed in have no row and are not listed. Paging as in {@link #list}. */
    public Page<Identity> identities(PoolId id, int max, @Nullable String next, boolean hideRetired) {
        return Pending.body();
    }

    /** An identity that has a row. */
    public Identity identity(IdentityId id) {
        return Pending.body();
    }

    /** Ends an identity and all credentials that were issued to it, for good. Also a guest's. Twice is as once. */
    public void retire(IdentityId id) {
        Pending.body();
    }
}
