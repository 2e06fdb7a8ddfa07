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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final String[] POOL = {"--pool", FakeRealm.POOL};

    private final Path folder;

    private FakeRealm realm;
    private Helper helper;

    CredentialsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws Exception {
        realm = FakeRealm.start();
        helper = new Helper(realm, folder, 100);
        helper.run("login");
    }

    @AfterEach
    void stop() {
        realm.close();
    }

    @Test
    void the_answer_of_the_door_is_printed_as_it_is() throws Exception {
        assertThat(helper.run("credentials", POOL))
                .isEqualToIgnoringNewLines(
                        "{\"Version\":1,\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"key\",\"SessionToken\":\"st\"}");
        assertThat(realm.authorizations()).containsExactly("Bearer access-1");
    }

    @Test
    void a_token_with_life_left_is_used_again() throws Exception {
        helper.clock.pass(Duration.ofSeconds(239));
        helper.run("credentials", POOL);
        helper.clock.pass(Duration.ofSeconds(1));
        helper.run("credentials", POOL);

        assertThat(realm.authorizations()).containsExactly("Bearer access-1", "Bearer access-2");
        assertThat(Files.readString(helper.session())).contains("refresh-2");
    }

    @Test
    void a_third_of_a_short_life_is_left_when_it_is_renewed() throws Exception {
        realm.lifeOfAccessTokens(30);
        helper.run("login");
        helper.clock.pass(Duration.ofSeconds(19));
        helper.run("credentials", POOL);
        helper.clock.pass(Duration.ofSeconds(1));
        helper.run("credentials", POOL);

        assertThat(realm.authorizations()).containsExactly("Bearer access-1", "Bearer access-2");
    }

    @Test
    void a_token_that_the_door_refuses_is_renewed_once() throws Exception {
        realm.refuse("access-1");

        helper.run("credentials", POOL);

        assertThat(realm.authorizations()).containsExactly("Bearer access-1", "Bearer access-2");

        realm.refuse("access-2");
        realm.endSession();
        assertFails(Kind.SIGN_IN_NEEDED, () -> helper.run("credentials", POOL));
    }

    @Test
    void an_ended_session_asks_for_a_new_login_and_is_forgotten() {
        realm.endSession();
        helper.clock.pass(Duration.ofMinutes(6));

        assertFails(Kind.SIGN_IN_NEEDED, () -> helper.run("credentials", POOL));

        assertThat(helper.session()).doesNotExist();
        assertFails(Kind.SIGN_IN_NEEDED, () -> helper.run("credentials", POOL));
    }

    @Test
    void an_outage_costs_no_session() throws Exception {
        helper.clock.pass(Duration.ofMinutes(6));
        realm.outage(true);

        assertFails(Kind.UNREACHABLE, () -> helper.run("credentials", POOL));

        realm.outage(false);
        assertThat(helper.run("credentials", POOL)).contains("ASIA");
    }

    @Test
    void a_refusal_of_the_pool_is_told_without_control_characters() {
        realm.doorAnswers(403);

        assertThatThrownBy(() -> helper.run("credentials", POOL))
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("not?[2Jyou");
    }

    @Test
    void tokens_go_to_the_realm_they_came_from_only() throws Exception {
        try (FakeRealm other = FakeRealm.start()) {
            Helper elsewhere = new Helper(other, folder, 0);

            assertFails(Kind.SIGN_IN_NEEDED, () -> elsewhere.run("credentials", POOL));
            elsewhere.run("logout");

            assertThat(other.authorizations()).isEmpty();
            assertThat(other.tokenRequests()).isEmpty();
            assertThat(other.revoked()).isEmpty();
            assertThat(helper.session()).exists();
        }
    }

    @Test
    void a_session_that_others_can_read_is_not_used() throws Exception {
        Files.setPosixFilePermissions(helper.session(), PosixFilePermissions.fromString("rw-r--r--"));

        assertFails(Kind.LOCAL_FILES, () -> helper.run("credentials", POOL));
    }

    @Test
    void a_broken_session_is_told_without_its_content() throws Exception {
        Files.writeString(helper.session(), "{\"realm\":\"my-refresh-token");

        assertThatThrownBy(() -> helper.run("credentials", POOL))
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCAL_FILES))
                .hasMessageNotContaining("my-refresh-token");
    }

    @Test
    void processes_that_run_at_the_same_time_spend_a_refresh_token_once() throws Exception {
        // The clock of the test stands years ago: for these processes the stored access token is old.
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    CredentialHelper.class.getName()));
            command.addAll(helper.arguments("credentials", POOL));
            processes.add(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out-" + i).toFile())
                    .start());
        }
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(processes.get(i).exitValue())
                    .as(Files.readString(folder.resolve("out-" + i)))
                    .isZero();
        }

        assertThat(realm.tokenRequests().stream().filter(request -> "refresh_token".equals(request.get("grant_type"))))
                .as("one refreshed, the others waited and took what it got")
                .hasSize(1);
    }

    @Test
    void exit_codes_tell_a_script_what_to_do() throws Exception {
        realm.doorAnswers(403);
        assertThat(exitCode("credentials", POOL)).isEqualTo(5);
        realm.outage(true);
        assertThat(exitCode("credentials", POOL)).isEqualTo(4);
        assertThat(exitCode("credentials")).isEqualTo(2);
        assertThat(helper.terminal()).doesNotContain("refresh-", "access-");
    }

    private int exitCode(String command, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CredentialHelper.class.getName()));
        line.addAll(helper.arguments(command, more));
        Path output = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).as("standard output is for credentials only").isEmptyFile();
        assertThat(Files.readString(errors))
                .startsWith("credential-helper: ")
                .doesNotContain("refresh-", "access-", "\tat ");
        return process.exitValue();
    }

    private static void assertFails(Kind kind, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(HelperException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }
}
