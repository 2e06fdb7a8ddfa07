package io.cloakpool.themes.branding;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.themes.branding.Branding.Attributes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BrandingCssTest {
    private final Map<String, String> realm = new HashMap<>();
    private final Map<String, String> client = new HashMap<>();

    @Test
    void realm_without_branding_changes_nothing() {
        assertThat(css()).isEqualTo(":root {\n}\n:root.pf-v5-theme-dark {\n}\n");
    }

    @Test
    void attributes_become_variables() {
        realm("primary-color", "#0a7a3c");
        realm("background-color", "#000");
        realm("background-image", "https://cdn.example/wall.jpg");
        realm("radius", "4");

        assertThat(css())
                .contains("--cloakpool-primary: #0a7a3c;")
                .contains("--cloakpool-on-primary: #ffffff;")
                .contains("--cloakpool-background: #000000;")
                .contains("--cloakpool-on-background: #ffffff;")
                .contains("--cloakpool-background-image: url(\"https://cdn.example/wall.jpg\");")
                .contains("--cloakpool-radius: 4px;");
    }

    @Test
    void client_takes_the_place_of_the_realm_attribute_by_attribute() {
        realm("primary-color", "#0a7a3c");
        realm("radius", "4");
        client("primary-color", "#7a0a3c");

        assertThat(css())
                .contains("--cloakpool-primary: #7a0a3c;", "--cloakpool-radius: 4px;")
                .doesNotContain("#0a7a3c");
    }

    @Test
    void dark_pages_have_colours_of_their_own_or_a_readable_form_of_the_light_ones() {
        realm("primary-color", "#000080");
        String derived = dark(css());
        realm("primary-color-dark", "#ffcc00");

        assertThat(derived).contains("--cloakpool-primary: #").doesNotContain("--cloakpool-primary: #000080;");
        assertThat(dark(css())).contains("--cloakpool-primary: #ffcc00;", "--cloakpool-on-primary: #000000;");
    }

    @Test
    void text_that_could_not_be_read_is_made_readable() {
        realm("text-color", "#eeeeee");
        realm("text-color-dark", "#111111");

        assertThat(css()).doesNotContain("#eeeeee", "#111111").contains("--cloakpool-text: #");
    }

    @Test
    void refused_values_are_named_and_never_repeated() {
        realm("primary-color", "red;} body{display:none");
        realm("logo", "http://attacker.example/logo.png");
        realm("radius", "33");
        realm("css", "@import '/secret';");

        assertThat(css())
                .contains("/* refused: cloakpool.branding.primary-color */")
                .contains("/* refused: cloakpool.branding.logo */")
                .contains("/* refused: cloakpool.branding.radius */")
                .contains("/* refused: cloakpool.branding.css: holds @import, @charset or @namespace */")
                .doesNotContain("display:none", "attacker", "33", "secret");
    }

    @Test
    void name_stays_in_the_page_behind_the_logo() {
        realm("logo", "/logo.svg");

        assertThat(css()).contains("url(\"/logo.svg\")", "text-indent").doesNotContain("display: none");
    }

    @Test
    void rules_of_a_client_count_only_where_the_realm_allows_them() {
        realm("css", "a { color: red; }");
        client("css", "b { color: blue; }");
        String refused = css();
        realm("client-css", "true");

        assertThat(refused).contains("a { color: red; }", "refused").doesNotContain("blue");
        assertThat(css()).contains("b { color: blue; }").doesNotContain("red");
    }

    @Test
    void client_cannot_allow_its_rules_itself() {
        client("css", "b { color: blue; }");
        client("client-css", "true");

        assertThat(css()).doesNotContain("blue");
    }

    @Test
    void icon_with_a_script_is_refused() {
        realm("favicon", "data:image/svg+xml;base64,PHN2Zy8+");

        assertThat(branding().favicon()).isEmpty();
    }

    @Test
    void icon_of_the_client_comes_first() {
        realm("favicon", "/realm.png");
        client("favicon", "/client.png");

        assertThat(branding().favicon().map(Image::address)).contains("/client.png");
    }

    private static String dark(String css) {
        return css.substring(css.indexOf(":root.pf-v5-theme-dark"));
    }

    private String css() {
        return BrandingCss.of(branding());
    }

    private Branding branding() {
        Attributes ofRealm = realm::get;
        return Branding.of(ofRealm, client::get);
    }

    private void realm(String name, String value) {
        realm.put(Branding.PREFIX + name, value);
    }

    private void client(String name, String value) {
        client.put(Branding.PREFIX + name, value);
    }
}
