package io.cloakpool.examples.credentialhelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private final Path folder;

    private FakeRealm realm;

    TokenFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws IOException {
        realm = FakeRealm.start();
    }

    @AfterEach
    void stop() {
        realm.close();
    }

    @Test
    void the_file_holds_a_header_value_for_its_owner_only() throws Exception {
        watch(0);

        assertThat(Files.readString(file())).isEqualTo("Bearer access-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void the_file_is_rewritten_before_the_token_expires() throws Exception {
        Helper helper = watch(8);

        assertThat(helper.clock.pauses()).as("240 s in looks of 30 s").containsOnly(Duration.ofSeconds(30));
        assertThat(Files.readString(file())).isEqualTo("Bearer access-2");
    }

    @Test
    void a_token_without_life_makes_no_storm_of_refreshes() throws Exception {
        realm.lifeOfAccessTokens(1);
        Helper helper = watch(5);

        assertThat(helper.clock.pauses())
                .allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void an_outage_is_reported_and_outlasted() throws Exception {
        Helper helper = new Helper(realm, folder, 3);
        helper.run("login");
        helper.clock.pass(Duration.ofMinutes(6));
        realm.outage(true);

        assertThatThrownBy(() -> helper.run("watch", "--token-file", file().toString()))
                .isInstanceOf(InterruptedException.class);

        assertThat(helper.terminal()).contains("no fresh token: status 503");
        realm.outage(false);
        Helper again = new Helper(realm, folder, 0);
        again.clock.pass(Duration.ofMinutes(7));
        assertThatThrownBy(() -> again.run("watch", "--token-file", file().toString()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Files.readString(file())).isEqualTo("Bearer access-2");
    }

    @Test
    void the_file_goes_with_the_session() throws Exception {
        Helper helper = watch(0);
        realm.endSession();
        helper.clock.pass(Duration.ofMinutes(6));

        assertThatThrownBy(() -> helper.run("watch", "--token-file", file().toString()))
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.SIGN_IN_NEEDED));

        assertThat(file()).doesNotExist();
    }

    @Test
    void the_file_goes_when_the_process_is_asked_to_end() throws Exception {
        Helper helper = new Helper(realm, folder, 1);
        helper.run("login");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CredentialHelper.class.getName()));
        command.addAll(helper.arguments("watch", "--token-file", file().toString()));
        Path said = folder.resolve("said");
        Process watch = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!Files.exists(file())) {
                assertThat(watch.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end)
                        .as(() -> "ended or late: " + said)
                        .isFalse();
            }
        } finally {
            watch.destroy();
        }

        watch.onExit().orTimeout(2, TimeUnit.MINUTES).join();
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_client_that_the_realm_does_not_take_is_a_mistake_to_correct_and_no_outage() throws Exception {
        Helper helper = watch(0);
        realm.refuseClient();
        helper.clock.pass(Duration.ofMinutes(6));

        assertThatThrownBy(() -> helper.run("watch", "--token-file", file().toString()))
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining("does not take the client cli")
                .hasMessageContaining("invalid_client");

        assertThat(file()).doesNotExist();
        assertThat(helper.session()).exists();
    }

    /** Signs in and watches for so many pauses. */
    private Helper watch(int pauses) throws Exception {
        Helper login = new Helper(realm, folder, 1);
        login.run("login");
        Helper helper = new Helper(realm, folder, pauses);
        helper.clock.pass(Duration.ofSeconds(5));
        assertThatThrownBy(() -> helper.run("watch", "--token-file", file().toString()))
                .isInstanceOf(InterruptedException.class);
        return helper;
    }

    private Path file() {
        return folder.resolve("token");
    }
}
