package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.distribution.KeycloakException;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.People;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers on which the pack runs, or refuses to. */
class VersionsTest {
    @Test
    void a_server_with_a_known_takeover_flaw_does_not_start(@TempDir Path folder) throws Exception {
        Installation installation =
                Installation.of("old", Homes.of("26.7.0"), Database.start(Database.Kind.H2, folder));

        assertRefusedToStart(installation);

        assertOneLine(
                installation,
                "Cloakpool does not run on Keycloak 26.7.0: accounts can be taken over there (CVE-2026-18963). Use Keycloak"
                        + " 26.7.2 or later.");
    }

    @Test
    void a_server_that_forgets_what_was_ended_does_not_start(@TempDir Path folder) throws Exception {
        Installation installation =
                Installation.of("forgetful", Homes.of(Database.Kind.H2), Database.start(Database.Kind.H2, folder));

        assertRefusedToStart(installation, "--spi-single-use-object--infinispan--persist-revoked-tokens=false");

        assertOneLine(
                installation,
                "Cloakpool does not run with persistRevokedTokens=false (SPI singleUseObject): credentials that were ended"
                        + " would work again after a restart.");
    }

    @Test
    void on_the_next_version_a_user_gets_credentials_and_uses_them(@TempDir Path folder) throws Exception {
        Installation installation =
                Installation.of("next", Homes.of("26.7.5"), Database.start(Database.Kind.H2, folder));
        try (KeycloakServer server = installation.start()) {
            People people = new People(installation.realm());
            PoolClient client = installation.client();

            PoolClient.Issued issued =
                    client.issue(people.signIn(people.newPerson()).id());

            assertThat(client.authorize(issued).status()).isEqualTo(200);
            assertThat(client.authorize(issued, "/demo/users/somebody-else/a").header("X-Cloakpool-Error-Code"))
                    .isEqualTo("AccessDenied");
            assertThat(client.callerIdentity(issued).body())
                    .contains("arn:aws:sts::000000000000:assumed-role/DemoUser/CognitoIdentityCredentials");
            assertThat(Files.readString(server.log())).contains("Keycloak 26.7.5");
        }
    }

    private static void assertRefusedToStart(Installation installation, String... options) {
        assertThatExceptionOfType(KeycloakException.class)
                .isThrownBy(() -> installation.start(options).close())
                .withMessageContaining("ended during its start with exit code 1");
    }

    private static void assertOneLine(Installation installation, String reason) throws Exception {
        assertThat(Files.readAllLines(installation.log()))
                .filteredOn(line -> line.contains("Cloakpool"))
                .singleElement()
                .asString()
                .endsWith(reason);
    }
}
