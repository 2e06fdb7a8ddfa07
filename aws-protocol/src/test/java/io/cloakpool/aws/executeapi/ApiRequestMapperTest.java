package io.cloakpool.aws.executeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.executeapi.ApiRequestRefused.Kind;
import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestMapperTest {
    private static final Api PETS = new Api("pets", "prod");
    private final ApiRequestMapper mapper = new ApiRequestMapper(
            Map.of("api.example.com", PETS, "Other.example.com", new Api("other", "$default")),
            "eu-west-1",
            "123456789012");

    @ParameterizedTest
    @CsvSource({
        "GET, /, GET/",
        "GET, /pets, GET/pets",
        "GET, /pets/, GET/pets/",
        "DELETE, /pets/a%20b, DELETE/pets/a b",
        "PUT, /pets/%2A, PUT/pets/*",
        "PATCH, /pets/*, PATCH/pets/*",
        "HEAD, /pets/%3F, HEAD/pets/?",
        "GET, /pets?x=/../admin, GET/pets",
        "GET, /a+b, GET/a+b",
        "GET, /%C3%A4, GET/ä",
        "GET, /a%252Fb, GET/a%2Fb",
    })
    void a_request_asks_to_invoke_its_method_and_path(String method, String target, String resource) {
        ApiAccess access = mapper.map(request(method, target, "api.example.com"));

        assertThat(access)
                .isEqualTo(new ApiAccess(
                        PETS,
                        "execute-api:Invoke",
                        "arn:aws:execute-api:eu-west-1:123456789012:pets/prod/" + resource));
    }

    @Test
    void the_host_decides_which_api_is_asked() {
        assertThat(mapper.map(request("GET", "/x", "OTHER.example.com:8443")).resourceArn())
                .isEqualTo("arn:aws:execute-api:eu-west-1:123456789012:other/$default/GET/x");
        refused(request("GET", "/x", "third.example.com"), Kind.UNKNOWN_HOST);
        refused(request("GET", "/x", "api.example.com.evil.org"), Kind.UNKNOWN_HOST);
        refused(RawRequest.of("GET", "/x", Headers.of()), Kind.MALFORMED);
        refused(
                RawRequest.of("GET", "/x", Headers.of("Host", "api.example.com", "host", "api.example.com")),
                Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/..",
                "/a/./b",
                "/%2e%2e/b",
                "/%252e%252e/b",
                "/a/..;/b",
                "//admin",
                "/a//b",
                "/a//",
                "/admin;x/users",
                "/admin%3Bx/users",
                "/a%2Fb",
                "/a%2fb",
                "/a%5Cb",
                "/a%5cb",
                "/a\\b",
                "/%00",
                "/%0a",
                "/%ff",
                "/%",
                "/a b",
                "/ä",
                "/a#b"
            })
    void a_path_that_a_back_end_may_read_in_another_way_is_refused(String target) {
        refused(request("GET", target, "api.example.com"), Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "OPTIONS", "TRACE", "CONNECT", "", "GET/../POST", "PROPFIND"})
    void another_method_is_refused(String method) {
        refused(request(method, "/x", "api.example.com"), Kind.METHOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-HTTP-Method-Override", "x-http-method", "X-Method-Override", "X_HTTP_Method_Override", "a_b"})
    void a_header_that_changes_the_method_for_some_receiver_is_refused(String header) {
        refused(RawRequest.of("GET", "/x", Headers.of("Host", "api.example.com", header, "DELETE")), Kind.METHOD);
    }

    @Test
    void a_configuration_that_would_be_ambiguous_is_refused() {
        assertThatThrownBy(() -> new ApiRequestMapper(Map.of("a.b", PETS, "A.b", PETS), "eu-west-1", "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Api("a/b", "prod")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Api("a", "*")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Tag("fuzz")
    void random_requests_are_mapped_or_refused() {
        long seed = 577;
        Random random = new Random(seed);
        String alphabet = "/.%2e5cf;\\*?#+\u00e4\0a";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder target = new StringBuilder("/");
            for (int length = random.nextInt(10); length > 0; length--) {
                target.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                String arn = mapper.map(request("GET", target.toString(), "api.example.com"))
                        .resourceArn();
                assertThat(arn.split("[/\\\\]", -1))
                        .as("seed %d, target %s", seed, target)
                        .doesNotContain(".", "..");
            } catch (ApiRequestRefused e) {
                assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
            }
        }
    }

    private void refused(RawRequest request, Kind kind) {
        assertThatThrownBy(() -> mapper.map(request))
                .isInstanceOfSatisfying(
                        ApiRequestRefused.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static RawRequest request(String method, String target, String host) {
        return RawRequest.of(method, target, Headers.of("Host", host));
    }
}
