package io.cloakpool.identitypool.keycloak;

/** Makes {@link PoolRoleComponent} known to Keycloak. */
public final class PoolRoleSpi extends ComponentSpi {
    public PoolRoleSpi() {
        super("cloakpoolRole", PoolRoleComponent.class, PoolRoleFactory.class);
    }
}
