package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String ALLOW_ORIGIN = "Access-control-allow-origin: ";

    private final Recorder door;
    private final Recorder store;
    private final S3Gateway gateway;
    private final RawHttp client;

    CorsTest() throws IOException {
        door = Recorder.start(Recorder.allow());
        store = Recorder.start(Recorder.status(200));
        gateway = Gateways.start(door, store.url(""));
        client = new RawHttp(gateway.endpoint());
    }

    @AfterEach
    void stop() {
        gateway.close();
        store.close();
        door.close();
    }

    @Test
    void a_preflight_of_a_listed_origin_is_answered_here() throws IOException {
        assertThat(preflight(Gateways.ORIGIN))
                .startsWith("HTTP/1.1 204")
                .contains(ALLOW_ORIGIN + Gateways.ORIGIN)
                .contains("Access-control-allow-headers: authorization, x-amz-date")
                .contains("Access-control-allow-methods: DELETE, GET, HEAD, POST, PUT")
                .contains("Vary: Origin");
        assertThat(door.received()).isEmpty();
        assertThat(store.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.test", "http://app.test:3000.evil.test", "https://app.test:3000", "null", "*"})
    void a_preflight_of_another_origin_is_refused(String origin) throws IOException {
        assertThat(preflight(origin)).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase(ALLOW_ORIGIN);
        assertThat(door.received()).isEmpty();
    }

    @Test
    void a_long_list_of_headers_is_answered_like_any_other() throws IOException {
        List<String> headers = List.of(
                "Origin: " + Gateways.ORIGIN,
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: a" + ",a".repeat(4_000));

        assertThat(client.send("OPTIONS", "/demo/k", headers, new byte[0]))
                .startsWith("HTTP/1.1 204")
                .doesNotContainIgnoringCase("Access-Control-Allow-Headers");
    }

    @Test
    void options_without_a_question_is_refused() throws IOException {
        String answer = client.send("OPTIONS", "/demo/k", List.of("Origin: " + Gateways.ORIGIN), new byte[0]);
        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void answers_and_refusals_are_readable_for_a_listed_origin_only() throws IOException {
        assertThat(client.get("/demo/k", "Origin: " + Gateways.ORIGIN)).contains(ALLOW_ORIGIN + Gateways.ORIGIN);
        assertThat(client.get("/demo/k", "Origin: http://evil.test"))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase(ALLOW_ORIGIN);
        door.answers(Recorder.status(500));
        assertThat(client.get("/demo/k", "Origin: " + Gateways.ORIGIN))
                .startsWith("HTTP/1.1 503")
                .contains(ALLOW_ORIGIN + Gateways.ORIGIN);
    }

    private String preflight(String origin) throws IOException {
        List<String> headers = List.of(
                "Origin: " + origin,
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: authorization, x-amz-date");
        return client.send("OPTIONS", "/demo/k", headers, new byte[0]);
    }
}
