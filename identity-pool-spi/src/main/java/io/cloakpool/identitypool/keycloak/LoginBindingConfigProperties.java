package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.BindingConfig;
import io.cloakpool.identitypool.pool.LoginBinding;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of a login binding. */
final class LoginBindingConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .choice(
                    BindingConfig.PROVIDER,
                    "Provider",
                    LoginBinding.Provider.class,
                    LoginBinding.Provider.REALM,
                    "Whose logins the pool accepts.")
            .set(
                    BindingConfig.CLIENT_IDS,
                    "Client ids",
                    "Clients whose tokens the pool accepts. Without any it accepts none.")
            .flag(
                    BindingConfig.SERVER_SIDE_CHECK,
                    "Server-side check",
                    true,
                    "Whether the state of user, session and client and the not-before times are looked at on each use. In any case the user and the session must exist and belong together.")
            .lines(
                    BindingConfig.ROLE_MAPPING,
                    "Role mapping",
                    "How logins get their role, see docs/roles.md: a JSON object with type (token or rules), ambiguousRoleResolution (authenticated_role or deny) and rules. Without it they get the pool's role of signed-in users.")
            .lines(
                    BindingConfig.TAG_MAPPING,
                    "Tag mapping",
                    "Which claims become tags of the session, see docs/roles.md: a JSON object with useDefaults, or with tags (tag to claim).")
            .list();

    private LoginBindingConfigProperties() {}
}
