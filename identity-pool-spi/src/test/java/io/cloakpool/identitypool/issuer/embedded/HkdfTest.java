package io.cloakpool.identitypool.issuer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HkdfTest {
    /** RFC 5869, appendix A.1. */
    @Test
    void basic_vector_of_the_rfc() {
        byte[] salt = hex("000102030405060708090a0b0c");
        byte[] keyMaterial = hex("0b".repeat(22));

        assertThat(Hkdf.hmac(salt, keyMaterial))
                .isEqualTo(hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(Hkdf.extract(salt, keyMaterial).expand(hex("f0f1f2f3f4f5f6f7f8f9"), 42))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    /** RFC 5869, appendix A.3. */
    @Test
    void vector_of_the_rfc_without_salt_and_info() {
        Hkdf hkdf = Hkdf.extract(new byte[0], hex("0b".repeat(22)));

        assertThat(hkdf.expand(new byte[0], 42))
                .isEqualTo(hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
    }

    @Test
    void output_does_not_depend_on_what_was_expanded_before() {
        Hkdf used = new Hkdf(new byte[32]);
        used.expand(new byte[] {1}, 100);

        assertThat(used.expand(new byte[0], 42)).isEqualTo(new Hkdf(new byte[32]).expand(new byte[0], 42));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 255 * 32})
    void output_has_the_length_that_was_asked_for(int length) {
        assertThat(new Hkdf(new byte[32]).expand(new byte[0], length)).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255 * 32 + 1})
    void output_outside_the_bounds_is_refused(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hkdf(new byte[32]).expand(new byte[0], length));
    }

    @Test
    void base32_is_that_of_the_rfc() {
        assertThat(Base32.prefix(hex("666f6f626172"), 9)).isEqualTo("MZXW6YTBO");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
