package io.cloakpool.aws.s3;

import static io.cloakpool.aws.s3.S3Requests.refused;
import static io.cloakpool.aws.s3.S3Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3AddressTest {
    private static final String BUCKET = "arn:aws:s3:::data";
    private final S3RequestMapper mapper = new S3RequestMapper(List.of());

    @ParameterizedTest
    @CsvSource({
        "/data/a//b, a//b",
        "/data//a, /a",
        "/data//, /",
        "/data/a/, a/",
        "/data/a%2Fb, a/b",
        "/data/a%252Fb, a%2Fb",
        "/data/a%2Bb, a+b",
        "/data/a%20b, a b",
        "/data/%2A%3F, *?",
        "/data/*, *",
        "/data/${aws:username}, ",
        "/data/%24%7Baws:username%7D, ${aws:username}",
        "/data/Gr%C3%BC%C3%9Fe, Grüße",
        "/data/.hidden/..x/y.., .hidden/..x/y..",
        "/data/data/a, data/a",
    })
    void the_policy_sees_the_key_decoded_once_and_otherwise_as_it_is(String path, String key) {
        if (key == null) {
            refused(() -> mapper.map(request("GET", path)), Kind.MALFORMED);
        } else {
            assertThat(mapper.map(request("GET", path)).required().get(0).resourceArn())
                    .isEqualTo(BUCKET + "/" + key);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/../other/k",
                "/data/a+b",
                "/data/a/../b",
                "/data/a/.",
                "/..",
                "/./data/k",
                "/data/%2e%2e/k",
                "/data/.%2E/k",
                "/data/a%2F..%2Fb",
                "/data/%252e%252e/k",
                "/data/%25252e%25252e/k",
                "/data/..;/k",
                "/data/..%5Ck",
                "/data/a\\k",
                "/data/%00",
                "/data/k%00.txt",
                "/data/%0a",
                "/data/%7f",
                "/data/%C2%85",
                "/data/%ff",
                "/data/%C0%AE%C0%AE/k",
                "/data/%",
                "/data/%4",
                "/data/%zz",
                "/data/a b",
                "/data/ä",
                "/data/a#b",
                "/data/a|b"
            })
    void a_path_that_a_server_may_read_in_another_way_is_refused(String path) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            refused(() -> mapper.map(request(method, path)), Kind.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//data/k",
                "/da%74a/k",
                "/data%2Fk",
                "/data%2fk",
                "/%2Fdata/k",
                "/Data/k",
                "/da_ta/k",
                "/da/k",
                "/da..ta/k",
                "/.data/k",
                "/data./k",
                "/-data/k",
                "/data-/k",
                "/arn:aws:s3:::data/k",
                "/*/k",
                "/data%00/"
            })
    void a_bucket_that_cannot_be_is_refused(String path) {
        refused(
                () -> mapper.map(request("GET", path)),
                path.contains("%00") ? Kind.MALFORMED : Kind.INVALID_BUCKET_NAME);
    }

    @Test
    void bucket_names_have_3_to_63_characters_and_keys_1_to_1024_bytes() {
        assertThat(mapper.map(request("GET", "/" + "b".repeat(63))).operation()).isEqualTo("ListObjects");
        refused(() -> mapper.map(request("GET", "/" + "b".repeat(64))), Kind.INVALID_BUCKET_NAME);
        assertThat(mapper.map(request("GET", "/data/" + "%C3%A4".repeat(512))).operation())
                .isEqualTo("GetObject");
        refused(() -> mapper.map(request("GET", "/data/" + "%C3%A4".repeat(512) + "a")), Kind.INVALID_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "data.s3.example.com, /a, arn:aws:s3:::data/a",
        "data.s3.example.com:9000, /data/a, arn:aws:s3:::data/data/a",
        "da.ta.s3.example.com, /a, arn:aws:s3:::da.ta/a",
        "data.S3.Example.com, /a, arn:aws:s3:::data/a",
        "s3.example.com, /data/a, arn:aws:s3:::data/a",
        "S3.EXAMPLE.COM:443, /data/a, arn:aws:s3:::data/a",
        "data.eu.s3.example.com, /a, arn:aws:s3:::data/a",
        "data.s3.example.com, //a, arn:aws:s3:::data//a",
        "127.0.0.1:9000, /data/a, arn:aws:s3:::data/a",
        "data.s3.example.com, /, arn:aws:s3:::data",
    })
    void a_host_is_a_base_domain_or_names_the_bucket(String host, String path, String resource) {
        S3RequestMapper virtual = new S3RequestMapper(List.of("s3.example.com", "EU.s3.example.com", "127.0.0.1"));

        assertThat(virtual.map(RawRequest.of("GET", path, Headers.of("Host", host)))
                        .required()
                        .get(0)
                        .resourceArn())
                .isEqualTo(resource);
    }

    @Test
    void every_other_host_is_refused() {
        S3RequestMapper virtual = new S3RequestMapper(List.of("s3.example.com"));
        Map<String, Kind> hosts = Map.of(
                "example.com", Kind.UNKNOWN_HOST,
                "data.s3.example.com.evil.org", Kind.UNKNOWN_HOST,
                "evils3.example.com", Kind.UNKNOWN_HOST,
                "s3.example.com.", Kind.UNKNOWN_HOST,
                ".s3.example.com", Kind.INVALID_BUCKET_NAME,
                "DATA.s3.example.com", Kind.INVALID_BUCKET_NAME,
                "da_ta.s3.example.com", Kind.INVALID_BUCKET_NAME,
                "data..s3.example.com", Kind.INVALID_BUCKET_NAME,
                "data%2e.s3.example.com", Kind.MALFORMED);

        hosts.forEach(
                (host, kind) -> refused(() -> virtual.map(RawRequest.of("GET", "/a", Headers.of("Host", host))), kind));
        refused(() -> virtual.map(RawRequest.of("GET", "/a", Headers.of())), Kind.MALFORMED);
    }
}
