package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.BindingConfig;
import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.Source;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Components of login bindings. */
public final class LoginBindingFactory extends PackComponentFactory<LoginBindingComponent> {
    public static final String PROVIDER_ID = "cloakpool-login-binding";

    public LoginBindingFactory() {
        super(
                PROVIDER_ID,
                ComponentKind.BINDING,
                "A provider whose logins an identity pool accepts.",
                LoginBindingConfigProperties.ALL);
    }

    @Override
    void judge(RealmModel realm, String name, Source source) {
        BindingConfig.settings(name, source);
    }

    @Override
    public LoginBindingComponent create(KeycloakSession session, ComponentModel model) {
        return new LoginBindingComponent() {};
    }
}
