package io.cloakpool.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakServerTest {
    private Path folder;

    private KeycloakHome home;
    private Path log;

    @BeforeEach
    void unpacked_home(@TempDir Path temporary) throws IOException {
        folder = temporary;
        home = KeycloakHome.unpack(FakeKeycloak.zip(folder, "kc.zip"), folder.resolve("home"));
        log = folder.resolve("logs/server.log");
    }

    @Test
    void started_server_answers_and_its_pid_is_not_the_scripts() throws Exception {
        try (KeycloakServer server = KeycloakServer.start(home, options(FreePort.pick(), "ready"))) {
            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/realms/master"))
                    .build();
            String pid = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();

            assertThat(server.isAlive()).isTrue();
            assertThat(server.pid()).hasToString(pid);
            assertThat(server.log()).isEqualTo(log).content().contains("start --optimized", "--cache=local");
        }
    }

    @Test
    void option_for_the_cache_replaces_the_default() throws Exception {
        KeycloakServer.Options options = new KeycloakServer.Options(
                FreePort.pick(), List.of("--cache=ispn"), Map.of(), log, Duration.ofSeconds(30));

        KeycloakServer.start(home, options).close();

        assertThat(log).content().contains("--cache=ispn").doesNotContain("--cache=local");
    }

    @Test
    void close_lets_the_server_end_in_good_order() throws Exception {
        KeycloakServer server = KeycloakServer.start(home, options(FreePort.pick(), "ready"));
        Optional<ProcessHandle> java = ProcessHandle.of(server.pid());

        server.close();
        server.close();

        assertThat(java).get().returns(false, ProcessHandle::isAlive);
        assertThat(server.isAlive()).isFalse();
        assertThat(log).content().contains("stopped in good order");
    }

    @Test
    void hard_kill_ends_script_and_server_without_warning() throws Exception {
        KeycloakServer server = KeycloakServer.start(home, options(FreePort.pick(), "ready"));
        Optional<ProcessHandle> java = ProcessHandle.of(server.pid());

        server.killHard();

        assertThat(java).get().returns(false, ProcessHandle::isAlive);
        assertThat(server.isAlive()).isFalse();
        assertThat(log).content().doesNotContain("stopped in good order");
        server.close();
    }

    @Test
    void server_that_ends_early_is_reported_with_exit_code_and_last_lines() throws Exception {
        KeycloakServer.Options options = options(FreePort.pick(), "fails");

        assertThatThrownBy(() -> KeycloakServer.start(home, options))
                .isInstanceOf(KeycloakException.class)
                .hasMessageContaining("exit code 2")
                .hasMessageContaining("ERROR: the reason");
    }

    @Test
    void server_that_never_gets_ready_is_reported_and_killed() throws Exception {
        int port = FreePort.pick();
        KeycloakServer.Options options =
                new KeycloakServer.Options(port, List.of(), Map.of("MODE", "never ready"), log, Duration.ofSeconds(3));

        assertThatThrownBy(() -> KeycloakServer.start(home, options))
                .isInstanceOf(KeycloakException.class)
                .hasMessageContaining("not ready within 3 s")
                .hasMessageContaining("listening");
        FreePort.require(port, "the next server");
    }

    @Test
    void busy_port_is_reported_before_anything_starts() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KeycloakServer.Options options = options(other.getLocalPort(), "ready");

            assertThatThrownBy(() -> KeycloakServer.start(home, options))
                    .isInstanceOf(KeycloakException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + ", wanted for Keycloak");
            assertThat(log).doesNotExist();
        }
    }

    @Test
    void port_that_cannot_exist_is_refused() {
        assertThatThrownBy(() -> FreePort.require(0, "Keycloak")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FreePort.require(65_536, "Keycloak")).isInstanceOf(IllegalArgumentException.class);
    }

    private KeycloakServer.Options options(int port, String mode) {
        return new KeycloakServer.Options(port, List.of(), Map.of("MODE", mode), log, Duration.ofSeconds(30));
    }
}
