package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.testsuite.demo.RecordingServer.Seen;
import io.cloakpool.testsuite.pool.SignedRequests;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** The nginx recipe that keeps decisions, with the real server: what is reused, for how long, and that it gives nothing away. */
@ExtendWith(RunningDemo.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxCachedReadsTest {
    private static final String HOST = "s3.example.org";
    private static final String PATH = "/demo/public/hello.txt";

    private final String secret = "secret-" + UUID.randomUUID();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private RunningDemo demo;
    private RecordingServer door;
    private RecordingServer store;
    private GatewayProcess asking;
    private GatewayProcess real;

    @BeforeAll
    void start(RunningDemo started) throws Exception {
        assumeTrue(Nginx.isInstalled(), "SKIPPED: nginx is not installed here, so its decision cache was not tried");
        demo = started;
        People.expect(Http.json(
                "PUT",
                URI.create(demo.admin() + "/identity-pools/gateways/" + Nginx.GATEWAY),
                Map.of("dialect", "nginx", "secret", secret),
                new People(demo).bearer()));
        // A door that says yes to all: what it is not asked about has come out of the cache.
        answers.putAll(Map.of(
                "X-Cloakpool-Principal-Arn", "somebody",
                "X-Cloakpool-Cache-Seconds", "1",
                "Cache-Control", "no-store"));
        door = RecordingServer.start(answers);
        store = RecordingServer.start(Map.of());
        asking = cached(door.uri());
        real = cached(URI.create("http://127.0.0.1:" + demo.realm().getPort()));
    }

    @AfterAll
    void stop() {
        for (AutoCloseable server : new AutoCloseable[] {real, asking, store, door}) {
            NginxRecipeTest.close(server);
        }
    }

    @BeforeEach
    void at_the_beginning_of_a_second() throws InterruptedException {
        Thread.sleep(1020 - System.currentTimeMillis() % 1000);
        door.take();
        store.take();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_read_is_asked_about_once_in_its_second(String method) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertThat(send(method, PATH).status()).isEqualTo(200);
        }
        assertThat(door.take()).hasSize(1);
        assertThat(store.take()).hasSize(5);

        at_the_beginning_of_a_second();
        send(method, PATH);
        assertThat(door.take()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE"})
    void a_write_is_asked_about_each_time(String method) {
        send(method, PATH);
        send(method, PATH);

        assertThat(door.take()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Host, other.example.org",
        "Authorization, b",
        "X-Amz-Date, b",
        "X-Amz-Security-Token, b",
        "X-Amz-Content-Sha256, b",
        "Range, bytes=0-1",
        "If-Range, b",
        "If-Match, b",
        "If-None-Match, b",
        "If-Modified-Since, b",
        "If-Unmodified-Since, b"
    })
    void another_value_of_a_header_in_the_key_is_asked_about(String name, String value) {
        send("GET", PATH);
        send("GET", PATH, new Header(name, value));
        send("GET", PATH, new Header(name, value));

        List<Seen> asked = door.take();
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).values(name.equals("Host") ? "X-Original-Host" : name))
                .containsExactly(value);
    }

    @Test
    void another_method_path_or_address_is_asked_about() throws IOException {
        send("GET", PATH);
        send("HEAD", PATH);
        send("GET", PATH + "?x-id=GetObject");
        RawSocket.send(asking.endpoint(), InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), request("GET", PATH));

        assertThat(door.take())
                .extracting(seen -> seen.values("X-Original-Method")
                        + " " + seen.values("X-Original-URI")
                        + " " + seen.values("X-Original-Remote-Addr"))
                .containsExactly(
                        "[GET] [" + PATH + "] [127.0.0.1]",
                        "[HEAD] [" + PATH + "] [127.0.0.1]",
                        "[GET] [" + PATH + "?x-id=GetObject] [127.0.0.1]",
                        "[GET] [" + PATH + "] [127.0.0.2]");
    }

    @Test
    void no_value_can_pass_for_the_end_of_its_neighbour() {
        send("GET", PATH, new Header("X-Amz-Date", "a|b"), new Header("X-Amz-Security-Token", "c"));
        send("GET", PATH, new Header("X-Amz-Date", "a"), new Header("X-Amz-Security-Token", "b|c"));
        send("GET", PATH, new Header("X-Amz-Date", "a|bc"));

        assertThat(door.take()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "x-amz-copy-source",
                "x-rgw-something",
                "Cookie",
                "X-Forwarded-For",
                "X-Cloakpool-Principal-Arn",
                "Accept-Encoding",
                "Content-Type"
            })
    void a_header_outside_of_the_key_gains_nothing(String name) {
        send("GET", PATH);
        send("GET", PATH, new Header(name, "DELETE"));

        assertThat(door.take()).hasSize(1);
        assertThat(store.take()).hasSize(2).allSatisfy(seen -> {
            assertThat(seen.values(name)).doesNotContain("DELETE");
            assertThat(seen.headers().keySet()).containsExactlyInAnyOrder("host", "x-cloakpool-principal-arn");
        });
    }

    @Test
    void what_the_door_does_not_let_keep_is_not_kept() {
        answers.put("X-Cloakpool-Cache-Seconds", "0");
        try {
            send("GET", PATH);
            send("GET", PATH);
        } finally {
            answers.put("X-Cloakpool-Cache-Seconds", "1");
        }
        assertThat(door.take()).hasSize(2);
    }

    @Test
    void revoked_credentials_are_refused_after_a_second_at_most() throws Exception {
        People people = new People(demo);
        Session session = Session.of(demo, people.signIn(people.newPerson()).id());
        List<Header> signed = SignedRequests.s3(session.credentials()).headers("GET", HOST, PATH);
        assertThat(RawSocket.get(real.endpoint(), PATH, HOST, signed).status()).isEqualTo(200);
        People.expect(Http.json(
                "POST",
                URI.create(demo.admin() + "/identity-pools/identities/" + session.identity() + "/retire"),
                Map.of(),
                people.bearer()));

        Thread.sleep(1000);

        assertThat(RawSocket.get(real.endpoint(), PATH, HOST, signed).text()).contains("<Code>InvalidToken</Code>");
    }

    @Test
    void a_range_that_the_sdk_signs_is_judged_and_reaches_the_store() {
        People people = new People(demo);
        Session session = Session.of(demo, people.signIn(people.newPerson()).id());
        try (S3Client s3 = Session.s3(demo, real.endpoint(), session.credentials())) {
            s3.getObjectAsBytes(
                    r -> r.bucket(demo.get("BUCKET")).key(session.key("a")).range("bytes=0-1"));
        }

        assertThat(store.take()).singleElement().satisfies(seen -> assertThat(seen.values("Range"))
                .containsExactly("bytes=0-1"));
    }

    @Test
    void the_recipe_sets_every_name_of_the_document_wherever_client_headers_pass() throws IOException {
        String recipe = Files.readString(Nginx.CACHED_READS);
        for (String location : List.of("location / {", "location = /_cloakpool {", "location = /_cloakpool_read {")) {
            int start = recipe.indexOf(location);
            String block = recipe.substring(start, recipe.indexOf("\n    }\n", start));
            assertThat(NginxRecipeTest.set(block)).as(location).containsAll(NginxRecipeTest.names());
        }
    }

    private GatewayProcess cached(URI keycloak) throws IOException, InterruptedException {
        return Nginx.start(Nginx.CACHED_READS, keycloak, store.uri(), secret, UnaryOperator.identity());
    }

    private RawSocket.Answer send(String method, String target, Header... headers) {
        return RawSocket.send(asking.endpoint(), request(method, target, headers));
    }

    private static String request(String method, String target, Header... headers) {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        if (Stream.of(headers).noneMatch(header -> header.name().equals("Host"))) {
            request.append("Host: " + HOST + "\r\n");
        }
        for (Header header : headers) {
            request.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return request.append("\r\n").toString();
    }
}
