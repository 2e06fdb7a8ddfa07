package io.cloakpool.authenticators.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "Max, max",
        "' max ', max",
        "ｍａｘ, max",
        "ＭＡＸ, max",
        "ﬁne, fine",
        "Jose\u0301, josé",
        "max＠example.com, max@example.com",
        "\u3000max, max"
    })
    void a_name_has_one_form(String typed, String folded) {
        assertThat(Spelling.fold(typed)).isEqualTo(folded);
    }

    /** Whatever people type: what is looked up and hashed is the same for all spellings. */
    @Test
    void folding_once_more_changes_nothing_and_no_normal_form_or_case_makes_another_name() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(1 + random.nextInt(6), 0x20, 0x2fff)
                    .filter(Character::isLetterOrDigit)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String folded = Spelling.fold(text);
            assertThat(Spelling.fold(folded)).as(text).isEqualTo(folded);
            assertThat(Spelling.isPlain(folded)).as(text).isTrue();
            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertThat(Spelling.fold(Normalizer.normalize(text, form)))
                        .as(text)
                        .isEqualTo(folded);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "Max", " MAX ", "josé", "max@bücher.example", "max@xn--bcher-kva.example", "李"})
    void plain_texts_are_plain(String text) {
        assertThat(Spelling.isPlain(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ｍax", "max＠example.com", "ﬁne", "Jose\u0301", "max\u2460"})
    void what_only_looks_like_another_text_is_not(String text) {
        assertThat(Spelling.isPlain(text)).isFalse();
    }

    @Test
    void what_was_typed_is_read_as_it_stands_first_and_looked_up_once_where_nothing_is_to_be_folded() {
        assertThat(Spelling.readings("max")).containsExactly("max");
        assertThat(Spelling.readings("Max@Example.com")).containsExactly("Max@Example.com");
        assertThat(Spelling.readings("ｍax")).containsExactly("ｍax", "max");
        assertThat(Spelling.readings("max@bücher.example"))
                .containsExactly("max@bücher.example", "max@xn--bcher-kva.example");
        assertThat(Spelling.readings("ｍax＠bücher.example"))
                .containsExactly("ｍax＠bücher.example", "max@bücher.example", "max@xn--bcher-kva.example");
    }

    @Test
    void all_spellings_of_an_address_are_one() {
        assertThat(Spelling.canonical("Max@Bücher.example"))
                .isEqualTo(Spelling.canonical("ｍax＠xn--bcher-kva.example"))
                .isEqualTo("max@xn--bcher-kva.example");
        assertThat(Spelling.canonical("ＭＡＸ")).isEqualTo("max");
    }
}
