package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Optional;

/**
 * Reads the configuration of the current realm. A component that does not validate, has an unknown parent or shares its name
 * with another one of its kind counts as absent (and is logged); nothing but {@link #pool} throws for bad configuration.
 */
public interface PoolRepository {
    PoolRealm realm();

    /**
     * A pool.
     *
     * @throws io.cloakpool.identitypool.spi.Refused with POOL_MISCONFIGURED when there is one that the realm's attributes make
     *     unusable: clients that kept its id must not take it for deleted
     */
    Optional<IdentityPool> pool(PoolId id);

    /** All usable pools, by name. */
    List<IdentityPool> pools();

    Optional<PoolRole> role(String name);

    Optional<PoolRole> roleById(String id);

    /** All usable roles, by name. */
    List<PoolRole> roles();

    Optional<Gateway> gateway(String name);

    /** A credential issuer, enabled or not. */
    Optional<IssuerSettings> issuer(String name);
}
