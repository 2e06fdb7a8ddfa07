package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.spi.Reason;

/** The HTTP status of a refusal at the administration door; the text goes into Keycloak's {@code errorMessage}. */
final class AdminErrors {
    private AdminErrors() {}

    static int of(Reason reason) {
        return switch (reason) {
            case INVALID_PARAMETER,
                    UNSUPPORTED,
                    MALFORMED_POLICY,
                    POLICY_TOO_LARGE,
                    LIMIT_EXCEEDED,
                    POOL_MISCONFIGURED -> 400;
            case POOL_NOT_FOUND, IDENTITY_NOT_FOUND, RESOURCE_NOT_FOUND -> 404;
            case CONFLICT, DEVELOPER_USER_TAKEN -> 409;
            case CONCURRENT_MODIFICATION -> 412;
            case TOO_MANY_REQUESTS -> 429;
            case EXTERNAL_SERVICE -> 502;
            case LOGIN_INVALID,
                    LOGIN_REVOKED,
                    LOGIN_EXPIRED,
                    LOGINS_MISMATCH,
                    GUESTS_DISABLED,
                    IDENTITY_FORBIDDEN,
                    CLASSIC_FLOW_DISABLED,
                    NOT_AUTHORIZED,
                    ROLE_NOT_ALLOWED,
                    ACCESS_DENIED -> 403;
            case SIGNATURE_MISSING,
                    SIGNATURE_MALFORMED,
                    HEADERS_NOT_SIGNED,
                    TIME_SKEWED,
                    REQUEST_EXPIRED,
                    ACCESS_KEY_UNKNOWN,
                    SIGNATURE_MISMATCH,
                    PAYLOAD_MISMATCH,
                    SESSION_TOKEN_INVALID,
                    SESSION_TOKEN_EXPIRED -> 401;
            case INTERNAL -> 500;
        };
    }
}
