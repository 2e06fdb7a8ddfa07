package io.cloakpool.identitypool.keycloak;

/** Makes {@link PoolKeyComponent} known to Keycloak. */
public final class PoolKeySpi extends ComponentSpi {
    public PoolKeySpi() {
        super("cloakpoolKey", PoolKeyComponent.class, PoolKeyFactory.class);
    }
}
