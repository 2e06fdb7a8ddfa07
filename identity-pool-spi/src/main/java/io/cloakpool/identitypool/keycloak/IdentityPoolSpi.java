package io.cloakpool.identitypool.keycloak;

/** Makes {@link IdentityPoolComponent} known to Keycloak. */
public final class IdentityPoolSpi extends ComponentSpi {
    public IdentityPoolSpi() {
        super("cloakpoolIdentityPool", IdentityPoolComponent.class, IdentityPoolFactory.class);
    }
}
