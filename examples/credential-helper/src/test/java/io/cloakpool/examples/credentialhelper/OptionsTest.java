package io.cloakpool.examples.credentialhelper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final Path HOME = Path.of("/home/alice");
    private static final String REALM = "https://id.example.org/realms/demo";

    @Test
    void state_is_kept_at_home_by_default() throws HelperException {
        Options options = parse("login --client cli --realm " + REALM);

        assertThat(options.state()).isEqualTo(HOME.resolve(".cloakpool"));
        assertThat(options.realm().tokenEndpoint()).hasToString(REALM + "/protocol/openid-connect/token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "login --help"})
    void help_is_an_answer_and_no_mistake(String line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();

        int exitCode = CredentialHelper.main(
                List.of(line.split(" ")), new PrintStream(output, true, UTF_8), new PrintStream(terminal, true, UTF_8));

        assertThat(exitCode).isZero();
        assertThat(output.toString(UTF_8)).startsWith("usage: credential-helper login");
        assertThat(terminal.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.org/realms/demo",
                "http://localhost.example.org/realms/demo",
                "ftp://localhost/realms/demo",
                "https:///realms/demo",
                "https://id.example.org/",
                "https://id.example.org/realms/demo/",
                "https://id.example.org/realms/demo?x",
                "https://id.example.org/realms/demo#x",
                "https://user:secret@id.example.org/realms/demo",
                "realms/demo",
                "mailto:a@b",
                "https://id.example.org/realms/%"
            })
    void an_address_that_would_show_tokens_or_is_no_realm_is_refused(String realm) {
        assertUsage("login --client cli --realm " + realm);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/realms/demo",
                "http://127.0.0.1:8080/realms/demo",
                "http://[::1]:8080/realms/demo",
                "https://id.example.org/auth/realms/demo"
            })
    void this_machine_needs_no_tls(String realm) throws HelperException {
        assertThat(parse("login --client cli --realm " + realm).realm().uri()).hasToString(realm);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "help",
                "login",
                "login --client cli",
                "login --client cli --realm",
                "login client cli --realm https://id.example.org/realms/demo",
                "login --client cli --client cli --realm https://id.example.org/realms/demo",
                "login --client cli --realm https://id.example.org/realms/demo --pool us-east-1:0",
                "credentials --client cli --realm https://id.example.org/realms/demo",
                "credentials --client cli --realm https://id.example.org/realms/demo --pool ../x",
                "watch --client cli --realm https://id.example.org/realms/demo --pool us-east-1:0"
            })
    void what_makes_no_sense_is_answered_with_the_usage(String line) {
        assertUsage(line);
    }

    private static Options parse(String line) throws HelperException {
        return Options.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)), HOME);
    }

    private static void assertUsage(String line) {
        assertThatThrownBy(() -> parse(line))
                .hasMessageContaining("usage: ")
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.USAGE));
    }
}
