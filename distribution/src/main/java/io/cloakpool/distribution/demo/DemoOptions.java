package io.cloakpool.distribution.demo;

import java.util.List;

/**
 * The arguments of {@code bin/demo}.
 *
 * @param serve whether everything keeps running after the table
 * @param port Keycloak's port
 */
record DemoOptions(boolean serve, int port) {
    static final String USAGE = "usage: bin/demo [--serve] [--port N]";
    private static final int DEFAULT_PORT = 8080;

    /** @throws DemoException with the usage for anything else */
    static DemoOptions parse(List<String> arguments) {
        boolean serve = false;
        int port = DEFAULT_PORT;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--serve" -> serve = true;
                case "--port" -> {
                    i++;
                    port = i < arguments.size() ? port(arguments.get(i)) : port("");
                }
                default -> throw new DemoException("unknown argument " + arguments.get(i) + "; " + USAGE);
            }
        }
        return new DemoOptions(serve, port);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new DemoException("--port needs a number; " + USAGE, e);
        }
        throw new DemoException("--port must be 1 to 65535; " + USAGE);
    }
}
