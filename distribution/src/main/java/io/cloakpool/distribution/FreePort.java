package io.cloakpool.distribution;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback address. */
public final class FreePort {
    /** Below those that systems give to outgoing connections, of which one could come before the server. */
    private static final int FIRST = 10_000;

    private static final int COUNT = 10_000;
    private static final Set<Integer> PICKED = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * A port that was free a moment ago, and another one each time. Other programs do not know that it is wanted.
     *
     * @throws IOException when there is none left
     */
    public static int pick() throws IOException {
        int start = ThreadLocalRandom.current().nextInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + (start + i) % COUNT;
            if (PICKED.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IOException("no port from " + FIRST + " to " + (FIRST + COUNT - 1) + " is free");
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
            bind(port);
        } catch (BindException e) {
            KeycloakException busy = new KeycloakException(
                    "Port " + port + ", wanted for " + use + ", cannot be used (" + e.getMessage() + ")");
            busy.initCause(e);
            throw busy;
        }
    }

    private static boolean isFree(int port) throws IOException {
        try {
            bind(port);
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    private static void bind(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
}
