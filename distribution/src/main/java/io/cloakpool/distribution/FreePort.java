package io.cloakpool.distribution;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback address. */
public final class FreePort {
    private FreePort() {}

    /**
     * A port that was free a moment ago. Nothing reserves it, so use it at once.
     *
     * @throws IOException when the system has none left
     */
    public static int pick() throws IOException {
        return bindAndRelease(0);
    }

    /**
     * Makes sure that nobody listens on a port.
     *
     * @param port 1 to 65535
     * @param use what the port is wanted for, for the message ("Keycloak")
     * @throws KeycloakException naming the port and its use, when it is taken
     */
    public static void require(int port, String use) throws IOException {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, but is " + port);
        }
        try {
            bindAndRelease(port);
        } catch (BindException e) {
            KeycloakException busy = new KeycloakException(
                    "Port " + port + ", wanted for " + use + ", cannot be used (" + e.getMessage() + ")");
            busy.initCause(e);
            throw busy;
        }
    }

    private static int bindAndRelease(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
