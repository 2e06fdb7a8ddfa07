package io.cloakpool.examples.s3gateway;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a gateway needs to know.
 *
 * @param listen address to listen on, plain HTTP; port 0 takes a free one
 * @param authorizeUrl Cloakpool's decision door, {@code {keycloak}/realms/{realm}/identity-pools/authorize/{gateway}}; https, or
 *     http on this machine: the gateway's secret and its clients' session tokens go there
 * @param gatewaySecret the secret of that gateway component, sent as {@code X-Cloakpool-Gateway}
 * @param s3Endpoint scheme, host and port of the S3 server; this gateway must be its only client
 * @param corsOrigins exact origins whose pages may call, for instance {@code http://localhost:3000}; empty for none
 */
public record S3GatewayConfig(
        InetSocketAddress listen, URI authorizeUrl, String gatewaySecret, URI s3Endpoint, Set<String> corsOrigins) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** @throws IllegalArgumentException naming the value that cannot be used */
    public S3GatewayConfig {
        corsOrigins = Set.copyOf(corsOrigins);
        requireHttp("authorizeUrl", authorizeUrl);
        requireHttp("s3Endpoint", s3Endpoint);
        if ("http".equals(authorizeUrl.getScheme())
                && !LOOPBACK.matcher(authorizeUrl.getHost()).matches()) {
            throw new IllegalArgumentException("authorizeUrl must be https, since secrets go there");
        }
        if (authorizeUrl.getRawQuery() != null || authorizeUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("authorizeUrl must have no query and no fragment");
        }
        if (!s3Endpoint.getRawPath().isEmpty() || s3Endpoint.getRawQuery() != null) {
            throw new IllegalArgumentException("s3Endpoint must be scheme, host and port only, but is " + s3Endpoint);
        }
        if (gatewaySecret.isBlank()) {
            throw new IllegalArgumentException("gatewaySecret must not be empty");
        }
        if (corsOrigins.contains("*")) {
            throw new IllegalArgumentException("corsOrigins must name exact origins, not *");
        }
    }

    private static void requireHttp(String name, URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException(name + " must be an absolute http or https URL, but is " + uri);
        }
    }

    /** All but the secret. */
    @Override
    public String toString() {
        return "S3GatewayConfig[listen=" + listen + ", authorizeUrl=" + authorizeUrl + ", s3Endpoint=" + s3Endpoint
                + ", corsOrigins=" + corsOrigins + "]";
    }
}
