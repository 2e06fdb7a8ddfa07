package io.cloakpool.themes.branding;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.themes.branding.Branding.Attributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailBrandingTest {
    private static final String DRAWING = "data:image/svg+xml;base64,PHN2Zy8+";

    private final Map<String, String> realm = new HashMap<>();

    @Test
    void a_realm_without_branding_changes_nothing() {
        assertThat(mail()).isEmpty();
    }

    /** With the colours that pages have: one that a mail program makes up may not go with the others. */
    @Test
    void one_colour_brings_all_others_along() {
        realm("primary-color", "#0a7a3c");

        assertThat(mail())
                .containsEntry("primary", "#0a7a3c")
                .containsEntry("link", "#0a7a3c")
                .containsEntry("background", "#eef1f6")
                .containsEntry("backgroundDark", "#12151a")
                .containsEntry("text", "#1b1f24")
                .containsEntry("textDark", "#e6e9ee")
                .containsKeys("card", "cardDark", "linkDark")
                .doesNotContainKey("logo");
    }

    @Test
    void dark_mails_have_colours_of_their_own_or_a_readable_form_of_the_light_ones() {
        realm("primary-color", "#000080");
        String derived = mail().get("linkDark");
        realm("primary-color-dark", "#ffcc00");
        realm("background-color-dark", "#000");
        realm("text-color-dark", "#fff");

        assertThat(derived).matches("#[0-9a-f]{6}").isNotEqualTo("#000080");
        assertThat(mail())
                .containsEntry("link", "#000080")
                .containsEntry("linkDark", "#ffcc00")
                .containsEntry("backgroundDark", "#000000")
                .containsEntry("textDark", "#ffffff");
    }

    @Test
    void text_and_links_that_could_not_be_read_are_made_readable() {
        realm("text-color", "#eeeeee");
        realm("primary-color", "#ffff99");

        assertThat(mail().values()).filteredOn("#eeeeee"::equals).isEmpty();
        assertThat(mail()).containsEntry("primary", "#ffff99");
        assertThat(mail().get("link")).matches("#[0-9a-f]{6}").isNotEqualTo("#ffff99");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"red", "#12345", "#fff;} body{display:none", "url(https://attacker.example/)", "\"><script>"})
    void what_is_no_colour_counts_as_not_set(String value) {
        realm("primary-color", value);
        realm("background-color", value);
        realm("text-color", value);

        assertThat(mail()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attacker.example/logo.png",
                "https://cdn.example/a.png\" onerror=\"x",
                "javascript:alert(1)",
                "//attacker.example/logo.png",
                DRAWING
            })
    void what_is_no_image_for_mails_counts_as_not_set(String value) {
        realm("logo", value);

        assertThat(mail()).isEmpty();
    }

    @Test
    void a_logo_has_the_address_that_readers_of_mails_get_it_by() {
        realm("logo", "/logo.png");

        assertThat(mail()).containsEntry("logo", "https://id.example/logo.png").containsKey("background");
    }

    @Test
    void one_that_has_no_address_for_them_is_left_out() {
        realm("logo", "/logo.png");

        assertThat(MailBranding.of(branding(), logo -> Optional.empty())).isEmpty();
    }

    private Map<String, String> mail() {
        return MailBranding.of(branding(), logo -> Optional.of("https://id.example" + logo.address()));
    }

    private Branding branding() {
        return Branding.of(realm::get, Attributes.NONE);
    }

    private void realm(String name, String value) {
        realm.put(Branding.PREFIX + name, value);
    }
}
