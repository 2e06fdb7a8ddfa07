package io.cloakpool.examples.credentialhelper;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of this machine that no resolver can point elsewhere (RFC 6761, section 6.3). */
final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    static boolean names(@Nullable String host) {
        return host != null && NAMES.contains(host);
    }
}
