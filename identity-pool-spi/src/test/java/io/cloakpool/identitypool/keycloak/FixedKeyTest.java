package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.common.util.PemUtils;
import org.keycloak.crypto.KeyWrapper;

@Tag("keycloak")
final class FixedKeyTest {
    private static String pem = "";

    @BeforeAll
    static void key() {
        CryptoIntegration.init(FixedKeyTest.class.getClassLoader());
        pem = PemUtils.encodeKey(RsaPairs.ONE.getPublic());
    }

    @Test
    void without_an_id_it_is_every_tokens_key() {
        FixedKey key = new FixedKey(pem, null);

        assertThat(key.find(null, "RS256")).extracting(KeyWrapper::getPublicKey).isEqualTo(RsaPairs.ONE.getPublic());
        assertThat(key.find("any", "PS512")).isNotNull();
    }

    @Test
    void it_is_known_until_it_is_replaced() {
        KeyWrapper key = Objects.requireNonNull(new FixedKey(pem, null).find(null, "RS256"));
        SignatureKey known = new SignatureKey("", "RS256", SignatureKeys.digest(key));

        assertThat(new FixedKey(pem, null).has(known)).isTrue();
        assertThat(new FixedKey(PemUtils.encodeKey(RsaPairs.OTHER.getPublic()), null).has(known))
                .isFalse();
        assertThat(new FixedKey(pem, "k1").has(known)).isFalse();
    }

    @Test
    void with_an_id_it_is_the_key_of_tokens_that_name_it() {
        FixedKey key = new FixedKey(pem, "k1");

        assertThat(key.find("k1", "RS256")).isNotNull();
        assertThat(key.find("k2", "RS256")).isNull();
        assertThat(key.find(null, "RS256")).isNull();
    }

    /** A public key taken for a shared secret would let everybody sign. */
    @ParameterizedTest
    @ValueSource(strings = {"HS256", "none", "RS1", "ES256"})
    void it_is_no_key_of_an_algorithm_of_another_kind(String algorithm) {
        assertThat(new FixedKey(pem, null).find(null, algorithm)).isNull();
    }

    @Test
    void what_is_no_key_is_none() {
        assertThat(new FixedKey("no key", null).find(null, "RS256")).isNull();
    }
}
