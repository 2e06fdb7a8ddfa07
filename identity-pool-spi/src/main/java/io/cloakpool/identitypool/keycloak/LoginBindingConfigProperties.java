package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.BindingConfig;
import io.cloakpool.identitypool.pool.LoginProvider;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of a login binding. */
final class LoginBindingConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .choice(
                    BindingConfig.PROVIDER,
                    "Provider",
                    LoginProvider.Kind.class,
                    LoginProvider.Kind.REALM,
                    "Whose logins the pool accepts, see docs/logins.md.")
            .text(
                    BindingConfig.PROVIDER_NAME,
                    "Provider name",
                    null,
                    "For oidc and saml the alias of the realm's identity provider, for other_realm the name of the realm, for custom the id of the installed login verifier; else nothing.")
            .text(
                    BindingConfig.BASE_URL,
                    "Base URL",
                    null,
                    "Where a public provider is asked instead of its own address: https, or http on this machine. For proxies and tests.")
            .set(
                    BindingConfig.CLIENT_IDS,
                    "Client ids",
                    "Clients whose tokens the pool accepts. Without any it accepts those of the identity provider's own client for oidc, those for the realm itself for saml, and none else.")
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
            .set(
                    BindingConfig.RECIPIENTS,
                    "Recipients",
                    "For saml: the addresses (assertion consumer services) to which assertions may be made out, exactly. Without any, those of the realm itself, see docs/logins.md.")
            .flag(
                    BindingConfig.IDP_INITIATED,
                    "IdP-initiated",
                    false,
                    "For saml: whether assertions count that answer no request.")
            .list();

    private LoginBindingConfigProperties() {}
}
