package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.GatewayConfig;
import io.cloakpool.identitypool.pool.Source;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Components of gateways. */
public final class GatewayFactory extends PackComponentFactory<GatewayComponent> {
    public static final String PROVIDER_ID = "cloakpool-gateway";

    public GatewayFactory() {
        super(
                PROVIDER_ID,
                ComponentKind.GATEWAY,
                "A gateway that asks for decisions about signed requests.",
                GatewayConfigProperties.ALL);
    }

    @Override
    void judge(RealmModel realm, String name, Source source) {
        GatewayConfig.settings(name, source);
    }

    @Override
    public GatewayComponent create(KeycloakSession session, ComponentModel model) {
        return new GatewayComponent() {};
    }
}
