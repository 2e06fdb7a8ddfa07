package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Optional;

/**
 * Reads the configuration of the current realm. A component that does not validate, has an unknown parent or shares its name
 * with another one of its kind counts as absent (and is logged); nothing here throws for bad configuration.
 */
public interface PoolRepository {
    PoolRealm realm();

    Optional<IdentityPool> pool(PoolId id);

    /** All usable pools, by name. */
    List<IdentityPool> pools();

    Optional<PoolRole> role(String name);

    Optional<PoolRole> roleById(String id);

    /** All usable roles, by name. */
    List<PoolRole> roles();

    Optional<Gateway> gateway(String name);
}
