package io.cloakpool.identitypool.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CORS (Fetch standard, section 3.2) for AWS clients in browsers, which send headers that Keycloak's own rule cannot allow.
 * Origins compare exactly: a web origin {@code *} of a client allows nobody here. Credentials of the browser (cookies) are
 * never allowed; no door looks at them.
 */
public final class OriginRule {
    private static final String ALLOWED_HEADERS = String.join(
            ", ",
            "content-type",
            "x-amz-target",
            "x-amz-user-agent",
            "cache-control",
            "amz-sdk-invocation-id",
            "amz-sdk-request",
            "x-amz-date",
            "x-amz-content-sha256",
            "authorization",
            "dpop",
            "x-amz-security-token",
            "x-cloakpool-guest-secret");
    private static final String EXPOSED_HEADERS = String.join(
            ", ", "x-amzn-requestid", "x-amzn-errortype", "date", "www-authenticate", "x-cloakpool-guest-secret");
    private static final String PREFLIGHT_SECONDS = "600";

    private final Set<String> origins;

    /** @param origins the allowed origins, as browsers send them ({@code https://app.example.org}) */
    public OriginRule(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** Headers of an answer to this origin; without {@code Access-Control-Allow-Origin} when it is absent or not allowed. */
    public Map<String, String> answer(@Nullable String origin) {
        Map<String, String> headers = new LinkedHashMap<>();
        // An answer for one origin must not be served to another one from a cache.
        headers.put("Vary", "Origin");
        if (origin != null && allows(origin)) {
            headers.put("Access-Control-Allow-Origin", origin);
            headers.put("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        }
        return headers;
    }

    /** Headers of an answer to the pre-flight of this origin. */
    public Map<String, String> preflight(@Nullable String origin, String methods) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if (origin != null && allows(origin)) {
            headers.put("Access-Control-Allow-Origin", origin);
            headers.put("Access-Control-Allow-Methods", methods);
            headers.put("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            headers.put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        }
        return headers;
    }

    private boolean allows(String origin) {
        return origins.contains(origin) && !origin.equals("*");
    }
}
