package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.examples.s3gateway.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The nginx recipe with the real server, a real store, and the AWS SDK with its default settings. */
@ExtendWith(RunningDemo.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxRecipeTest {
    private static final Pattern EMPTIED = Pattern.compile("proxy_set_header (\\S+) ");

    private RunningDemo demo;
    private String secret;
    private EmbeddedS3 store;
    private RecordingServer recorder;
    private GatewayProcess nginx;
    private GatewayProcess recorded;

    @BeforeAll
    void start(RunningDemo running) throws Exception {
        assumeTrue(Nginx.isInstalled(), "SKIPPED: nginx is not installed here, so its recipe was not tried");
        demo = running;
        secret = "secret-" + UUID.randomUUID();
        People.expect(Http.json(
                "PUT",
                URI.create(demo.admin() + "/identity-pools/gateways/" + Nginx.GATEWAY),
                Map.of("dialect", "nginx", "secret", secret),
                new People(demo).bearer()));
        store = EmbeddedS3.start(demo.get("BUCKET"));
        recorder = RecordingServer.start(Map.of());
        nginx = Nginx.start(keycloak(), store.endpoint(), secret);
        recorded = Nginx.start(keycloak(), recorder.uri(), secret);
    }

    @AfterAll
    void stop() {
        for (AutoCloseable server : new AutoCloseable[] {recorded, nginx, recorder, store}) {
            close(server);
        }
    }

    @Test
    void an_upload_with_default_settings_is_stored_byte_for_byte() {
        byte[] content = new byte[6 * 1024 * 1024];
        new Random(7).nextBytes(content);
        Session session = somebody();
        try (S3Client s3 = s3(nginx, session.credentials())) {
            s3.putObject(
                    r -> r.bucket(demo.get("BUCKET")).key(session.key("big é.bin")), RequestBody.fromBytes(content));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(session.key("big é.bin")))
                            .asByteArray())
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "a%2Fb", "a%252Fb", "~x", "a b+c", "ü/雪", "end/"})
    void the_path_goes_on_as_it_was_signed(String name) {
        Session session = somebody();
        recorder.take();
        try (S3Client s3 = s3(nginx, session.credentials());
                S3Client other = s3(recorded, session.credentials())) {
            s3.putObject(r -> r.bucket(demo.get("BUCKET")).key(session.key("a/b")), RequestBody.fromString("other"));
            s3.putObject(r -> r.bucket(demo.get("BUCKET")).key(session.key(name)), RequestBody.fromString(name));
            assertThat(s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(session.key(name)))
                            .asUtf8String())
                    .isEqualTo(name);

            other.headObject(r -> r.bucket(demo.get("BUCKET")).key(session.key(name)));
        }
        URI signed = presigned(session, name);
        assertThat(recorder.take()).extracting(RecordingServer.Seen::target).containsExactly(signed.getRawPath());
    }

    @Test
    void refusals_are_those_of_an_s3_server() {
        Session session = somebody();
        Session stranger = somebody();
        AwsSessionCredentials credentials = session.credentials();
        assertThat(client().refusal(credentials, stranger.key("a"))).isEqualTo("403 AccessDenied");
        assertThat(client().refusal(
                                AwsSessionCredentials.create(
                                        credentials.accessKeyId(), "x".repeat(40), credentials.sessionToken()),
                                session.key("a")))
                .isEqualTo("403 SignatureDoesNotMatch");
        assertThat(client().refusal(
                                AwsSessionCredentials.create(
                                        credentials.accessKeyId(),
                                        credentials.secretAccessKey(),
                                        stranger.credentials().sessionToken()),
                                session.key("a")))
                .isEqualTo("403 InvalidAccessKeyId");
        assertThat(client().refusal(
                                AwsSessionCredentials.create(
                                        credentials.accessKeyId(), credentials.secretAccessKey(), "not-a-token"),
                                session.key("a")))
                .isEqualTo("400 InvalidToken");
        assertThat(client().refusal(credentials, session.key("../a"))).isEqualTo("400 InvalidRequest");
    }

    @Test
    void credentials_that_ended_are_called_expired() {
        assertThat(client().refusalAfterTheEnd()).isEqualTo("400 ExpiredToken");
    }

    @Test
    void the_gateway_answers_pages_of_its_origins_itself() {
        Http.Answer preflight = client().preflight(demo.get("WEB_ORIGIN"));
        Http.Answer foreign = client().preflight("https://evil.example");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(demo.get("WEB_ORIGIN"));
        assertThat(preflight.header("access-control-allow-headers")).isEqualTo("authorization,x-amz-date");
        assertThat(preflight.header("access-control-allow-credentials")).isEmpty();
        assertThat(foreign.header("access-control-allow-origin")).isEmpty();

        Http.Answer refused =
                Http.get(URI.create(nginx.endpoint() + "/demo/public/hello.txt"), "Origin", demo.get("WEB_ORIGIN"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AccessDenied</Code>");
        assertThat(refused.header("access-control-allow-origin")).isEqualTo(demo.get("WEB_ORIGIN"));
    }

    static List<String> names() throws IOException {
        return GatewayDocument.names(Files.readString(GatewayDocument.PATH));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_header_that_the_client_adds_changes_nothing_and_goes_nowhere(String name) {
        Session session = somebody();
        recorder.take();
        Http.Answer own = Http.get(presigned(session, "own"), name, "GET /demo/public/hello.txt 127.0.0.9");
        List<RecordingServer.Seen> forwarded = recorder.take();
        Http.Answer foreign = Http.get(presigned(session, "../own"), name, "/demo/public/hello.txt");

        assertThat(own.status()).isEqualTo(200);
        assertThat(forwarded).hasSize(1);
        assertThat(forwarded.get(0).values(name)).doesNotContain("GET /demo/public/hello.txt 127.0.0.9");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(recorder.take()).isEmpty();
    }

    @Test
    void the_recipe_sets_every_name_of_the_document_on_both_ways() throws IOException {
        String recipe = Files.readString(Nginx.RECIPE);
        int question = recipe.indexOf("location = /_cloakpool");
        assertThat(set(recipe.substring(0, question))).containsAll(names());
        assertThat(set(recipe.substring(question))).containsAll(names());
    }

    @Test
    void a_gateway_that_cloakpool_does_not_know_refuses_everything() throws Exception {
        try (GatewayProcess wrong = Nginx.start(keycloak(), store.endpoint(), "another-secret-of-this-test");
                GatewayProcess alone = Nginx.start(URI.create("http://127.0.0.1:1"), store.endpoint(), secret)) {
            for (GatewayProcess gateway : List.of(wrong, alone)) {
                Http.Answer answer = Http.get(URI.create(gateway.endpoint() + "/demo/public/hello.txt"));

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body()).contains("<Code>ServiceUnavailable</Code>");
            }
        }
    }

    @Test
    void the_same_signature_with_another_header_is_asked_about_again() {
        Session session = somebody();
        URI own = presigned(session, "again");
        recorder.take();

        assertThat(Http.get(own).status()).isEqualTo(200);
        for (String header : List.of("X-HTTP-Method-Override", "x-rgw-something", "x-amz-copy-source")) {
            assertThat(Http.get(own, header, "DELETE").status()).as(header).isEqualTo(403);
        }
        for (String method : List.of("PUT", "DELETE", "HEAD", "POST")) {
            Http.Answer answer = Http.send(HttpRequest.newBuilder(own)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(answer.status()).as(method).isEqualTo(403);
        }
        assertThat(recorder.take()).extracting(RecordingServer.Seen::target).containsExactly(target(own));
    }

    static List<String> set(String configuration) {
        return EMPTIED.matcher(configuration)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private URI presigned(Session session, String name) {
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(recorded.endpoint())
                .region(Region.of(demo.get("REGION")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(session.credentials()))
                .build()) {
            return URI.create(presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(g -> g.bucket(demo.get("BUCKET")).key(session.key(name))))
                    .url()
                    .toString());
        }
    }

    private static String target(URI uri) {
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private S3Client s3(GatewayProcess gateway, AwsSessionCredentials credentials) {
        return Session.s3(demo, gateway.endpoint(), credentials);
    }

    private Session somebody() {
        People people = new People(demo);
        return Session.of(demo, people.signIn(people.newPerson()).id());
    }

    private URI keycloak() {
        return URI.create("http://127.0.0.1:" + demo.realm().getPort());
    }

    static void close(AutoCloseable server) {
        try {
            if (server != null) {
                server.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a server does not stop", e);
        }
    }

    private GatewayClient client() {
        return new GatewayClient(demo, nginx.endpoint());
    }
}
