package io.cloakpool.authenticators.texts;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as Keycloak renders them: HTML escapes what it is given, unless the template says that it is plain text. */
final class MailTemplatesTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final String LINK = "https://id.example/realms/x/y?a=1&b=2";
    private static final String REALM = "R&D <Lab>";

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt_BR", "tr", "zh_CN"})
    void code_stands_in_both_parts(String language) throws Exception {
        for (Map.Entry<String, Integer> validity :
                Map.of("minutes", 5, "hours", 24).entrySet()) {
            Map<String, Object> values = Map.of(validity.getKey(), validity.getValue());
            String amount = String.valueOf(validity.getValue());
            assertThat(render("text/cloakpool-code.ftl", language, values)).contains("482913", REALM, amount);
            assertThat(render("html/cloakpool-code.ftl", language, values))
                    .contains("482913", "R&amp;D &lt;Lab&gt;", "<frame>", amount)
                    .doesNotContain("<Lab>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt_BR", "tr", "zh_CN"})
    void link_stands_in_both_parts_on_a_line_of_its_own(String language) throws Exception {
        Map<String, Object> confirmation = Map.of("link", LINK, "hours", 24);
        assertThat(render("text/cloakpool-confirm.ftl", language, confirmation)).contains("482913", REALM, "24");
        assertThat(render("html/cloakpool-confirm.ftl", language, confirmation)).contains("482913");
        Map<String, Object> change = Map.of("link", LINK, "hours", 72, "changedTo", "new@example.com");
        assertThat(render("text/cloakpool-notice-address.ftl", language, change))
                .contains("new@example.com", REALM, "72");

        for (Map.Entry<String, Map<String, Object>> mail : Map.of(
                        "cloakpool-confirm.ftl", confirmation, "cloakpool-notice-address.ftl", change)
                .entrySet()) {
            assertThat(render("text/" + mail.getKey(), language, mail.getValue())
                            .lines())
                    .containsOnlyOnce(LINK);
            assertThat(render("html/" + mail.getKey(), language, mail.getValue()))
                    .contains("<p><a href=\"https://id.example/realms/x/y?a=1&amp;b=2\">", "<frame>")
                    .doesNotContain("<Lab>");
        }
    }

    private static String render(String template, String language, Map<String, Object> values)
            throws IOException, TemplateException {
        StringTemplateLoader theme = new StringTemplateLoader();
        theme.putTemplate("html/template.ftl", "<#macro emailLayout><frame><#nested></frame></#macro>");
        Configuration freeMarker = new Configuration(Configuration.VERSION_2_3_32);
        freeMarker.setTemplateLoader(new MultiTemplateLoader(new TemplateLoader[] {
            theme,
            new FileTemplateLoader(
                    RESOURCES.resolve("theme-resources/templates").toFile())
        }));
        freeMarker.setOutputFormat(HTMLOutputFormat.INSTANCE);
        StringWriter mail = new StringWriter();
        Map<String, Object> all = new HashMap<>(values);
        all.put("msg", new Texts(language));
        all.put("realmName", REALM);
        all.put("code", "482913");
        freeMarker.getTemplate(template).process(all, mail);
        return mail.toString();
    }

    /** Keycloak's function of that name. */
    private static final class Texts implements TemplateMethodModelEx {
        private final Locale locale;
        private final ResourceBundle bundle;

        Texts(String language) throws IOException {
            locale = Locale.forLanguageTag(language.replace('_', '-'));
            try (var file = Files.newInputStream(
                    RESOURCES.resolve("cloakpool-user-pool/messages/messages_" + language + ".properties"))) {
                bundle = new PropertyResourceBundle(file);
            }
        }

        @Override
        public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
            Object[] values = new Object[arguments.size() - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = Objects.requireNonNull(DeepUnwrap.unwrap((TemplateModel) arguments.get(i + 1)));
            }
            return new MessageFormat(bundle.getString(arguments.get(0).toString()), locale).format(values);
        }
    }
}
