package io.cloakpool.migration.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakpool.migration.hash.UnusableHashException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each format; its test says of which texts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FormatContract {
    static final String UTF8 = "Grüße, 世界";
    static final String LONG = "x".repeat(100);

    /**
     * A hash that somebody else made.
     *
     * @param origin who publishes it, or what made it here
     */
    record Vector(String origin, String password, String encoded) {
        byte[] bytes() {
            return password.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param says part of the message */
    record Refusal(Reason reason, String says, String encoded) {}

    abstract PasswordFormat format();

    abstract List<Vector> vectors();

    abstract List<Refusal> refusals();

    @ParameterizedTest
    @MethodSource("vectors")
    void right_password_matches_and_others_do_not(Vector vector) {
        ForeignHash hash = format().parse(vector.encoded());

        assertThat(hash.matches(vector.bytes())).isTrue();
        // In front, since some formats end a password early.
        assertThat(hash.matches(("!" + vector.password()).getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void no_other_format_takes_it_for_its_own(Vector vector) {
        assertThat(PasswordFormats.ALL.stream().filter(format -> format.recognises(vector.encoded())))
                .containsExactly(format());
        assertThat(PasswordFormats.of(vector.encoded())).isSameAs(format());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void what_is_cut_off_or_changed_matches_no_more(Vector vector) {
        String encoded = vector.encoded();
        int end = encoded.replaceAll("=+$", "").length();
        Stream.of(
                        encoded.substring(0, end - 1),
                        encoded.substring(0, end - 4),
                        encoded.substring(0, end / 2),
                        changed(encoded, encoded.length() - 5),
                        changed(encoded, encoded.length() - 12),
                        encoded + "A",
                        encoded + "\n",
                        " " + encoded)
                .forEach(damaged ->
                        assertThat(matches(damaged, vector.bytes())).as(damaged).isFalse());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void longest_texts_and_passwords_end_at_the_bounds(Vector vector) {
        @Nullable
        UnusableHashException refused = catchThrowableOfType(
                UnusableHashException.class, () -> format().parse(vector.encoded() + "A".repeat(Bounds.ENCODED)));

        assertThat(refused).isNotNull();
        assertThat(format().parse(vector.encoded()).matches(new byte[Bounds.PASSWORD + 1]))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void unusable_text_is_refused_by_what_is_wrong_with_it(Refusal refusal) {
        assertThat(format().recognises(refusal.encoded())).isTrue();

        @Nullable
        UnusableHashException refused =
                catchThrowableOfType(UnusableHashException.class, () -> format().parse(refusal.encoded()));

        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(refusal.reason());
        assertThat(refused).hasMessageContaining(refusal.says());
        assertThat(refused.getMessage()).doesNotContain(refusal.encoded());
    }

    static Refusal malformed(String says, String encoded) {
        return new Refusal(Reason.MALFORMED, says, encoded);
    }

    static Refusal tooCostly(String says, String encoded) {
        return new Refusal(Reason.TOO_COSTLY, says, encoded);
    }

    static Refusal unsupported(String says, String encoded) {
        return new Refusal(Reason.UNSUPPORTED, says, encoded);
    }

    private boolean matches(String encoded, byte[] password) {
        try {
            return format().parse(encoded).matches(password);
        } catch (UnusableHashException e) {
            return false;
        }
    }

    /** With another digit at a place, of the alphabet of all formats. */
    private static String changed(String encoded, int at) {
        char other = encoded.charAt(at) == '1' ? '2' : '1';
        return encoded.substring(0, at) + other + encoded.substring(at + 1);
    }
}
