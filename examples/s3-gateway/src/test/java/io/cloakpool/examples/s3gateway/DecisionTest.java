package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens at Cloakpool's door, only a clear yes forwards. */
class DecisionTest {
    private static final String CODE = "X-Cloakpool-Error-Code";
    private static final String STATUS = "X-Cloakpool-Error-Status";

    private final CountDownLatch released = new CountDownLatch(1);
    private final Recorder door;
    private final Recorder store;
    private final S3Gateway gateway;
    private final RawHttp client;

    DecisionTest() throws IOException {
        door = Recorder.start(Recorder.allow());
        store = Recorder.start(Recorder.status(200));
        gateway = Gateways.start(door, store.url(""));
        client = new RawHttp(gateway.endpoint());
    }

    @AfterEach
    void stop() {
        released.countDown();
        gateway.close();
        store.close();
        door.close();
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied, 403", "403, SignatureDoesNotMatch, 403", "401, ExpiredToken, 400"})
    void a_refusal_is_told_in_the_words_of_s3(int doorStatus, String code, int status) throws IOException {
        door.answers(Recorder.status(doorStatus, CODE, code, STATUS, String.valueOf(status)));
        assertThat(client.get("/demo/k"))
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/xml")
                .contains("<Error><Code>" + code + "</Code><Message>")
                .contains("</Message><RequestId>");
        assertThat(store.received()).isEmpty();
    }

    @Test
    void a_refused_head_has_a_status_and_no_body() throws IOException {
        door.answers(Recorder.status(403, CODE, "AccessDenied", STATUS, "403"));
        assertThat(client.send("HEAD", "/demo/k", List.of(), new byte[0]))
                .startsWith("HTTP/1.1 403")
                .endsWith("\r\n\r\n");
    }

    @Test
    void a_large_refused_upload_still_reads_the_refusal() throws IOException {
        door.answers(Recorder.status(403, CODE, "AccessDenied", STATUS, "403"));
        byte[] body = new byte[Limits.DRAIN_BYTES - 1];
        assertThat(client.send("PUT", "/demo/k", List.of("x-amz-content-sha256: UNSIGNED-PAYLOAD"), body))
                .contains("<Code>AccessDenied</Code>");
        assertThat(store.received()).isEmpty();
    }

    static Stream<Recorder.Answer> noDecisions() {
        return Stream.of(
                Recorder.status(500),
                Recorder.status(404),
                Recorder.status(200),
                Recorder.status(204, "X-Cloakpool-Principal-Arn", "arn"),
                Recorder.status(302, "Location", "/elsewhere"),
                Recorder.status(401),
                Recorder.status(403, CODE, "AccessDenied"),
                Recorder.status(403, CODE, "AccessDenied", STATUS, "200"),
                Recorder.status(403, CODE, "<Denied>", STATUS, "403"),
                Recorder.status(500, CODE, "AccessDenied", STATUS, "403"),
                exchange -> {
                    throw new IOException("the connection ends without an answer");
                });
    }

    @ParameterizedTest
    @MethodSource("noDecisions")
    void anything_else_is_no_decision_and_forwards_nothing(Recorder.Answer answer) throws IOException {
        door.answers(answer);
        assertThat(client.get("/demo/k")).startsWith("HTTP/1.1 503").contains("<Code>ServiceUnavailable</Code>");
        assertThat(store.received()).isEmpty();
    }

    @Test
    void an_outage_of_cloakpool_forwards_nothing() throws IOException {
        door.close();
        assertThat(client.get("/demo/k")).startsWith("HTTP/1.1 503");
        assertThat(store.received()).isEmpty();
    }

    @Test
    void an_outage_of_the_store_is_an_error_and_no_hang() throws IOException {
        store.close();
        assertThat(client.get("/demo/k")).startsWith("HTTP/1.1 503");
    }

    @Test
    @Timeout(15)
    void a_door_that_does_not_answer_in_time_is_no_decision() throws InterruptedException {
        door.answers(exchange -> waitForEnd());
        assertThat(ask()).isInstanceOf(Decision.Unavailable.class);
    }

    @Test
    @Timeout(15)
    void a_door_whose_answer_never_ends_is_no_decision() throws InterruptedException {
        door.answers(exchange -> {
            exchange.getResponseHeaders().add("X-Cloakpool-Principal-Arn", "arn");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            waitForEnd();
        });
        assertThat(ask()).isInstanceOf(Decision.Unavailable.class);
    }

    private Decision ask() throws InterruptedException {
        var impatient = new AuthorizeDoor(
                HttpClient.newHttpClient(), door.url("/authorize"), Gateways.SECRET, Duration.ofMillis(300));
        var request = new ClientRequest(
                "GET", "/demo/k", Map.of("Host", List.of("h")), "127.0.0.1", InputStream.nullInputStream());
        return impatient.ask(request, Optional.empty());
    }

    private void waitForEnd() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
