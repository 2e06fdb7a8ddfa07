package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderMapperModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileProvider;

class WiringTest {
    private final AtomicInteger walks = new AtomicInteger();
    private final String id = UUID.randomUUID().toString();
    private final ClientModel restricted = Stubs.of(
            ClientModel.class,
            Map.of("getAttribute", name -> "cloakpool.access.roles".equals(name.get(0)) ? "staff" : null));
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
                    none -> Stream.of(step()),
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

    private static AuthenticationExecutionModel step() {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setRequirement(AuthenticationExecutionModel.Requirement.REQUIRED);
        step.setAuthenticator("cloakpool-identifier");
        return step;
    }

    private static UPConfig profile() {
        UPConfig empty = new UPConfig();
        empty.setAttributes(List.of());
        return empty;
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
