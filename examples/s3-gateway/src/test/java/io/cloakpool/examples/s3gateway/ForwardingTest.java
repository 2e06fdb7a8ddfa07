package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door and the store get to see of a request, byte for byte. */
class ForwardingTest {
    private final Recorder door;
    private final Recorder store;
    private final S3Gateway gateway;
    private final RawHttp client;

    ForwardingTest() throws IOException {
        door = Recorder.start(Recorder.allow());
        store = Recorder.start(Recorder.status(200));
        gateway = Gateways.start(door, store.url(""));
        client = new RawHttp(gateway.endpoint());
    }

    @BeforeEach
    void nothing_is_known_yet() {
        assertThat(door.received()).isEmpty();
    }

    @AfterEach
    void stop() {
        gateway.close();
        store.close();
        door.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/demo//a",
                "/demo/a%2Fb",
                "/demo/a%252Fb",
                "/demo/%7E~%41",
                "/demo/../x/./y",
                "/demo/%2e%2E/x",
                "/demo/a;b=c",
                "/demo/a:b@c,d'(e)*!",
                "/demo/%C3%BC%20+",
                "//demo/a",
                "/demo/a/?list-type=2&prefix=a%2F&prefix=&x=a+b%20c&&=",
                "/demo/a?versionId=%2F..%2F"
            })
    void signed_judged_and_forwarded_target_are_the_same_bytes(String target) throws IOException {
        assertThat(client.get(target)).startsWith("HTTP/1.1 200");
        assertThat(door.last().header("X-Original-URI")).isEqualTo(target);
        assertThat(store.last().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "/d/k?X-Amz-Algorithm=a&X-Amz-Credential=b%2Fc&X-Amz-Date=d&X-Amz-Expires=1"
                + "&X-Amz-SignedHeaders=host&X-Amz-Security-Token=t&X-Amz-Signature=s, /d/k",
        "/d/k?a=%7E&x-amz-signature=s&b=//, /d/k?a=%7E&b=//",
        "/d/k?X%2DAmz%2DSignature=s&x-id=GetObject, /d/k?x-id=GetObject",
        "/d/k?x-amz-acl=private, /d/k?x-amz-acl=private"
    })
    void only_presign_parameters_are_taken_off(String target, String forwarded) throws IOException {
        client.get(target);
        assertThat(door.last().header("X-Original-URI")).isEqualTo(target);
        assertThat(store.last().target()).isEqualTo(forwarded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/a#b", "http://other.test/demo/a", "/demo/\u00fc"})
    void a_target_that_could_not_be_passed_on_unchanged_is_refused(String target) throws IOException {
        assertThat(client.get(target)).startsWith("HTTP/1.1 400").contains("<Code>InvalidURI</Code>");
        assertThat(door.received()).isEmpty();
        assertThat(store.received()).isEmpty();
    }

    @Test
    void the_door_is_told_the_request_in_the_dialect_headers() throws IOException {
        byte[] body = Recorder.utf8("four");
        List<String> headers = List.of(
                "Authorization: AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host;range;x-amz-date, Signature=y",
                "X-Amz-Date: 20261123T000000Z",
                "X-Amz-Security-Token: token",
                "X-Amz-Meta-A: 1",
                "X-Amz-Meta-A: 2",
                "x-amz-content-sha256: UNSIGNED-PAYLOAD",
                "Content-Type: text/plain; charset=\"x",
                "Range: bytes=0-1",
                "User-Agent: unsigned/1");
        client.send("PUT", "/demo/k?tagging", headers, body);

        Recorder.Received asked = door.last();
        assertThat(asked.target()).isEqualTo("/realms/demo/identity-pools/authorize/s3");
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.body()).isEmpty();
        assertThat(asked.header("X-Cloakpool-Gateway")).isEqualTo(Gateways.SECRET);
        assertThat(asked.header("X-Original-Method")).isEqualTo("PUT");
        assertThat(asked.header("X-Original-URI")).isEqualTo("/demo/k?tagging");
        assertThat(asked.header("X-Original-Host")).isEqualTo("s3.test");
        assertThat(asked.header("X-Original-Content-Type")).isEqualTo("text/plain; charset=\"x");
        assertThat(asked.header("X-Original-Content-Length")).isEqualTo("4");
        assertThat(asked.header("X-Original-Remote-Addr")).isEqualTo("127.0.0.1");
        assertThat(asked.header("X-Original-Scheme")).isEqualTo("http");
        assertThat(asked.header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=x");
        assertThat(asked.header("X-Amz-Security-Token")).isEqualTo("token");
        assertThat(asked.header("X-Amz-Meta-A")).isEqualTo("1|2");
        assertThat(asked.header("Range")).as("signed").isEqualTo("bytes=0-1");
        assertThat(asked.header("User-Agent"))
                .as("not signed, but the store will see it")
                .contains("unsigned/1");
        assertThat(asked.header("Content-Type")).isEmpty();
    }

    @Test
    void the_store_gets_the_request_without_the_proofs() throws IOException {
        List<String> headers = List.of(
                "Content-Type: text/plain",
                "Content-Encoding: aws-chunked,gzip",
                "X-Amz-Content-Sha256: UNSIGNED-PAYLOAD",
                "X-Amz-Meta-A: 1");
        client.send("PUT", "/demo/k", headers, Recorder.utf8("four"));
        assertThat(store.last().body()).isEqualTo("four");
        assertThat(store.last().header("Content-Length")).isEqualTo("4");
        assertThat(store.last().header("Content-Type")).isEqualTo("text/plain");
        assertThat(store.last().header("Content-Encoding")).isEqualTo("gzip");
        assertThat(store.last().header("X-Amz-Meta-A")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-Method",
                "X-Original-URI",
                "X-Original-Host",
                "X-Original-Content-Type",
                "X-Original-Content-Length",
                "X-Original-Remote-Addr",
                "X-Original-Scheme",
                "X-Original-Anything",
                "X-Cloakpool-Gateway",
                "X-Cloakpool-Principal-Arn",
                "X-Cloakpool-Identity-Id",
                "X-Cloakpool-Role-Arn",
                "X-Cloakpool-Payload-Sha256",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Forwarded-Method",
                "X-Forwarded-Uri",
                "Forwarded",
                "Forwarded-For",
                "Expect",
                "Keep-Alive",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "Proxy-Connection",
                "TE",
                "Trailer",
                "Upgrade"
            })
    void a_client_cannot_set(String name) throws IOException {
        // Signed, too: what the client signs it also chooses.
        String signed = "Authorization: AWS4-HMAC-SHA256 SignedHeaders=host;" + name.toLowerCase(Locale.ROOT);
        client.get("/demo/k", name + ": 100-continue", signed);
        assertThat(door.last().header(name)).doesNotContain("100-continue");
        assertThat(store.last().header(name)).doesNotContain("100-continue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
                "Authorization",
                "Cookie",
                "Date",
                "Origin",
                "x-amz-content-sha256",
                "x-amz-date",
                "x-amz-decoded-content-length",
                "x-amz-sdk-checksum-algorithm",
                "x-amz-security-token",
                "x-amz-trailer"
            })
    void the_store_never_sees(String name) throws IOException {
        String value = name.equals("x-amz-content-sha256") ? "UNSIGNED-PAYLOAD" : "from-client";
        assertThat(client.get("/demo/k", name + ": " + value)).startsWith("HTTP/1.1 200");
        assertThat(store.last().header(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: keep-alive, x-amz-acl",
                "Host: other.test",
                "x-amz-meta-a: \u00fc",
                "x(amz: 1",
                "Content-Type: a\r\nContent-Type: b",
                "Content-Length: 0\r\nTransfer-Encoding: chunked",
                "X-Amz-Content-Sha256: UNSIGNED-PAYLOAD\r\nx-amz-content-sha256: UNSIGNED-PAYLOAD"
            })
    void a_header_with_two_meanings_is_refused(String header) throws IOException {
        assertThat(client.get("/demo/k", header)).startsWith("HTTP/1.1 400");
        assertThat(door.received()).isEmpty();
    }

    @Test
    void a_method_that_s3_does_not_have_is_refused() throws IOException {
        assertThat(client.send("PATCH", "/demo/k", List.of(), new byte[0])).startsWith("HTTP/1.1 405");
        assertThat(door.received()).isEmpty();
    }

    @Test
    void the_answer_of_the_store_comes_back_without_its_own_cors() throws IOException {
        store.answers(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"x\"");
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            byte[] body = Recorder.utf8("text");
            exchange.sendResponseHeaders(206, body.length);
            exchange.getResponseBody().write(body);
        });
        assertThat(client.get("/demo/k"))
                .startsWith("HTTP/1.1 206")
                .containsIgnoringCase("etag: \"x\"")
                .doesNotContainIgnoringCase("Access-Control-Allow-Origin")
                .endsWith("\r\n\r\ntext");
    }

    @Test
    void an_answer_that_breaks_off_is_not_made_complete() throws IOException {
        store.answers(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(Recorder.utf8("part"));
            exchange.getResponseBody().flush();
            throw new IOException("the store breaks off");
        });
        assertThat(client.get("/demo/k"))
                .containsIgnoringCase("Content-length: 100")
                .endsWith("part");
    }
}
