package io.cloakpool.examples.loginverifier;

import java.net.URI;
import java.util.Set;

/**
 * Where tokens are asked about, and as whom.
 *
 * @param endpoint the introspection endpoint: https, or http on this machine
 */
record Introspection(URI endpoint, String clientId, String clientSecret) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException for an address at which tokens and the secret could be read on the way */
    Introspection {
        boolean https = "https".equals(endpoint.getScheme()) && endpoint.getHost() != null;
        boolean here = "http".equals(endpoint.getScheme())
                && endpoint.getHost() != null
                && LOOPBACK.contains(endpoint.getHost());
        if (!https && !here) {
            throw new IllegalArgumentException("The introspection endpoint must be an https URL");
        }
    }

    @Override
    public String toString() {
        return "Introspection[" + endpoint + ", " + clientId + "]";
    }
}
