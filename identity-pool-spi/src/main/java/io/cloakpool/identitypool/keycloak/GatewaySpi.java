package io.cloakpool.identitypool.keycloak;

/** Makes {@link GatewayComponent} known to Keycloak. */
public final class GatewaySpi extends ComponentSpi {
    public GatewaySpi() {
        super("cloakpoolGateway", GatewayComponent.class, GatewayFactory.class);
    }
}
