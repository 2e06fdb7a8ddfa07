package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.examples.s3gateway.S3Gateway;
import io.cloakpool.examples.s3gateway.S3GatewayConfig;
import io.cloakpool.testsuite.pool.SignedRequests;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Every path of {@code path-tricks.txt}, signed by the AWS SDK's signer, sent over a socket as it stands, at the door and through
 * each gateway that is tested: the bytes that were signed are those that are judged and those that reach the store, or nothing
 * reaches it. What was judged shows in credentials whose policy names the one object.
 */
@ExtendWith(RunningDemo.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathTricksTest {
    private static final String HOST = "s3.example.org";
    private static final List<String> DIALECTS = List.of("nginx", "caddy", "envoy", "traefik");

    private final String secret = "secret-" + UUID.randomUUID();
    private final Map<String, SignedRequests> signers = new HashMap<>();
    private final List<AutoCloseable> running = new ArrayList<>();
    private RunningDemo demo;
    private People.Tokens tokens;
    private RawStore store;

    @BeforeAll
    void start(RunningDemo started) throws IOException {
        demo = started;
        People people = new People(demo);
        for (String dialect : DIALECTS) {
            People.expect(Http.json(
                    "PUT",
                    URI.create(demo.admin() + "/identity-pools/gateways/" + dialect),
                    Map.of("dialect", dialect, "secret", secret),
                    people.bearer()));
        }
        tokens = people.signIn(people.newPerson());
        store = opened(RawStore.start());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable server : running) {
            server.close();
        }
    }

    static List<PathTrick> tricks() {
        return PathTrick.all();
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void the_door_judges_the_bytes_that_were_signed_or_none(PathTrick trick) {
        for (String dialect : DIALECTS) {
            RawSocket.Answer answer = ask(dialect, trick, trick.forwarded());

            if (trick.outcome() == PathTrick.Outcome.REFUSED) {
                assertThat(answer.status()).as(dialect).isBetween(400, 499);
                assertThat(answer.header("X-Cloakpool-Error-Code")).as(dialect).isIn(trick.result(), "");
                assertThat(answer.header("X-Cloakpool-Principal-Arn")).isEmpty();
            } else {
                assertThat(answer.status()).as(dialect + answer.text()).isEqualTo(200);
            }
        }
    }

    /** Otherwise a policy that names one object would prove nothing. */
    @ParameterizedTest
    @MethodSource("tricks")
    void the_credentials_of_a_trick_open_nothing_else(PathTrick trick) {
        PathTrick other = new PathTrick("/demo/public/other", "/demo/public/other", trick.outcome(), trick.result());

        if (trick.outcome() != PathTrick.Outcome.REFUSED) {
            assertThat(ask("nginx", other, other.target()).header("X-Cloakpool-Error-Code"))
                    .isEqualTo("AccessDenied");
        }
    }

    @Test
    void nginx_forwards_what_was_signed_and_judged() throws Exception {
        assumeTrue(Nginx.isInstalled(), "SKIPPED: nginx is not installed here, so its paths were not tried");
        GatewayProcess nginx = opened(Nginx.start(keycloak(), store.uri(), secret));

        assertThat(divergences(nginx.endpoint())).isEmpty();
    }

    @Test
    void nginx_with_a_cache_forwards_what_was_signed_and_judged() throws Exception {
        assumeTrue(Nginx.isInstalled(), "SKIPPED: nginx is not installed here, so its paths were not tried");
        GatewayProcess nginx =
                opened(Nginx.start(Nginx.CACHED_READS, keycloak(), store.uri(), secret, UnaryOperator.identity()));

        assertThat(divergences(nginx.endpoint())).isEmpty();
    }

    @Test
    void caddy_forwards_what_was_signed_and_judged() throws Exception {
        assumeTrue(Caddy.isInstalled(), "SKIPPED: caddy is not installed here, so its paths were not tried");
        GatewayProcess caddy = opened(Caddy.start(keycloak(), store.uri(), secret, demo.get("WEB_ORIGIN")));

        assertThat(divergences(caddy.endpoint())).isEmpty();
    }

    @Test
    void the_example_forwards_what_was_signed_and_judged() throws Exception {
        S3Gateway example = opened(S3Gateway.start(new S3GatewayConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                URI.create(demo.realm() + "/identity-pools/authorize/nginx"),
                secret,
                store.uri(),
                Set.of())));

        assertThat(divergences(example.endpoint())).isEmpty();
    }

    /** What an operator easily gets wrong; the tricks tell. */
    @ParameterizedTest
    @CsvSource({
        "proxy_pass http://cloakpool_store;, proxy_pass http://cloakpool_store/;",
        "proxy_pass http://cloakpool_store;, proxy_pass http://cloakpool_store$uri;",
        "X-Original-URI $request_uri;, X-Original-URI $uri;"
    })
    void a_recipe_that_forwards_or_tells_another_path_is_found_out(String line, String mistake) throws Exception {
        assumeTrue(Nginx.isInstalled(), "SKIPPED: nginx is not installed here, so its paths were not tried");
        GatewayProcess nginx = opened(Nginx.start(
                Nginx.RECIPE,
                keycloak(),
                store.uri(),
                secret,
                recipe -> GatewayProcess.replaced(recipe, line, mistake)));

        assertThat(divergences(nginx.endpoint())).isNotEmpty();
    }

    /** What a gateway does with the tricks that it should not do. */
    private List<String> divergences(URI gateway) {
        List<String> found = new ArrayList<>();
        for (PathTrick trick : tricks()) {
            RawSocket.Answer answer =
                    RawSocket.get(gateway, trick.target(), HOST, signer(trick).headers("GET", HOST, trick.signed()));
            List<String> arrived =
                    store.take().stream().map(RawStore.Head::target).toList();
            boolean forwarded = answer.status() == 200 && arrived.equals(List.of(trick.forwarded()));
            boolean refused = answer.status() / 100 == 4 && arrived.isEmpty();
            boolean right =
                    switch (trick.outcome()) {
                        case ALLOWED -> forwarded;
                        case REFUSED -> refused;
                        case EITHER -> forwarded || refused;
                    };
            if (!right) {
                found.add(trick + " got " + answer.status() + ", the store got " + arrived);
            }
        }
        return found;
    }

    private RawSocket.Answer ask(String dialect, PathTrick trick, String told) {
        String prefix = dialect.equals("traefik") ? "X-Forwarded-" : "X-Original-";
        List<Header> headers = new ArrayList<>(signer(trick).headers("GET", HOST, trick.signed()));
        headers.add(new Header("X-Cloakpool-Gateway", secret));
        headers.add(new Header(prefix + "Method", "GET"));
        headers.add(new Header(prefix + "Uri", told));
        headers.add(new Header(prefix + "Host", HOST));
        headers.add(new Header(prefix + (prefix.equals("X-Original-") ? "Scheme" : "Proto"), "https"));
        headers.add(new Header(prefix + (prefix.equals("X-Original-") ? "Remote-Addr" : "For"), "192.0.2.1"));
        URI door = URI.create(demo.realm() + "/identity-pools/authorize/" + dialect);
        return RawSocket.get(door, door.getRawPath(), door.getAuthority(), headers);
    }

    private SignedRequests signer(PathTrick trick) {
        boolean refused = trick.outcome() == PathTrick.Outcome.REFUSED;
        return signers.computeIfAbsent(
                refused ? "" : trick.policy(),
                policy -> signer(policy.isEmpty() ? Map.of() : Map.of("policy", policy)));
    }

    private SignedRequests signer(Map<String, String> narrowing) {
        Http.Answer answer = Http.json(
                "POST",
                URI.create(demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials"),
                narrowing,
                "Authorization",
                "Bearer " + tokens.access());
        People.expect(answer);
        return SignedRequests.s3(AwsSessionCredentials.create(
                answer.json().path("AccessKeyId").asText(),
                answer.json().path("SecretAccessKey").asText(),
                answer.json().path("SessionToken").asText()));
    }

    private URI keycloak() {
        return URI.create("http://127.0.0.1:" + demo.realm().getPort());
    }

    private <T extends AutoCloseable> T opened(T server) {
        running.add(server);
        return server;
    }
}
