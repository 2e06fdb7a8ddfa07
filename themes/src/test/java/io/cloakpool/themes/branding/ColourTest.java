package io.cloakpool.themes.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColourTest {
    @ParameterizedTest
    @CsvSource({"#fff,#ffffff", "#0aF,#00aaff", "#0B57d0,#0b57d0"})
    void colour_is_written_with_six_digits(String given, String css) {
        assertThat(Colour.parse(given).map(Colour::css)).contains(css);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fff",
                "#ffff",
                "#ffffffff",
                "#ggg",
                "red",
                "rgb(0,0,0)",
                "#fff;",
                "#fff\n",
                " #fff",
                "#fff}*{display:none",
                "var(--x)"
            })
    void anything_else_is_no_colour(String given) {
        assertThat(Colour.parse(given)).isEmpty();
    }

    @Test
    void contrast_is_that_of_wcag() {
        assertThat(Colour.WHITE.contrast(Colour.BLACK)).isCloseTo(21, within(0.001));
        assertThat(Colour.WHITE.contrast(Colour.parse("#767676").orElseThrow())).isCloseTo(4.54, within(0.01));
        assertThat(Colour.WHITE.contrast(Colour.WHITE)).isEqualTo(1);
    }

    @Test
    void readable_colour_stays_as_it_is() {
        Colour blue = Colour.parse("#0b57d0").orElseThrow();

        assertThat(blue.readableOn(Colour.WHITE)).isEqualTo(blue);
    }

    @Test
    void any_colour_on_any_other_can_be_read() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            Colour text = any(random);
            Colour background = any(random);

            assertThat(text.readableOn(background).contrast(background)).isGreaterThanOrEqualTo(Colour.READABLE);
            assertThat(background.contrasting().contrast(background)).isGreaterThanOrEqualTo(Colour.READABLE);
        }
    }

    private static Colour any(Random random) {
        return new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }
}
