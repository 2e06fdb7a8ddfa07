package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

class WiringTest {
    private final AtomicInteger walks = new AtomicInteger();
    private final String id = UUID.randomUUID().toString();
    private final Map<String, String> attributes = new HashMap<>();
    private final List<ProtocolMapperModel> mappers = new ArrayList<>();
    private final List<ProtocolMapperModel> ofScope = new ArrayList<>();
    private final List<String> listeners = new ArrayList<>(List.of("jboss-logging"));
    private boolean registration;
    private UPConfig.@Nullable UnmanagedAttributePolicy unmanaged;
    private final ClientModel restricted = Stubs.of(
            ClientModel.class,
            Map.of(
                    "getClientId",
                    none -> "app",
                    "getProtocolMappersStream",
                    none -> mappers.stream(),
                    "getAttribute",
                    name -> "cloakpool.access.roles".equals(name.get(0)) ? "staff" : null));
    private final ClientScopeModel scope = Stubs.of(
            ClientScopeModel.class,
            Map.of("getName", none -> "extra", "getProtocolMappersStream", none -> ofScope.stream()));
    private final RealmModel realm = Stubs.of(
            RealmModel.class,
            Map.of(
                    "getId",
                    none -> id,
                    "getName",
                    none -> "shop",
                    "getBrowserFlow",
                    none -> new AuthenticationFlowModel(),
                    "getAuthenticationExecutionsStream",
                    flow -> Stream.of(
                            step("sign-up".equals(flow.get(0)) ? "cloakpool-sign-up" : "cloakpool-identifier")),
                    "getRegistrationFlow",
                    none -> flow("sign-up"),
                    "isRegistrationAllowed",
                    none -> registration,
                    "getAttribute",
                    name -> attributes.get(String.valueOf(name.get(0))),
                    "getEventsListenersStream",
                    none -> listeners.stream(),
                    "getClientScopesStream",
                    none -> Stream.of(scope),
                    "getClientsStream",
                    none -> {
                        walks.incrementAndGet();
                        return Stream.of(restricted);
                    }));
    private final KeycloakContext context = Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm));
    private final UserProfileProvider profile =
            Stubs.of(UserProfileProvider.class, Map.of("getConfiguration", none -> profile()));
    private final Map<String, Stubs.Answer> ofProviders = new HashMap<>();
    private final IdentityProviderStorageProvider providers =
            Stubs.of(IdentityProviderStorageProvider.class, ofProviders);
    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of(
                    "getContext",
                    none -> context,
                    "getProvider",
                    none -> profile,
                    "identityProviders",
                    none -> providers));

    private static AuthenticationFlowModel flow(String id) {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId(id);
        return flow;
    }

    private static AuthenticationExecutionModel step(String id) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setRequirement(AuthenticationExecutionModel.Requirement.REQUIRED);
        step.setAuthenticator(id);
        return step;
    }

    private UPConfig profile() {
        UPConfig profile = new UPConfig();
        UPAttribute team = new UPAttribute("team");
        team.setPermissions(new UPAttributePermissions(Set.of("admin", "user"), Set.of("admin", "user")));
        UPAttribute rank = new UPAttribute("rank");
        rank.setPermissions(new UPAttributePermissions(Set.of("admin", "user"), Set.of("admin")));
        profile.setAttributes(List.of(team, rank));
        profile.setUnmanagedAttributePolicy(unmanaged);
        return profile;
    }

    private static ProtocolMapperModel mapper(String protocol, String kind, Map<String, String> config) {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("m");
        mapper.setProtocol(protocol);
        mapper.setProtocolMapper(kind);
        mapper.setConfig(config);
        return mapper;
    }

    private static ProtocolMapperModel claim(String claim, String attribute) {
        return mapper(
                "openid-connect",
                "oidc-usermodel-attribute-mapper",
                Map.of("claim.name", claim, "user.attribute", attribute, "access.token.claim", "true"));
    }

    private List<String> claims() {
        return Wiring.findings(session, realm).stream()
                .filter(line -> line.contains("by which others give rights"))
                .toList();
    }

    @Test
    void mappers_of_clients_and_scopes_that_give_rights_by_what_users_edit_are_told() {
        mappers.add(claim("realm_access.roles", "team"));
        mappers.add(claim("https://aws\\.amazon\\.com/tags.principal_tags.team", "team"));
        mappers.add(mapper(
                "openid-connect",
                CustomAttributesMapper.PROVIDER_ID,
                Map.of("custom.attributes", "custom:roles, team", "id.token.claim", "true")));
        ofScope.add(mapper(
                "saml", "saml-user-attribute-mapper", Map.of("attribute.name", "Role", "user.attribute", "team")));

        assertThat(claims())
                .hasSize(3)
                .anyMatch(line -> line.contains("of client app gives out as realm_access"))
                .anyMatch(line -> line.contains("of client app gives out as https://aws.amazon.com/tags"))
                .anyMatch(line -> line.contains("of client scope extra gives out as Role"));

        unmanaged = UPConfig.UnmanagedAttributePolicy.ENABLED;
        assertThat(claims())
                .as("nobody has declared this attribute")
                .hasSize(4)
                .anyMatch(line -> line.contains("gives out as custom:roles"));
    }

    @Test
    void what_no_user_edits_or_no_token_has_is_not() {
        mappers.add(claim("roles", "rank"));
        mappers.add(claim("nickname", "team"));
        mappers.add(mapper(
                "openid-connect",
                "oidc-usermodel-attribute-mapper",
                Map.of("claim.name", "roles", "user.attribute", "team", "access.token.claim", "false")));
        mappers.add(mapper(
                "openid-connect",
                "oidc-usermodel-property-mapper",
                Map.of("claim.name", "email_verified", "user.attribute", "emailVerified", "id.token.claim", "true")));
        // As Keycloak's own client scope "roles" has it.
        ofScope.add(mapper(
                "openid-connect",
                "oidc-usermodel-realm-role-mapper",
                Map.of("claim.name", "realm_access.roles", "user.attribute", "foo", "access.token.claim", "true")));
        unmanaged = UPConfig.UnmanagedAttributePolicy.ENABLED;

        assertThat(claims()).isEmpty();
    }

    @Test
    void open_sign_up_is_told_unless_domains_are_listed() {
        registration = true;
        assertThat(Wiring.findings(session, realm)).anyMatch(line -> line.contains("cloakpool.signUp.domains"));

        attributes.put("cloakpool.signUp.domains", "example.com");
        assertThat(Wiring.findings(session, realm)).noneMatch(line -> line.contains("cloakpool.signUp.domains"));
        attributes.clear();
        attributes.put("cloakpool.signUp.with", "phone");
        assertThat(Wiring.findings(session, realm)).noneMatch(line -> line.contains("cloakpool.signUp.domains"));
        attributes.clear();
        registration = false;
        assertThat(Wiring.findings(session, realm)).noneMatch(line -> line.contains("cloakpool.signUp.domains"));
    }

    @Test
    void sign_up_by_number_is_told_where_no_message_goes_anywhere() {
        registration = true;
        attributes.put("cloakpool.sms.countries", "DE");
        assertThat(Wiring.findings(session, realm)).noneMatch(line -> line.contains("sign up by number"));
        attributes.put("cloakpool.signUp.with", "email, phone");
        assertThat(Wiring.findings(session, realm)).anyMatch(line -> line.contains("signs up by number"));
        attributes.remove("cloakpool.sms.countries");
        assertThat(Wiring.findings(session, realm)).anyMatch(line -> line.contains("can sign up by number"));
    }

    @Test
    void changes_that_nobody_is_told_of_are_told() {
        assertThat(Wiring.findings(session, realm)).anyMatch(line -> line.contains("cloakpool-notices"));
        listeners.add("cloakpool-notices");
        assertThat(Wiring.findings(session, realm)).noneMatch(line -> line.contains("cloakpool-notices"));
    }

    /** There may be thousands, and somebody's sign-in waits. */
    @Test
    void a_flow_that_first_runs_in_a_realm_does_not_look_at_all_of_its_clients() {
        try (LogLines log = new LogLines(Wiring.class)) {
            Wiring.logOnce(session);

            assertThat(walks).hasValue(0);
            assertThat(log.lines()).noneMatch(line -> line.contains("could not be checked"));
        }
    }

    @Test
    void whoever_asks_is_told_of_clients_too() {
        assertThat(Wiring.findings(session, realm)).anyMatch(line -> line.contains("cloakpool-client-access"));
        assertThat(walks).hasValue(1);
    }

    @Test
    void the_log_says_once_what_is_miswired() {
        try (LogLines log = new LogLines(Wiring.class)) {
            Wiring.logOnce(session);
            Wiring.logOnce(session);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("switch on brute force detection"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN")
                    .contains("shop");
        }
    }

    @Test
    void of_providers_those_without_a_gate_are_told() {
        IdentityProviderMapperModel gate = new IdentityProviderMapperModel();
        gate.setIdentityProviderMapper(ClaimsGate.PROVIDER_ID);
        ofProviders.put("count", none -> 3L);
        ofProviders.put(
                "getAllStream",
                none -> Stream.of(provider("gated", true), provider("open", true), provider("off", false)));
        ofProviders.put(
                "getMappersByAliasStream", alias -> "gated".equals(alias.get(0)) ? Stream.of(gate) : Stream.empty());

        assertThat(Wiring.findings(session, realm))
                .filteredOn(line -> line.contains("cloakpool-claims-gate"))
                .singleElement()
                .asString()
                .contains("identity provider open ");
    }

    private static IdentityProviderModel provider(String alias, boolean enabled) {
        IdentityProviderModel provider = new IdentityProviderModel();
        provider.setAlias(alias);
        provider.setEnabled(enabled);
        return provider;
    }
}
