package io.cloakpool.authenticators.keycloak;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.provider.ProviderConfigProperty;

/** The document shows the keys of the senders; where they differ, the failure prints the lines that belong there. */
final class SmsDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "sms.md");

    static Stream<SmsComponentFactory> factories() {
        return Stream.of(new SmsHttpSenderFactory(), new SmsSnsSenderFactory(), new SmsTwilioSenderFactory());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void the_document_lists_the_keys_of_the_sender(SmsComponentFactory factory) throws IOException {
        assertThat(section(factory.getId())).isEqualTo(table(factory.getConfigProperties()));
    }

    @Test
    void the_document_lists_the_keys_of_all_senders() throws IOException {
        assertThat(section("common")).isEqualTo(table(SmsSenderConfigProperties.COMMON));
    }

    private static String table(List<ProviderConfigProperty> properties) {
        return properties.stream()
                .map(SmsDocTest::row)
                .collect(joining(
                        "\n", "\n| label | key | value | default | meaning |\n|---|---|---|---|---|\n", "\n\n"));
    }

    private static String row(ProviderConfigProperty property) {
        Object preset = property.getDefaultValue();
        return "| %s | `%s` | %s | %s | %s |"
                .formatted(
                        property.getLabel(),
                        property.getName(),
                        value(property),
                        preset == null ? "-" : "`" + preset + "`",
                        property.getHelpText());
    }

    private static String value(ProviderConfigProperty property) {
        return switch (property.getType()) {
            case ProviderConfigProperty.BOOLEAN_TYPE -> "`true`, `false`";
            case ProviderConfigProperty.LIST_TYPE ->
                property.getOptions().stream().map(option -> "`" + option + "`").collect(joining(", "));
            case ProviderConfigProperty.MULTIVALUED_STRING_TYPE -> "set of text";
            case ProviderConfigProperty.PASSWORD -> "secret";
            case ProviderConfigProperty.STRING_TYPE -> "text";
            case ProviderConfigProperty.TEXT_TYPE -> "text, of several lines";
            default -> throw new IllegalStateException(property.getType());
        };
    }

    private static String section(String name) throws IOException {
        String text = Files.readString(DOCUMENT);
        String start = "<!-- " + name + " -->\n";
        assertThat(text).contains(start);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf("<!-- end -->", from));
    }
}
