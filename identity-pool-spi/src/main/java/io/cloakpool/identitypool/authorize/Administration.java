package io.cloakpool.identitypool.authorize;

import io.cloakpool.identitypool.pool.PoolId;
import java.util.Optional;
import java.util.Set;

/**
 * What a call to administer is about, as policies name it.
 *
 * @param pool the pool that it names; empty when it is about none in particular
 * @param newPool the name of the pool that it makes, which existing roles may trust; empty when it makes none
 * @param changesLogins whether it changes whose logins the pool accepts, which roles may trust at {@code sts}
 * @param roleArns the roles that it gives to a pool, as the caller named them
 */
public record Administration(
        Optional<PoolId> pool, Optional<String> newPool, boolean changesLogins, Set<String> roleArns) {
    /** About no pool in particular. */
    public static final Administration OF_REALM =
            new Administration(Optional.empty(), Optional.empty(), false, Set.of());

    public Administration {
        roleArns = Set.copyOf(roleArns);
    }

    /** About this pool. */
    public static Administration of(PoolId pool) {
        return new Administration(Optional.of(pool), Optional.empty(), false, Set.of());
    }

    /** Making a pool of this name. */
    public static Administration making(String poolName) {
        return new Administration(Optional.empty(), Optional.of(poolName), false, Set.of());
    }

    /** Changing whose logins this pool accepts. */
    public static Administration ofLogins(PoolId pool) {
        return new Administration(Optional.of(pool), Optional.empty(), true, Set.of());
    }

    /** The same, which gives the pool these roles. */
    public Administration passing(Set<String> arns) {
        return new Administration(pool, newPool, changesLogins, arns);
    }
}
