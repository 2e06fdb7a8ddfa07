package io.cloakpool.testsuite.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class LogScanTest {
    private static final String GUEST = "us-east-1:0a1b2c3d-0000-4000-8000-000000000001";
    private static final String PASSWORD = "a-password-of-this-test";
    private static final String START = "2026-01-01 DEBUG [io.cloakpool.X] ";

    @TempDir
    Path folder;

    @Test
    void issued_values_are_found_wherever_they_stand() throws IOException {
        assertThat(leaks(List.of(GUEST, PASSWORD), "of " + GUEST + ", " + PASSWORD))
                .extracting(LogScan.Leak::what)
                .containsExactly("issued value", "issued value");
        assertThat(leaks(List.of(GUEST), GUEST)).singleElement().satisfies(leak -> {
            assertThat(leak.line()).isEqualTo(2);
            assertThat(leak.text()).isEqualTo(START + "<46 characters>");
        });
    }

    @Test
    void tokens_are_found_that_no_test_has_seen() throws IOException {
        String jwt = text("{\"alg\":\"RS256\"}") + "." + text("{\"sub\":\"u-1\"}") + "." + "s".repeat(86);
        byte[] sealed = new byte[200];
        sealed[0] = 1;
        sealed[1] = (byte) 0xff;

        assertThat(leaks(List.of(), "token=" + jwt))
                .extracting(LogScan.Leak::what)
                .containsExactly("token");
        for (String link : List.of(
                "/login-actions/action-token?key=",
                "/protocol/openid-connect/registrations?client_id=account&token=",
                "/login-actions/registration?client_id=account&token=")) {
            assertThat(leaks(List.of(), link + jwt)).as(link).hasSize(1);
        }
        assertThat(leaks(
                        List.of(), "<" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed) + ">"))
                .extracting(LogScan.Leak::what)
                .containsExactly("session token");
    }

    @Test
    void a_stretch_of_base64_is_no_session_token() throws IOException {
        String stretch = "AQ" + "s".repeat(120);
        for (String text : List.of("/" + stretch, "xx+" + stretch, stretch + "/", stretch + "+xx", stretch + "==")) {
            assertThat(leaks(List.of(), "<ds:X509Certificate>" + text + "</ds:X509Certificate>"))
                    .as(text)
                    .isEmpty();
        }
        for (String text : List.of("token=" + stretch, "\"" + stretch + "\"", stretch + "&a=b", stretch + ".")) {
            assertThat(leaks(List.of(), text)).as(text).hasSize(1);
        }
    }

    @Test
    void a_one_time_code_is_found_where_it_stands_alone() throws IOException {
        for (String text : List.of("135790", "code=135790", "Your code is 135790. It", "[\"135790\"]", "(135790)")) {
            assertThat(leaks(List.of(), text)).as(text).hasSize(1);
        }
        for (String text : List.of("1357901", "0.135790", "10:00:00,135790", "a135790", "135791", "135790-x")) {
            assertThat(leaks(List.of(), text)).as(text).isEmpty();
        }
    }

    @Test
    void what_is_no_secret_is_left_alone() throws IOException {
        assertThat(leaks(
                        List.of(GUEST, PASSWORD),
                        "us-east-1:0a1b2c3d… a-password-of another us-east-1:0a1b2c3d-0000-4000-8000-000000000002"
                                + " io.cloakpool.identitypool.keycloak.KeycloakIssuanceLog eyJhbGciOiJSUzI1NiJ9"))
                .isEmpty();
    }

    @Test
    void answers_and_variables_give_up_their_secrets() {
        Issued.addAllIn("{\"AccessKeyId\":\"ASIAXXXXXXXXXXXXXXXX\",\"SecretKey\":\"json-secret-key\"}");
        Issued.addAllIn("<SecretAccessKey>xml-secret-key</SecretAccessKey>");
        Issued.addAllOf(
                Map.of("GATEWAY_SECRET", "variable-secret", "KC_BOOTSTRAP_ADMIN_USERNAME", "variable-no-secret"));

        assertThat(Issued.values())
                .contains("json-secret-key", "xml-secret-key", "variable-secret")
                .doesNotContain("ASIAXXXXXXXXXXXXXXXX", "variable-no-secret");
    }

    private List<LogScan.Leak> leaks(List<String> secrets, String message) throws IOException {
        Path file = folder.resolve("server.log");
        Files.write(file, List.of(START + "first", START + message));
        return new LogScan(secrets, Set.of("135790")).scan(file);
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
