package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.migration.DpopKey;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Who comes in at the doors of administration that the pack adds, and what strangers are answered: the same at each of them. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class AdminDoorsTest {
    private static final String CONSOLE = "admin-cli";
    private static final String BEARER = "Bearer ";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectRealm(config = Recipe.Passwordless.class, ref = "neighbour")
    ManagedRealm neighbour;

    @InjectAdminClient
    Keycloak server;

    @BeforeEach
    void secrets() {
        Issued.add(Members.PASSWORD);
    }

    private static List<String> doors() {
        return List.of(
                "cloakpool-user-pool/check",
                "cloakpool-migration/imports",
                "cloakpool-migration/sources",
                "identity-pools");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void administrators_come_in_and_nobody_else(String door) {
        URI here = door(realm, door);
        String administrator = person(realm, "realm-admin");

        assertThat(status(here, BEARER + token(realm, CONSOLE, administrator))).isEqualTo(200);
        server.tokenManager().grantToken();
        assertThat(status(here, BEARER + server.tokenManager().getAccessTokenString()))
                .as("of the server")
                .isEqualTo(200);
        assertThat(Http.get(here).status()).as("no token").isEqualTo(401);
        assertThat(status(here, BEARER + "not.a.token")).isEqualTo(401);
        assertThat(status(here, BEARER + token(realm, CONSOLE, person(realm))))
                .as("no right")
                .isEqualTo(403);
        assertThat(status(here, BEARER + token(realm, narrowApp(), administrator)))
                .as("a token for something else")
                .isEqualTo(403);
        assertThat(status(here, BEARER + token(neighbour, CONSOLE, person(neighbour, "realm-admin"))))
                .as("of another realm")
                .isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloakpool-user-pool/nothing",
                "cloakpool-migration/imports/nothing",
                "cloakpool-migration/sources/nothing",
                "identity-pools/nothing"
            })
    void what_there_is_not_is_not_found(String path) {
        String bearer = BEARER + token(realm, CONSOLE, person(realm, "realm-admin"));
        server.tokenManager().grantToken();

        assertThat(status(door(realm, path), bearer)).isEqualTo(404);
        assertThat(status(
                        URI.create(door(realm, path).toString().replace(realm.getName(), "no-such-realm")),
                        BEARER + server.tokenManager().getAccessTokenString()))
                .as("the realm")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void browsers_may_ask_before_they_call(String door) {
        Http.Answer preflight = Http.send(HttpRequest.newBuilder(door(realm, door))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://localhost:3000")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .build());

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET");
        assertThat(preflight.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void a_token_that_is_bound_to_a_key_needs_that_key(String door) {
        URI here = door(realm, door);
        DpopKey key = new DpopKey();
        Http.Answer signedIn = grant(
                realm,
                CONSOLE,
                person(realm, "realm-admin"),
                "DPoP",
                key.proof("POST", URI.create(tokenEndpoint(realm)), ""));
        String token = signedIn.json().path("access_token").asText();

        assertThat(signedIn.json().path("token_type").asText()).isEqualTo("DPoP");
        assertThat(status(here, BEARER + token)).isEqualTo(401);
        assertThat(status(here, "DPoP " + token, "DPoP", new DpopKey().proof("GET", here, token)))
                .isEqualTo(401);
        assertThat(status(here, "DPoP " + token, "DPoP", key.proof("GET", here, token)))
                .isEqualTo(200);
    }

    private static URI door(ManagedRealm realm, String door) {
        return URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/" + door);
    }

    private static int status(URI door, String authorization, String... more) {
        String[] headers = new String[2 + more.length];
        headers[0] = "Authorization";
        headers[1] = authorization;
        System.arraycopy(more, 0, headers, 2, more.length);
        return Http.get(door, headers).status();
    }

    /** Somebody new with these rights on the realm. */
    private static String person(ManagedRealm realm, String... rights) {
        String name = "administrator-" + UUID.randomUUID();
        String management = realm.admin()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("First", "Last")
                        .email(name + "@example.com")
                        .emailVerified(true)
                        .password(Members.PASSWORD)
                        .build())) {
            realm.admin()
                    .users()
                    .get(ApiUtil.getCreatedId(made))
                    .roles()
                    .clientLevel(management)
                    .add(List.of(rights).stream()
                            .map(right -> realm.admin()
                                    .clients()
                                    .get(management)
                                    .roles()
                                    .get(right)
                                    .toRepresentation())
                            .toList());
        }
        return name;
    }

    /** A new app whose tokens carry no right to administer, whoever signs in. */
    private String narrowApp() {
        ClientRepresentation app = new ClientRepresentation();
        app.setClientId("narrow-" + UUID.randomUUID());
        app.setPublicClient(true);
        app.setDirectAccessGrantsEnabled(true);
        app.setFullScopeAllowed(false);
        realm.admin().clients().create(app).close();
        return app.getClientId();
    }

    private static String token(ManagedRealm realm, String client, String name) {
        return grant(realm, client, name).json().path("access_token").asText();
    }

    private static Http.Answer grant(ManagedRealm realm, String client, String name, String... headers) {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "password", "client_id", client));
        form.put("username", name);
        form.put("password", Members.PASSWORD);
        Http.Answer answer = Http.form(URI.create(tokenEndpoint(realm)), form, headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String tokenEndpoint(ManagedRealm realm) {
        return realm.getBaseUrl() + "/protocol/openid-connect/token";
    }
}
