package io.cloakpool.themes.branding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://cdn.example/logo.svg?v=2",
                "https://cdn.example:8443/a/b.png",
                "https://cdn.example",
                "/resources/logo.png"
            })
    void address_over_tls_or_on_this_server_is_taken(String address) {
        assertThat(Image.parse(address).map(Image::css)).contains("url(\"" + address + "\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cdn.example/logo.png",
                "//cdn.example/logo.png",
                "/\\cdn.example/logo.png",
                "javascript:alert(1)",
                "https://user@cdn.example/logo.png",
                "https:///logo.png",
                "https://cdn.example/a\"b",
                "https://cdn.example/a'b",
                "https://cdn.example/a)b",
                "https://cdn.example/a\nb",
                "https://cdn.example/a\\b",
                "https://cdn.example/a b",
                "logo.png",
                "data:text/html;base64,PGI+",
                "data:image/png;base64,",
                "data:image/png;base64,A",
                "data:image/png;base64,AAAA\")",
                "data:image/png,AAAA",
                "data:image/svg+xml;utf8,<svg/>"
            })
    void address_that_could_lead_elsewhere_or_end_the_string_is_refused(String address) {
        assertThat(Image.parse(address)).isEmpty();
    }

    @Test
    void data_has_a_type_and_bytes() {
        Image image = Image.parse("data:image/png;base64," + base64("picture")).orElseThrow();

        assertThat(image.type()).contains("image/png");
        assertThat(image.bytes()).isEqualTo("picture".getBytes(UTF_8));
        assertThat(image.isScriptable()).isFalse();
    }

    @Test
    void drawing_may_hold_a_script() {
        assertThat(Image.parse("data:image/svg+xml;base64," + base64("<svg/>")).map(Image::isScriptable))
                .contains(true);
    }

    @Test
    void image_longer_than_128_kib_is_refused() {
        String start = "data:image/png;base64,";
        String longest = start + "AAAA".repeat((Image.LONGEST - start.length()) / 4);

        assertThat(Image.parse(longest)).isPresent();
        assertThat(Image.parse(longest + "AAAA")).isEmpty();
        assertThat(Image.parse("https://cdn.example/" + "a".repeat(2048))).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
