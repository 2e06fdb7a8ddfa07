package io.cloakpool.examples.credentialhelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private final Path folder;

    private FakeRealm realm;
    private Helper helper;

    LoginTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void start() throws IOException {
        realm = FakeRealm.start();
        helper = new Helper(realm, folder, 100);
    }

    @AfterEach
    void stop() {
        realm.close();
    }

    @Test
    void the_person_is_told_where_to_go_and_no_secret_is_shown() throws Exception {
        realm.pending("authorization_pending");

        assertThat(helper.run("login")).isEmpty();

        assertThat(helper.terminal())
                .contains("http://here/device", "ABCD-EFGH", "Signed in.")
                .doesNotContain("device-secret", "refresh-1", "access-1");
    }

    @Test
    void the_rhythm_of_the_server_is_kept() throws Exception {
        realm.pending("authorization_pending", "slow_down", "authorization_pending");

        helper.run("login");

        assertThat(helper.clock.pauses())
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
        assertThat(realm.tokenRequests()).allSatisfy(request -> assertThat(request)
                .containsEntry("device_code", "device-secret")
                .containsEntry("client_id", "cli"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_client", "unauthorized_client"})
    void a_client_that_the_realm_does_not_take_is_a_mistake_to_correct(String error) {
        realm.pending(error);

        assertThatThrownBy(() -> helper.run("login"))
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
        assertThat(helper.session()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "expired_token", "invalid_grant"})
    void a_refusal_ends_the_login(String error) {
        realm.pending(error);

        assertThatThrownBy(() -> helper.run("login"))
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
        assertThat(helper.session()).doesNotExist();
    }

    @Test
    void a_code_that_nobody_enters_is_given_up() {
        realm.pending("authorization_pending ".repeat(40).split(" ", -1));

        assertThatThrownBy(() -> helper.run("login")).hasMessageContaining("nobody approved in time");
        assertThat(helper.clock.pauses()).hasSize(12);
    }

    @Test
    void the_session_is_kept_for_its_owner_only() throws Exception {
        helper.run("login");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(helper.session())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(helper.state())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(helper.session())).contains("refresh-1");
        try (Stream<Path> files = Files.list(helper.state())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("session.json", "lock");
        }
    }

    @Test
    void logging_out_ends_the_session_here_and_there() throws Exception {
        helper.run("login");

        helper.run("logout");

        assertThat(realm.revoked()).containsExactly("refresh-1");
        assertThat(helper.session()).doesNotExist();
    }

    @Test
    void a_session_that_the_server_did_not_end_is_kept() throws Exception {
        helper.run("login");
        realm.outage(true);

        assertThatThrownBy(() -> helper.run("logout")).isInstanceOf(HelperException.class);
        assertThat(helper.session()).exists();
    }

    @Test
    void a_server_that_never_answers_is_given_up() {
        realm.fallSilent();

        assertThatThrownBy(() -> new DeviceLogin(
                                realm.realm(),
                                new Server(Duration.ofMillis(300)),
                                helper.clock,
                                helper.clock,
                                System.err)
                        .run())
                .isInstanceOfSatisfying(
                        HelperException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }
}
