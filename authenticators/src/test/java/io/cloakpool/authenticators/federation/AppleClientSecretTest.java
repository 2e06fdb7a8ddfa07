package io.cloakpool.authenticators.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class AppleClientSecretTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final AppleClientSecret SECRET =
            new AppleClientSecret("TEAM123456", "KEY1234567", "com.example.app", "https://appleid.apple.com");

    @Test
    void it_is_the_jwt_that_apple_documents_and_lives_for_minutes() throws Exception {
        KeyPair pair = pair("secp256r1");

        String[] parts = SECRET.sign(file(pair), NOW).split("\\.", -1);

        assertThat(json(parts[0]).toString()).isEqualTo("{\"alg\":\"ES256\",\"kid\":\"KEY1234567\"}");
        assertThat(json(parts[1]).toString())
                .isEqualTo("{\"iss\":\"TEAM123456\",\"iat\":1800000000,\"exp\":1800000300,"
                        + "\"aud\":\"https://appleid.apple.com\",\"sub\":\"com.example.app\"}");
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(pair.getPublic());
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    /** The console's field is one line. */
    @Test
    void a_key_that_lost_its_line_breaks_signs_too() throws Exception {
        String file = file(pair("secp256r1"));

        assertThat(SECRET.sign(file.replace("\n", ""), NOW)).contains(".");
        assertThat(SECRET.sign(file.replace("\n", " "), NOW)).contains(".");
        assertThat(SECRET.sign(file.replace("\n", "\r\n"), NOW)).contains(".");
    }

    @Test
    void what_is_no_such_key_is_refused_and_not_quoted() throws Exception {
        for (String wrong : new String[] {"", "not-a-key!", file(pair("secp384r1")), "${vault.apple}"}) {
            assertThatThrownBy(() -> SECRET.sign(wrong, NOW))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The secret is no ")
                    .hasMessageNotContaining("not-a-key");
        }
    }

    private static JsonNode json(String part) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String file(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
