package io.cloakpool.authenticators.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignUpAddressTest {
    private static final String VICTIM = "victim.one+mail@example.com";

    @ParameterizedTest
    @CsvSource({
        "Alice@Example.COM, alice@example.com",
        "' alice@example.com ', alice@example.com",
        "alice+tag@example.com, alice+tag@example.com",
        "alice@bücher.example, alice@xn--bcher-kva.example",
        "ａlice＠example.com, alice@example.com",
        "ÄRGER@example.com, ärger@example.com"
    })
    void an_address_has_one_form(String typed, String canonical) {
        assertThat(SignUpAddress.email(typed)).map(SignUpAddress::value).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@",
                "a@",
                "@example.com",
                "a@b@example.com",
                "a b@example.com",
                "a@example",
                "a..b@example.com",
                ".a@example.com",
                "a@-example.com",
                "a\u0000@example.com",
                "a@example.com\r\nBcc: b@example.com",
                "<a@example.com>"
            })
    void what_is_no_address_is_none(String typed) {
        assertThat(SignUpAddress.email(typed)).isEmpty();
    }

    @Test
    void an_address_is_no_longer_than_mail_servers_take() {
        assertThat(SignUpAddress.email("a".repeat(64) + "@example.com")).isPresent();
        assertThat(SignUpAddress.email("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(SignUpAddress.email("a@" + "b.".repeat(130) + "example.com")).isEmpty();
    }

    /** Case and compatibility forms, each letter by chance: whatever is read is the victim's own address, which has its account. */
    @Test
    void no_variant_of_an_address_is_another_address() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder variant = new StringBuilder();
            for (int at = 0; at < VICTIM.length(); at++) {
                char c = VICTIM.charAt(at);
                variant.append(
                        switch (random.nextInt(3)) {
                            case 0 -> Character.toUpperCase(c);
                            case 1 -> (char) (c > 0x20 && c < 0x7f ? c - 0x21 + 0xff01 : c);
                            default -> c;
                        });
            }
            assertThat(SignUpAddress.email(variant.toString()))
                    .as(variant.toString())
                    .map(SignUpAddress::value)
                    .contains(VICTIM);
        }
    }

    @Test
    void an_address_is_not_told_to_a_log() {
        assertThat(SignUpAddress.email(VICTIM).orElseThrow().toString()).doesNotContain("victim");
    }
}
