package io.cloakpool.examples.credentialhelper;

import java.net.URI;

/**
 * A realm as a public client sees it, and the doors of it that this program uses.
 *
 * @param uri {@code {keycloak}/realms/{realm}}, without a trailing slash
 * @param clientId a public client of the realm with the device flow switched on
 */
record Realm(URI uri, String clientId) {
    /** @throws IllegalArgumentException when tokens would travel unprotected, or the address is none of a realm */
    Realm {
        boolean local = "http".equals(uri.getScheme()) && Loopback.names(uri.getHost());
        if (!local && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("the realm's address must be https, or http on this machine");
        }
        if (uri.getHost() == null
                || uri.getRawUserInfo() != null
                || !uri.getRawPath().matches(".*/realms/[^/]+")) {
            throw new IllegalArgumentException("the realm's address must look like https://id.example.org/realms/demo");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("the realm's address must have no query and no fragment");
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("the client id must not be empty");
        }
    }

    URI deviceEndpoint() {
        return URI.create(uri + "/protocol/openid-connect/auth/device");
    }

    URI tokenEndpoint() {
        return URI.create(uri + "/protocol/openid-connect/token");
    }

    URI revocationEndpoint() {
        return URI.create(uri + "/protocol/openid-connect/revoke");
    }

    /** Cloakpool's bearer door of one pool. */
    URI credentials(String poolId) {
        return URI.create(uri + "/identity-pools/" + poolId + "/credentials");
    }
}
