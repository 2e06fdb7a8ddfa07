package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalRequestTest {
    @Test
    void parts_stand_in_the_order_of_the_specification() {
        RawRequest request = RawRequest.of(
                "GET",
                "/a%20b?z&a=1",
                Headers.of("Host", "h", "X-A", " 1 \t 2 ", "Other", "no", "x-a", "", "X-a", "\t3"));
        assertThat(CanonicalRequest.of(request, List.of("host", "x-a"), ServiceRules.S3, "HASH"))
                .isEqualTo("GET\n/a%20b\na=1&z=\nhost:h\nx-a:1 2,,3\n\nhost;x-a\nHASH");
    }

    @ParameterizedTest
    @CsvSource({
        "/,                  /,                     /",
        "//,                 //,                    /",
        "/a//b,              /a//b,                 /a/b",
        "/a/,                /a/,                   /a/",
        "/a/./b,             /a/./b,                /a/b",
        "/a/../b,            /a/../b,               /b",
        "/a/..,              /a/..,                 /",
        "/a/b/..,            /a/b/..,               /a",
        "/../a,              /../a,                 /a",
        "/a/.,               /a/.,                  /a",
        "/a/...,             /a/...,                /a/...",
        "/%2e%2E/a,          /../a,                 /%252e%252E/a",
        "/a%20b,             /a%20b,                /a%2520b",
        "/a+b,               /a%2Bb,                /a%2Bb",
        "/a%2fb,             /a%2Fb,                /a%252fb",
        "/%41%7E~*,          /A~~%2A,               /%2541%257E~%2A",
        "/%c3%a4,            /%C3%A4,               /%25c3%25a4",
        "/%ff%00,            /%FF%00,               /%25ff%2500",
        "/$&:=@!,            /%24%26%3A%3D%40%21,   /%24%26%3A%3D%40%21",
    })
    void paths_are_encoded_by_the_rules_of_the_service(String raw, String s3, String generic) {
        assertThat(ServiceRules.S3.canonicalPath(raw)).isEqualTo(s3);
        assertThat(ServiceRules.GENERIC.canonicalPath(raw)).isEqualTo(generic);
    }

    @ParameterizedTest
    @CsvSource({
        "b=1&a=2,                   a=2&b=1",
        "a=b&a=a&a,                 a=&a=a&a=b",
        "a-=1&a=2,                  a=2&a-=1",
        "A=1&a=2&%41=0,             A=0&A=1&a=2",
        "=v&&=,                     =&=v",
        "a=b=c,                     a=b%3Dc",
        "a+b=c%20d+%2B,             a%20b=c%20d%20%2B",
        "%c3%a4=%7e,                %C3%A4=~",
        "p=/&q=?,                   p=%2F&q=%3F",
        "X-Amz-Signature=1&a=1,     a=1",
        "%58-Amz-Signature=1&a,     a=",
    })
    void queries_are_decoded_sorted_and_encoded(String raw, String canonical) {
        assertThat(Query.parse(raw).canonical()).isEqualTo(canonical);
    }

    @Test
    void absent_and_empty_queries_are_the_same() {
        assertThat(Query.parse(null).canonical()).isEmpty();
        assertThat(Query.parse("").canonical()).isEmpty();
    }

    @Test
    void long_sort_keys_compare_name_first() {
        assertThat(Query.parse("a=z&a%21=b&a=%21").canonical()).isEqualTo("a=%21&a=z&a%21=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%",
                "/%4",
                "/%4x",
                "/%x4",
                "/a b",
                "/\u00e4",
                "/\n",
                "/\u0000",
                "/#",
                "/\uff14",
                "/%\uff14\uff11"
            })
    void path_that_is_no_uri_text_is_malformed(String path) {
        for (ServiceRules rules : ServiceRules.values()) {
            assertRefused(Kind.MALFORMED, () -> rules.canonicalPath(path));
        }
    }

    @ParameterizedTest
    @EnumSource(ServiceRules.class)
    void over_long_path_is_malformed(ServiceRules rules) {
        String longest = "/" + "a".repeat(Limits.PATH_OR_QUERY - 1);
        assertThat(rules.canonicalPath(longest)).isEqualTo(longest);
        assertRefused(Kind.MALFORMED, () -> rules.canonicalPath(longest + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET\nx", "", "G T", "ÄT"})
    void method_that_is_no_token_is_malformed(String method) {
        RawRequest request = new RawRequest(method, "/", null, Headers.of("Host", "h"));
        assertRefused(Kind.MALFORMED, () -> canonical(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nx-amz-date:1", "a\r", "\u0000", "\u6f22", "\u007f"})
    void signed_header_that_could_forge_another_line_is_malformed(String value) {
        assertRefused(Kind.MALFORMED, () -> canonical(RawRequest.of("GET", "/", Headers.of("Host", value))));
    }

    @Test
    void signed_header_that_is_missing_is_a_mismatch() {
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> canonical(RawRequest.of("GET", "/", Headers.of())));
    }

    @Test
    void over_long_signed_headers_are_malformed_together() {
        String half = "v".repeat(Limits.HEADER_VALUES / 2);
        assertThat(canonical(RawRequest.of("GET", "/", Headers.of("Host", half, "host", half))))
                .contains("\nhost:" + half + "," + half + "\n");
        RawRequest longer = RawRequest.of("GET", "/", Headers.of("Host", half, "host", half + "v"));
        assertRefused(Kind.MALFORMED, () -> canonical(longer));
    }

    private static String canonical(RawRequest request) {
        return CanonicalRequest.of(request, List.of("host"), ServiceRules.S3, "HASH");
    }
}
