package io.cloakpool.identitypool.keycloak;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.provider.ProviderConfigProperty;

/** The document shows the keys of the components; where they differ, the failure prints the lines that belong there. */
class ConfigureDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configure.md");

    static Stream<PackComponentFactory<?>> factories() {
        return Stream.of(
                new IdentityPoolFactory(),
                new LoginBindingFactory(),
                new PoolRoleFactory(),
                new CredentialIssuerFactory(),
                new GatewayFactory(),
                new PoolKeyFactory());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void the_document_lists_the_keys_of_the_component(PackComponentFactory<?> factory) throws IOException {
        String rows = factory.getConfigProperties().stream()
                .map(ConfigureDocTest::row)
                .collect(joining("\n"));

        assertThat(section(factory.getId()))
                .isEqualTo("\n" + factory.getHelpText() + "\n\n| key | value | default | meaning |\n|---|---|---|---|\n"
                        + rows + "\n");
    }

    private static String row(ProviderConfigProperty property) {
        Object preset = property.getDefaultValue();
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        property.getName(),
                        value(property),
                        preset == null ? "-" : "`" + preset + "`",
                        property.getHelpText().replace("|", "\\|"));
    }

    private static String value(ProviderConfigProperty property) {
        String options = property.getOptions() == null
                ? ""
                : property.getOptions().stream()
                        .map(option -> "`" + option + "`")
                        .collect(joining(", "));
        return switch (property.getType()) {
            case ProviderConfigProperty.BOOLEAN_TYPE -> "`true`, `false`";
            case ProviderConfigProperty.LIST_TYPE -> options;
            case ProviderConfigProperty.MULTIVALUED_LIST_TYPE -> "set of " + options;
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
        String end = "<!-- end -->";
        assertThat(text).contains(start);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
