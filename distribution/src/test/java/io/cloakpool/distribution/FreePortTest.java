package io.cloakpool.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void picked_ports_differ_are_free_and_are_none_that_outgoing_connections_get() throws IOException {
        Set<Integer> picked = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            int port = FreePort.pick();
            assertThat(port).isBetween(10_000, 19_999);
            assertThat(picked.add(port)).as("twice %d", port).isTrue();
            assertThatCode(() -> FreePort.require(port, "this test")).doesNotThrowAnyException();
        }
    }

    @Test
    void a_port_that_somebody_listens_at_is_told_with_its_use() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> FreePort.require(taken.getLocalPort(), "Keycloak"))
                    .isInstanceOf(KeycloakException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", wanted for Keycloak");
        }
    }
}
