package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is not what the client promised is answered with an error, and the real store behind stays empty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongBodyTest {
    private static final String TRAILER = "x-amz-checksum-crc32";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final String NO_BODY = "";

    private final Recorder door;
    private final EmbeddedS3 store;
    private final S3Gateway gateway;
    private final RawHttp client;
    private final RawHttp behind;

    WrongBodyTest() throws IOException {
        door = Recorder.start(Recorder.allow());
        store = EmbeddedS3.start("demo");
        gateway = Gateways.start(door, store.endpoint());
        client = new RawHttp(gateway.endpoint());
        behind = new RawHttp(store.endpoint());
    }

    @BeforeEach
    void the_store_is_empty() throws IOException {
        behind.send("DELETE", "/demo/k", List.of(), new byte[0]);
        assertThat(behind.get("/demo/k")).startsWith("HTTP/1.1 404");
        door.received().clear();
    }

    @AfterAll
    void stop() {
        gateway.close();
        store.close();
        door.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 3_000_000})
    void a_body_with_its_own_hash_is_stored(int length) throws Exception {
        byte[] body = bytes(length);
        assertThat(put(List.of("x-amz-content-sha256: " + sha256(body)), body)).startsWith("HTTP/1.1 200");
        assertThat(behind.get("/demo/k")).startsWith("HTTP/1.1 200").contains("Content-Length: " + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_384, 16_385, 3_000_000})
    void a_body_with_another_hash_is_not_stored(int length) throws Exception {
        byte[] signed = bytes(length + 1);
        byte[] tampered = Arrays.copyOf(signed, length);
        assertRefused(
                put(List.of("x-amz-content-sha256: " + sha256(signed)), tampered), 400, "XAmzContentSHA256Mismatch");
    }

    @Test
    void one_flipped_bit_at_the_end_is_not_stored() throws Exception {
        byte[] body = bytes(1_000_000);
        String hash = sha256(body);
        body[body.length - 1] ^= 1;
        assertRefused(put(List.of("x-amz-content-sha256: " + hash), body), 400, "XAmzContentSHA256Mismatch");
    }

    @ParameterizedTest
    @CsvSource({
        "e3b0c44298fc1c149afbf4c8996fb924, InvalidRequest",
        "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, InvalidRequest",
        "STREAMING-AWS4-HMAC-SHA256-EVENTS, InvalidRequest",
        "unsigned-payload, InvalidRequest"
    })
    void an_unknown_promise_is_refused_before_anyone_is_asked(String hash, String code) throws IOException {
        assertRefused(put(List.of("x-amz-content-sha256: " + hash), bytes(10)), 400, code);
        assertThat(door.received()).isEmpty();
    }

    @Test
    void a_body_without_a_promise_is_refused() throws IOException {
        assertRefused(put(List.of(), bytes(10)), 400, "InvalidRequest");
        assertThat(door.received()).isEmpty();
    }

    @Test
    void a_body_without_a_length_is_refused() throws IOException {
        List<String> headers = List.of("Transfer-Encoding: chunked", "x-amz-content-sha256: UNSIGNED-PAYLOAD");
        assertRefused(put(headers, Recorder.utf8("3\r\nabc\r\n0\r\n\r\n")), 411, "MissingContentLength");
    }

    @Test
    void an_unsigned_body_is_stored() throws IOException {
        put(List.of("x-amz-content-sha256: UNSIGNED-PAYLOAD"), Recorder.utf8("plain"));
        assertThat(behind.get("/demo/k")).endsWith("plain");
    }

    @Test
    void a_presigned_body_is_stored() throws IOException {
        client.send("PUT", "/demo/k?X-Amz-Signature=s", List.of(), Recorder.utf8("plain"));
        assertThat(behind.get("/demo/k")).endsWith("plain");
    }

    @Test
    void a_body_that_ends_early_is_not_stored() throws IOException {
        List<String> headers = List.of("x-amz-content-sha256: UNSIGNED-PAYLOAD", "Content-Length: 50000");
        put(headers, bytes(40_000));
        assertThat(behind.get("/demo/k")).startsWith("HTTP/1.1 404");
    }

    @Test
    void chunks_over_chunked_transfer_are_stored_without_framing() throws IOException {
        byte[] framed = Recorder.utf8(frame("hello", crc("hello")));
        var body = new ByteArrayOutputStream();
        body.writeBytes(Recorder.utf8(Integer.toHexString(framed.length) + "\r\n"));
        body.writeBytes(framed);
        body.writeBytes(Recorder.utf8("\r\n0\r\n\r\n"));
        List<String> headers = streaming(UNSIGNED_TRAILER, 5, TRAILER);
        headers.add("Transfer-Encoding: chunked");
        headers.add("Content-Encoding: aws-chunked");
        assertThat(put(headers, body.toByteArray())).startsWith("HTTP/1.1 200");
        assertThat(behind.get("/demo/k")).doesNotContain("aws-chunked").endsWith("\r\n\r\nhello");
    }

    @Test
    void a_wrong_trailer_is_not_stored() throws IOException {
        assertRefused(chunked(frame("hello", crc("hellO"))), 400, "BadDigest");
        assertRefused(chunked(frame("hello", "%%%")), 400, "InvalidRequest");
        assertRefused(chunked("5\r\nhello\r\n0\r\n\r\n"), 400, "BadDigest");
    }

    @ParameterizedTest
    @CsvSource({"4, IncompleteBody", "6, IncompleteBody"})
    void a_wrong_decoded_length_is_not_stored(int length, String code) throws IOException {
        List<String> headers = streaming(UNSIGNED_TRAILER, length, TRAILER);
        String answer = put(headers, Recorder.utf8(frame("hello", crc("hello"))));
        assertRefused(answer, 400, code);
    }

    @Test
    void broken_framing_is_not_stored() throws IOException {
        String end = "\r\n0\r\n" + TRAILER + ":" + crc("hello") + "\r\n\r\n";
        for (String body : List.of(
                "x\r\nhello" + end,
                "5;chunk-signature=" + "a".repeat(64) + "\r\nhello" + end,
                "-5\r\nhello" + end,
                "fffffffff\r\nhello" + end,
                "5\nhello" + end,
                "3\r\nhello" + end,
                "5".repeat(3000) + end,
                "5\r\nhello" + end + "more",
                "5\r\nhello\r\n0\r\nno trailer\r\n\r\n")) {
            assertRefused(chunked(body), 400, "Inv");
        }
    }

    @Test
    void framing_that_does_not_fit_its_headers_is_refused() throws IOException {
        byte[] body = Recorder.utf8(frame("hello", crc("hello")));
        assertRefused(put(streaming(UNSIGNED_TRAILER, 5, NO_BODY), body), 400, "InvalidRequest");
        assertRefused(put(streaming(UNSIGNED_TRAILER, 5, "x-amz-checksum-md4"), body), 400, "InvalidRequest");
        assertRefused(put(streaming("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", 5, TRAILER), body), 400, "InvalidRequest");
        assertRefused(
                put(streaming("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", 5, TRAILER), body), 400, "InvalidChunk");
        assertRefused(
                put(List.of("x-amz-content-sha256: " + UNSIGNED_TRAILER, "x-amz-trailer: " + TRAILER), body),
                411,
                "MissingContentLength");
    }

    @Test
    void signed_chunks_without_trailer_are_stored() throws IOException {
        String signature = ";chunk-signature=" + "a".repeat(64);
        String body = "5" + signature + "\r\nhello\r\n0" + signature + "\r\n\r\n";
        put(streaming("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", 5, NO_BODY), Recorder.utf8(body));
        assertThat(behind.get("/demo/k")).endsWith("\r\n\r\nhello");
    }

    @Test
    void a_multi_delete_that_is_too_large_or_tampered_is_refused_before_anyone_is_asked() throws Exception {
        byte[] large = bytes(Limits.MULTI_DELETE_BYTES + 1);
        String hash = "x-amz-content-sha256: " + sha256(large);
        assertThat(client.send("POST", "/demo?delete", List.of(hash), large)).contains("EntityTooLarge");
        assertThat(client.send("POST", "/demo?delete=", List.of(hash), bytes(100)))
                .contains("XAmzContentSHA256Mismatch");
        assertThat(door.received()).isEmpty();
    }

    @Test
    void a_multi_delete_whose_body_is_not_signed_is_judged_without_it() throws IOException {
        client.send(
                "POST", "/demo?delete", List.of("x-amz-content-sha256: UNSIGNED-PAYLOAD"), Recorder.utf8("<Delete/>"));
        assertThat(door.last().method()).isEqualTo("GET");
        assertThat(door.last().body()).isEmpty();
    }

    private void assertRefused(String answer, int status, String code) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("<Code>" + code);
        assertThat(behind.get("/demo/k")).startsWith("HTTP/1.1 404");
    }

    private String put(List<String> headers, byte[] body) throws IOException {
        return client.send("PUT", "/demo/k", headers, body);
    }

    private String chunked(String body) throws IOException {
        return put(streaming(UNSIGNED_TRAILER, 5, TRAILER), Recorder.utf8(body));
    }

    private static List<String> streaming(String name, int length, String trailer) {
        var headers = new ArrayList<String>();
        headers.add("x-amz-content-sha256: " + name);
        headers.add("x-amz-decoded-content-length: " + length);
        if (!trailer.isEmpty()) {
            headers.add("x-amz-trailer: " + trailer);
        }
        return headers;
    }

    private static String frame(String data, String checksum) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n0\r\n" + TRAILER + ":" + checksum + "\r\n\r\n";
    }

    private static String crc(String data) {
        var crc = new CRC32();
        crc.update(Recorder.utf8(data));
        byte[] value = HexFormat.of().parseHex(HexFormat.of().toHexDigits((int) crc.getValue()));
        return Base64.getEncoder().encodeToString(value);
    }

    private static String sha256(byte[] data) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
