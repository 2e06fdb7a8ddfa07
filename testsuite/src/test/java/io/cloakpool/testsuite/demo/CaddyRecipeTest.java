package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.examples.s3gateway.EmbeddedS3;
import io.cloakpool.testsuite.pool.SignedRequests;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The Caddy recipe with the real server, a real store, and the AWS SDK with its default settings. */
@ExtendWith(RunningDemo.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaddyRecipeTest {
    private static final String HOST = "s3.example.org";
    private static final String FROM_CLIENT = "GET /demo/public/hello.txt 127.0.0.9";

    private final String secret = "secret-" + UUID.randomUUID();
    private RunningDemo demo;
    private EmbeddedS3 store;
    private RawStore recorder;
    private GatewayProcess caddy;
    private GatewayProcess recorded;
    private Session session;

    @BeforeAll
    void start(RunningDemo started) throws Exception {
        assumeTrue(Caddy.isInstalled(), "SKIPPED: caddy is not installed here, so its recipe was not tried");
        demo = started;
        People people = new People(demo);
        People.expect(Http.json(
                "PUT",
                URI.create(demo.admin() + "/identity-pools/gateways/" + Caddy.GATEWAY),
                Map.of("dialect", "caddy", "secret", secret),
                people.bearer()));
        session = Session.of(demo, people.signIn(people.newPerson()).id());
        store = EmbeddedS3.start(demo.get("BUCKET"));
        recorder = RawStore.start();
        URI keycloak = URI.create("http://127.0.0.1:" + demo.realm().getPort());
        caddy = Caddy.start(keycloak, store.endpoint(), secret, demo.get("WEB_ORIGIN"));
        recorded = Caddy.start(keycloak, recorder.uri(), secret, demo.get("WEB_ORIGIN"));
    }

    @AfterAll
    void stop() {
        for (AutoCloseable server : new AutoCloseable[] {recorded, caddy, recorder, store}) {
            NginxRecipeTest.close(server);
        }
    }

    @Test
    void an_upload_with_default_settings_is_stored_byte_for_byte() {
        byte[] content = new byte[1024 * 1024];
        new Random(7).nextBytes(content);
        String key = session.key("a//b é+.bin");
        try (S3Client s3 = Session.s3(demo, caddy.endpoint(), session.credentials())) {
            s3.putObject(r -> r.bucket(demo.get("BUCKET")).key(key), RequestBody.fromBytes(content));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(key))
                            .asByteArray())
                    .isEqualTo(content);
        }
    }

    @Test
    void refusals_are_those_of_an_s3_server() {
        AwsSessionCredentials own = session.credentials();
        assertThat(client().refusal(own, "users/somebody-else/a")).isEqualTo("403 AccessDenied");
        assertThat(client().refusal(
                                AwsSessionCredentials.create(own.accessKeyId(), "x".repeat(40), own.sessionToken()),
                                session.key("a")))
                .isEqualTo("403 SignatureDoesNotMatch");
        assertThat(client().refusal(
                                AwsSessionCredentials.create(own.accessKeyId(), own.secretAccessKey(), "not-a-token"),
                                session.key("a")))
                .isEqualTo("400 InvalidToken");
    }

    @Test
    void credentials_that_ended_are_called_expired() {
        assertThat(client().refusalAfterTheEnd()).isEqualTo("400 ExpiredToken");
    }

    @Test
    void the_gateway_answers_pages_of_its_origin_itself() {
        Http.Answer preflight = client().preflight(demo.get("WEB_ORIGIN"));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(demo.get("WEB_ORIGIN"));
        assertThat(preflight.header("access-control-allow-headers")).isEqualTo("authorization,x-amz-date");
        assertThat(preflight.header("access-control-allow-credentials")).isEmpty();
        for (String origin : List.of("https://evil.example", "null")) {
            assertThat(client().preflight(origin).header("access-control-allow-origin"))
                    .isEmpty();
        }
        Http.Answer refused =
                Http.get(URI.create(caddy.endpoint() + "/demo/public/hello.txt"), "Origin", demo.get("WEB_ORIGIN"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AccessDenied</Code>");
        assertThat(refused.header("access-control-allow-origin")).isEqualTo(demo.get("WEB_ORIGIN"));
    }

    static List<String> names() throws IOException {
        return NginxRecipeTest.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_header_that_the_client_adds_changes_nothing_and_goes_nowhere(String name) {
        assertThat(get("/demo/public/hello.txt", name).status()).isEqualTo(200);
        assertThat(recorder.take()).singleElement().satisfies(head -> assertThat(head.headers())
                .noneMatch(line -> line.contains(FROM_CLIENT)));

        assertThat(get("/demo/users/somebody-else/a", name).text()).contains("<Code>AccessDenied</Code>");
        assertThat(recorder.take()).isEmpty();
    }

    @Test
    void a_gateway_that_cloakpool_does_not_know_refuses_everything() throws Exception {
        try (GatewayProcess wrong = Caddy.start(
                        URI.create("http://127.0.0.1:" + demo.realm().getPort()),
                        store.endpoint(),
                        "another-secret-of-this-test",
                        demo.get("WEB_ORIGIN"));
                GatewayProcess alone = Caddy.start(
                        URI.create("http://127.0.0.1:1"), store.endpoint(), secret, demo.get("WEB_ORIGIN"))) {
            for (GatewayProcess gateway : List.of(wrong, alone)) {
                Http.Answer answer = Http.get(URI.create(gateway.endpoint() + "/demo/public/hello.txt"));

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body()).contains("<Code>ServiceUnavailable</Code>");
            }
        }
    }

    private RawSocket.Answer get(String path, String added) {
        List<Header> headers =
                new ArrayList<>(SignedRequests.s3(session.credentials()).headers("GET", HOST, path));
        headers.add(new Header(added, FROM_CLIENT));
        return RawSocket.get(recorded.endpoint(), path, HOST, headers);
    }

    private GatewayClient client() {
        return new GatewayClient(demo, caddy.endpoint());
    }
}
