package io.cloakpool.identitypool.rest;

import io.cloakpool.aws.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.enums.SslRequired;

/**
 * Whether a request signed by an administrator came in a protected way. Stricter than Keycloak's own rule: a proxy that ends TLS
 * must be one that Keycloak's proxy settings trust, so a forwarding header on a plain connection protects nothing.
 */
public final class SignatureTransport {
    private static final List<String> FORWARDING = List.of("forwarded", "via", "x-real-ip");
    private static final Pattern LOOPBACK =
            Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0:0:0:0:0:0:0:1(%.*)?");

    private SignatureTransport() {}

    /**
     * @param tls whether the request is HTTPS by Keycloak's proxy settings
     * @param required what the realm demands
     * @param remoteAddress of the connection, a numeric address
     */
    public static boolean isProtected(
            boolean tls, SslRequired required, @Nullable String remoteAddress, Headers headers) {
        return tls
                || switch (required) {
                    case NONE -> true;
                    case EXTERNAL -> isLoopback(remoteAddress) && !isForwarded(headers);
                    case ALL -> false;
                };
    }

    private static boolean isLoopback(@Nullable String address) {
        return address != null && LOOPBACK.matcher(address).matches();
    }

    private static boolean isForwarded(Headers headers) {
        return headers.fields().stream()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .anyMatch(name -> FORWARDING.contains(name) || name.startsWith("x-forwarded-"));
    }
}
