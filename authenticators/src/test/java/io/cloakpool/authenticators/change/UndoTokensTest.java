package io.cloakpool.authenticators.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.change.AddressChange.Kind;
import io.cloakpool.authenticators.code.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UndoTokensTest {
    private static final Instant AT = Instant.parse("2026-11-01T00:00:00Z");
    private static final AddressChange CHANGE =
            new AddressChange(Kind.EMAIL, "user-1", "old@example.com", AT.getEpochSecond());

    private Instant now = AT;
    private final UndoTokens tokens = new UndoTokens(keyed("key"), () -> now);

    @Test
    void a_text_stands_for_its_change_and_fits_into_a_text_message() {
        AddressChange number = new AddressChange(Kind.PHONE, "user-1", "+491711234567", AT.getEpochSecond());

        assertThat(tokens.read("user-1", tokens.of(CHANGE))).contains(CHANGE);
        assertThat(tokens.read("user-1", tokens.of(number))).contains(number);
        assertThat(tokens.of(number)).hasSizeLessThan(70).matches("[A-Za-z0-9._-]+");
    }

    @Test
    void it_is_over_after_three_days() {
        String text = tokens.of(CHANGE);

        now = AT.plus(UndoTokens.LIFETIME).minusSeconds(1);
        assertThat(tokens.read("user-1", text)).isPresent();
        now = AT.plus(UndoTokens.LIFETIME);
        assertThat(tokens.read("user-1", text)).isEmpty();
    }

    @Test
    void it_is_good_for_its_user_and_under_its_key_only() {
        String text = tokens.of(CHANGE);

        assertThat(tokens.read("user-2", text)).isEmpty();
        assertThat(new UndoTokens(keyed("another"), () -> now).read("user-1", text))
                .isEmpty();
    }

    @Test
    void nothing_of_it_can_be_changed() {
        String text = tokens.of(CHANGE);
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.read("user-1", text.substring(0, i) + other + text.substring(i + 1)))
                    .as("at " + i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "...", "e.x.y.z.w", "e.zzzzzzzzzzzzzzzzzz.b2xk.00", "e.1.***.00", "x.1.b2xk.00"})
    void what_is_none_is_none(String text) {
        assertThat(tokens.read("user-1", text)).isEmpty();
    }

    private static KeyedHash keyed(String key) {
        return (use, text) -> {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest((key + use.label(text)).getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
