package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.authorize.SigningClients.SigningClient;
import io.cloakpool.identitypool.fakes.Stub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

final class AdminClientsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final List<String> lookedUp = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Map<String, Function<List<Object>, @Nullable Object>> client = new HashMap<>(Map.of(
            "getClientId", arguments -> "pooladmin",
            "isEnabled", arguments -> true,
            "getProtocol", arguments -> "openid-connect",
            "isPublicClient", arguments -> false,
            "isBearerOnly", arguments -> false,
            "isServiceAccountsEnabled", arguments -> true,
            "getClientAuthenticatorType", arguments -> "client-secret",
            "getSecret", arguments -> SECRET,
            "getAttribute", arguments -> null,
            "getAttributes", arguments -> Map.of()));

    @BeforeAll
    static void features() {
        Profile.defaults();
    }

    @Test
    void confidential_client_with_a_long_secret_may_sign() {
        assertThat(find("pooladmin")).map(SigningClient::secrets).contains(List.of(SECRET));
    }

    @Test
    void short_secret_signs_nothing() {
        client.put("getSecret", arguments -> "x".repeat(31));

        assertThat(find("pooladmin")).map(SigningClient::secrets).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${POOLADMIN_SECRET_OF_THE_DEMO_REALM}", "prefix-of-a-secret-${POOLADMIN_SECRET}"})
    void placeholder_that_an_import_left_is_no_secret(String left) {
        client.put("getSecret", arguments -> left);

        assertThat(find("pooladmin")).map(SigningClient::secrets).contains(List.of());
    }

    @Test
    void secret_in_the_vault_is_read_and_let_go() {
        client.put("getSecret", arguments -> "${vault.admin}");

        assertThat(find("pooladmin")).map(SigningClient::secrets).contains(List.of("v".repeat(40)));
        assertThat(closed).containsExactly("${vault.admin}");
    }

    @Test
    void expression_that_the_vault_does_not_know_is_no_secret() {
        client.put("getSecret", arguments -> "${vault.unknown-to-this-vault-of-the-test}");

        assertThat(find("pooladmin")).map(SigningClient::secrets).contains(List.of());
    }

    @Test
    void client_that_is_not_meant_to_sign_is_as_good_as_none() {
        Map<String, Object> wrong = Map.of(
                "isEnabled", false,
                "getProtocol", "saml",
                "isPublicClient", true,
                "isBearerOnly", true,
                "isServiceAccountsEnabled", false,
                "getClientAuthenticatorType", "client-jwt");
        wrong.forEach((method, value) -> {
            var right = client.put(method, arguments -> value);
            assertThat(find("pooladmin")).as(method).isEmpty();
            client.put(method, right);
        });
    }

    @Test
    void known_and_unknown_ids_cost_one_look_up_of_nobody_each() {
        find("pooladmin");
        assertThat(lookedUp).hasSize(2).first().isEqualTo("pooladmin");
        assertThat(unknown()).hasSize(1);

        lookedUp.clear();
        find("nobody");
        assertThat(lookedUp).containsExactly("nobody");
        assertThat(unknown()).hasSize(1);

        lookedUp.clear();
        client.put("isEnabled", arguments -> false);
        find("pooladmin");
        assertThat(unknown()).hasSize(1);
    }

    @Test
    void id_that_no_access_key_can_be_is_not_looked_up() {
        for (String id : List.of("", "a b", "a/b", "x".repeat(129), "ü")) {
            assertThat(find(id)).isEmpty();
        }
        assertThat(lookedUp).isEmpty();
    }

    private List<String> unknown() {
        return lookedUp.stream().filter(id -> !id.equals("pooladmin")).toList();
    }

    private Optional<SigningClient> find(String id) {
        RealmModel realm = Stub.of(
                RealmModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of("getClientByClientId", arguments -> {
                    String asked = (String) arguments.get(0);
                    lookedUp.add(asked);
                    return asked.equals("pooladmin") ? Stub.of(ClientModel.class, client) : null;
                }));
        KeycloakContext context = Stub.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        VaultTranscriber vault = Stub.of(
                VaultTranscriber.class,
                Map.of("getStringSecret", arguments -> new FakeSecret((String) arguments.get(0))));
        return new AdminClients(Stub.of(
                        KeycloakSession.class, Map.of("getContext", arguments -> context, "vault", arguments -> vault)))
                .find(id);
    }

    private final class FakeSecret implements VaultStringSecret {
        private final String key;

        FakeSecret(String key) {
            this.key = key;
        }

        @Override
        public Optional<String> get() {
            if (key.startsWith("${vault.unknown")) {
                return Optional.empty();
            }
            return key.startsWith("${vault.") ? Optional.of("v".repeat(40)) : Optional.of(key);
        }

        @Override
        public void close() {
            closed.add(key);
        }
    }
}
