package io.cloakpool.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a//b, /a//b",
        "/a/b/, /a/b/",
        "/a%2Fb, /a/b",
        "/a%2fb, /a/b",
        "/a%252Fb, /a%2Fb",
        "/a+b, /a+b",
        "/a%2Bb, /a+b",
        "/a%20b, /a b",
        "/%C3%A4, /ä",
        "/%F0%9F%98%80, /😀",
        "/a%25b, /a%b",
        "/a%2525zz, /a%25zz",
        "/...,/...",
        "/.hidden,/.hidden",
        "/a..b,/a..b",
        "/a/..b,/a/..b",
        "/a;b,/a;b",
        "/a%5Cb,/a\\b",
        "/*?,",
        "/%2A%3F,/*?",
    })
    void a_path_is_decoded_exactly_once(String raw, String decoded) {
        if (decoded == null) {
            assertThatThrownBy(() -> RawPath.decode(raw)).isInstanceOf(MalformedTargetException.class);
        } else {
            assertThat(RawPath.decode(raw)).isEqualTo(decoded);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/..",
                "/a/.",
                "/%2e",
                "/%2E%2e/b",
                "/.%2e/b",
                "/a/%2E/b",
                "/a%2F..%2Fb",
                "/a/..%2Fb",
                "/%252e%252e/b",
                "/a%252F..%252Fb",
                "/%25252e%25252e/b",
                "/a\\..\\b",
                "/a%5C..%5Cb",
                "/a/..%5Cb",
                "/a/..;/b",
                "/a/.;x=y/b",
                "/a/..%3B/b",
                "/a/%2e%2e;x/b",
                "/a/..%253Bx/b"
            })
    void a_dot_segment_is_refused_in_every_disguise(String raw) {
        assertThatThrownBy(() -> RawPath.decode(raw)).isInstanceOf(MalformedTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/a%00b",
                "/%0A",
                "/%0d",
                "/%1F",
                "/%7F",
                "/%C2%80",
                "/%C2%9F",
                "/a\nb",
                "/a\0b",
                "/a\u007fb"
            })
    void a_control_character_is_refused(String raw) {
        assertThatThrownBy(() -> RawPath.decode(raw)).isInstanceOf(MalformedTargetException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%C3",
                "/%FF",
                "/%C0%AE%C0%AE",
                "/%E0%80%AF",
                "/%ED%A0%80",
                "/%F4%90%80%80",
                "/%80",
                "/%C3/%A4",
                "/%c0%2e"
            })
    void bytes_that_are_no_utf_8_are_refused(String raw) {
        assertThatThrownBy(() -> RawPath.decode(raw))
                .isInstanceOf(MalformedTargetException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%2", "/%g0", "/%0g", "/a%", "/a%4", "/%u0041", "/%+1", "/%-1", "/%\uff11\uff11"})
    void a_broken_escape_is_refused(String raw) {
        assertThatThrownBy(() -> RawPath.decode(raw))
                .isInstanceOf(MalformedTargetException.class)
                .hasMessageContaining("escape");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b", "/a\"b", "/a#b", "/a?b", "/a<b", "/a[b", "/a]b", "/a^b", "/a`b", "/a{b", "/a|b", "/ä", "/\u20ac"
            })
    void a_character_that_no_uri_holds_is_refused(String raw) {
        assertThatThrownBy(() -> RawPath.decode(raw))
                .isInstanceOf(MalformedTargetException.class)
                .hasMessageContaining("must be percent-encoded");
    }

    @Test
    void escaping_each_byte_gives_the_text_back() {
        String text = "/Grüße/東京/😀/a~b";
        StringBuilder raw = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            raw.append("%%%02X".formatted(octet));
        }

        assertThat(RawPath.decode(raw.toString())).isEqualTo(text);
    }

    @Test
    void a_long_chain_of_escaped_escapes_ends_soon() {
        String raw = "/%" + "25".repeat(50_000) + "2e";

        assertThat(RawPath.decode(raw)).hasSize(raw.length() - 2);
    }

    @Test
    @Tag("fuzz")
    void random_paths_are_decoded_or_refused() {
        long seed = 20260731;
        Random random = new Random(seed);
        String alphabet = "/.%2eE5CcfF0;\\ab\u00e4+?#\0";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder raw = new StringBuilder("/");
            for (int length = random.nextInt(12); length > 0; length--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                String decoded = RawPath.decode(raw.toString());
                assertThat(decoded.split("[/\\\\]", -1))
                        .as("seed %d, path %s", seed, raw)
                        .doesNotContain(".", "..");
                assertThat(decoded.chars().noneMatch(Character::isISOControl)).isTrue();
            } catch (MalformedTargetException e) {
                assertThat(e).hasMessageNotContaining(raw.length() > 3 ? raw.toString() : "\0");
            }
        }
    }

    @Test
    void the_refusal_is_typed() {
        assertThatExceptionOfType(MalformedTargetException.class).isThrownBy(() -> RawPath.requireNoTricks("a/../b"));
    }
}
