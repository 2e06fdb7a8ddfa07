package io.cloakpool.identitypool.rest.credentials;

import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.spi.Reason;

/** Errors of the bearer door: those of RFC 6750, and codes of RFC 6749 where it has none. */
final class BearerErrors {
    private BearerErrors() {}

    static WireError of(Reason reason) {
        return switch (reason) {
            case INVALID_PARAMETER, UNSUPPORTED, MALFORMED_POLICY, POLICY_TOO_LARGE ->
                new WireError(400, "invalid_request");
            case LOGIN_INVALID,
                    LOGIN_REVOKED,
                    LOGIN_EXPIRED,
                    SESSION_TOKEN_INVALID,
                    SESSION_TOKEN_EXPIRED,
                    REQUEST_EXPIRED -> new WireError(401, "invalid_token");
            case SIGNATURE_MISSING,
                    SIGNATURE_MALFORMED,
                    HEADERS_NOT_SIGNED,
                    TIME_SKEWED,
                    ACCESS_KEY_UNKNOWN,
                    SIGNATURE_MISMATCH,
                    PAYLOAD_MISMATCH -> new WireError(401, "invalid_token");
            case LOGINS_MISMATCH,
                    GUESTS_DISABLED,
                    IDENTITY_FORBIDDEN,
                    CLASSIC_FLOW_DISABLED,
                    NOT_AUTHORIZED,
                    ROLE_NOT_ALLOWED,
                    ACCESS_DENIED -> new WireError(403, "access_denied");
            case POOL_NOT_FOUND, IDENTITY_NOT_FOUND, RESOURCE_NOT_FOUND -> new WireError(404, "not_found");
            case CONFLICT, DEVELOPER_USER_TAKEN, CONCURRENT_MODIFICATION, LIMIT_EXCEEDED ->
                new WireError(409, "invalid_request");
            case TOO_MANY_REQUESTS -> new WireError(429, "temporarily_unavailable");
            case EXTERNAL_SERVICE -> new WireError(502, "temporarily_unavailable");
            case POOL_MISCONFIGURED, INTERNAL -> new WireError(500, "server_error");
        };
    }
}
