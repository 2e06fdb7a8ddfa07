package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.runonserver.InjectRunOnServer;
import org.keycloak.testframework.remote.runonserver.RunOnServerClient;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;

/** The pack's keys are rotated while they are in use, and the realm's two issuers never verify each other's tokens. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class KeysTest {
    private static final String KEY = "io.cloakpool.identitypool.keycloak.PoolKeyComponent";
    private static final int ROTATIONS = 6;
    private static final int CALLERS = 4;

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectTimeOffSet(enableForCaches = true)
    TimeOffSet time;

    @InjectRunOnServer(permittedPackages = "io.cloakpool.testsuite.pool")
    RunOnServerClient server;

    private Doors doors;
    private People people;

    @BeforeEach
    void open() {
        doors = Doors.of(realm);
        people = new People(realm);
    }

    @Test
    void nothing_fails_while_keys_are_rotated() throws Exception {
        String login = people.signIn().id();
        SignedRequests old = doors.session(login).signer();
        String oldToken = doors.openIdToken(login);
        String administrator = people.administrator();
        AtomicBoolean rotating = new AtomicBoolean(true);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Set<String>>> seen = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                seen.add(callers.submit(useWhile(rotating, login, old, oldToken)));
            }
            for (int i = 0; i < ROTATIONS; i++) {
                rotate("sealing", administrator);
                rotate("signing", administrator);
            }
            rotating.set(false);
            for (Future<Set<String>> outcomes : seen) {
                assertThat(outcomes.get()).containsExactly("200");
            }
        } finally {
            rotating.set(false);
            callers.shutdownNow();
        }
        assertThat(doors.authorize(old)).isEqualTo("200");
        assertThat(doors.assumeRole(oldToken).status()).isEqualTo(200);
    }

    /** Uses what was issued before and what is issued now, at least once. */
    private Callable<Set<String>> useWhile(AtomicBoolean rotating, String login, SignedRequests old, String oldToken) {
        return () -> {
            Set<String> outcomes = new HashSet<>();
            do {
                outcomes.add(doors.authorize(old));
                outcomes.add(doors.authorize(doors.session(login).signer()));
                outcomes.add(Doors.stsVerdict(doors.assumeRole(oldToken)));
                outcomes.add(Doors.stsVerdict(doors.assumeRole(doors.openIdToken(login))));
            } while (rotating.get());
            return outcomes;
        };
    }

    @Test
    void a_rotated_key_is_published_and_the_new_one_comes_first() {
        String login = people.signIn().id();
        String before = KnownKey.header(doors.openIdToken(login)).path("kid").asText();

        rotate("signing", people.administrator());

        List<String> published = kids("/cognito-identity/.well-known/jwks");
        String after = KnownKey.header(doors.openIdToken(login)).path("kid").asText();
        assertThat(after).isNotEqualTo(before);
        assertThat(published).startsWith(after).contains(before).doesNotHaveDuplicates();
    }

    @Test
    void a_disabled_key_ends_what_it_made() {
        String login = people.signIn().id();
        rotate("sealing", people.administrator());
        rotate("signing", people.administrator());
        SignedRequests signer = doors.session(login).signer();
        String token = doors.openIdToken(login);
        rotate("sealing", people.administrator());
        rotate("signing", people.administrator());
        assertThat(doors.authorize(signer)).isEqualTo("200");

        realm.admin().components().query(null, KEY).stream()
                .filter(key -> "passive".equals(key.getConfig().getFirst("status")))
                .forEach(this::disable);

        assertThat(doors.authorize(signer)).isEqualTo("400 InvalidToken");
        assertThat(Doors.stsVerdict(doors.assumeRole(token))).isEqualTo("400 InvalidIdentityToken");
        assertThat(kids("/cognito-identity/.well-known/jwks")).hasSize(1);
        assertThat(doors.authorize(doors.session(login).signer())).isEqualTo("200");
    }

    @Test
    void a_key_rotates_at_its_age_and_goes_when_nothing_that_it_made_can_live() {
        String login = people.signIn().id();
        rotate("sealing", people.administrator());
        ComponentRepresentation aging = sealing("active");
        aging.getConfig()
                .putSingle("rotateAfter", Long.toString(Duration.ofDays(1).toSeconds()));
        realm.admin().components().component(aging.getId()).update(aging);
        SignedRequests old = doors.session(login).signer();

        server.run(KeyAgingOnServer.now());
        assertThat(sealing("active").getId()).as("before its age").isEqualTo(aging.getId());

        time.set(Duration.ofDays(1).plusMinutes(1));
        server.run(KeyAgingOnServer.now());
        time.set(0);
        ComponentRepresentation next = sealing("active");
        assertThat(next.getId()).isNotEqualTo(aging.getId());
        assertThat(next.getConfig().getFirst("rotateAfter"))
                .isEqualTo(aging.getConfig().getFirst("rotateAfter"));
        assertThat(realm.admin()
                        .components()
                        .component(aging.getId())
                        .toRepresentation()
                        .getConfig())
                .containsKey("passiveSince")
                .containsEntry("status", List.of("passive"));
        assertThat(doors.authorize(old)).as("made with the old key").isEqualTo("200");
        assertThat(doors.authorize(doors.session(login).signer())).isEqualTo("200");

        time.set(Duration.ofDays(3));
        server.run(KeyAgingOnServer.now());
        time.set(0);
        assertThat(realm.admin().components().query(null, KEY))
                .extracting(ComponentRepresentation::getId)
                .doesNotContain(aging.getId());
        assertThat(doors.authorize(old)).isEqualTo("400 InvalidToken");
    }

    private ComponentRepresentation sealing(String status) {
        return realm.admin().components().query(null, KEY).stream()
                .filter(key -> "sealing".equals(key.getConfig().getFirst("kind")))
                .filter(key -> status.equals(key.getConfig().getFirst("status")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_realms_own_keys_show_none_of_the_pack_and_the_packs_none_of_the_realm() {
        rotate("signing", people.administrator());

        List<String> pack = kids("/cognito-identity/.well-known/jwks");
        List<String> own = kids("/protocol/openid-connect/certs");

        assertThat(pack).isNotEmpty().doesNotContainAnyElementsOf(own);
        assertThat(own).isNotEmpty();
        assertThat(realm.admin().keys().getKeyMetadata().getKeys())
                .noneMatch(key -> key.getKid() != null && pack.contains(key.getKid()));
    }

    @Test
    void discovery_names_the_issuer_of_the_tokens_and_where_its_keys_are() {
        String token = doors.openIdToken(people.signIn().id());
        JsonNode document = Http.get(doors.uri("/cognito-identity/.well-known/openid-configuration"))
                .json();

        assertThat(KnownKey.claims(token).path("iss").asText())
                .isEqualTo(document.path("issuer").asText())
                .isEqualTo(doors.realm() + "/cognito-identity");
        JsonNode keys =
                Http.get(URI.create(document.path("jwks_uri").asText())).json().path("keys");
        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            assertThat(key.path("x5c").size()).isPositive();
            assertThat(key.path("alg").asText()).isEqualTo("RS256");
            assertThat(key.has("d")).isFalse();
        });
    }

    /** That the pack's doors take no token of the realm's other kinds is in {@link TokenKindsTest}. */
    @Test
    void the_realm_takes_no_token_of_the_pools_issuer() {
        String login = people.signIn().id();
        String token = doors.openIdToken(login);
        String asAccess = DemoRealm.POOL_KEY.resign(
                people.administrator(), claims -> claims.put("iss", doors.realm() + "/cognito-identity"));

        for (String one : List.of(token, asAccess)) {
            assertThat(Http.get(doors.uri("/protocol/openid-connect/userinfo"), "Authorization", "Bearer " + one)
                            .status())
                    .isEqualTo(401);
            assertThat(doors.admin("GET", "", "", one).status()).isEqualTo(401);
            JsonNode introspected = Http.form(
                            doors.uri("/protocol/openid-connect/token/introspect"),
                            Map.of(
                                    "client_id",
                                    "pooladmin",
                                    "client_secret",
                                    DemoExport.SECRETS.pooladmin(),
                                    "token",
                                    one))
                    .json();
            assertThat(introspected.path("active").asBoolean(true)).isFalse();
        }
    }

    private void disable(ComponentRepresentation key) {
        key.getConfig().putSingle("status", "disabled");
        realm.admin().components().component(key.getId()).update(key);
    }

    private void rotate(String kind, String administrator) {
        Http.Answer answer = doors.admin("POST", "/identity-pools/keys/" + kind + "/rotate", Map.of(), administrator);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private List<String> kids(String path) {
        List<String> kids = new ArrayList<>();
        Http.get(doors.uri(path))
                .json()
                .path("keys")
                .forEach(key -> kids.add(key.path("kid").asText()));
        return kids;
    }
}
