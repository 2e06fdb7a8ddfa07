package io.cloakpool.identitypool.rest.authorize;

import io.cloakpool.identitypool.spi.Reason;

/**
 * What the client of the service behind the gateway is told: an error code of S3's list (as the AWS SDKs know them) and the HTTP
 * status that goes with it.
 */
record ServiceError(String code, int status) {
    private static final ServiceError DENIED = new ServiceError("AccessDenied", 403);
    private static final ServiceError FAULT = new ServiceError("InternalError", 500);
    private static final ServiceError UNAVAILABLE = new ServiceError("ServiceUnavailable", 503);

    static ServiceError of(Reason reason) {
        return switch (reason) {
            case SIGNATURE_MISSING, ACCESS_DENIED, REQUEST_EXPIRED, ROLE_NOT_ALLOWED -> DENIED;
            case SIGNATURE_MALFORMED -> new ServiceError("AuthorizationHeaderMalformed", 400);
            case HEADERS_NOT_SIGNED -> new ServiceError("HeadersNotSigned", 403);
            case TIME_SKEWED -> new ServiceError("RequestTimeTooSkewed", 403);
            case ACCESS_KEY_UNKNOWN -> new ServiceError("InvalidAccessKeyId", 403);
            case SIGNATURE_MISMATCH -> new ServiceError("SignatureDoesNotMatch", 403);
            case PAYLOAD_MISMATCH -> new ServiceError("XAmzContentSHA256Mismatch", 400);
            case SESSION_TOKEN_INVALID -> new ServiceError("InvalidToken", 400);
            case SESSION_TOKEN_EXPIRED -> new ServiceError("ExpiredToken", 400);
            case INVALID_PARAMETER, MALFORMED_POLICY, POLICY_TOO_LARGE -> new ServiceError("InvalidRequest", 400);
            case UNSUPPORTED -> new ServiceError("NotImplemented", 501);
            case TOO_MANY_REQUESTS -> new ServiceError("SlowDown", 503);
            // The gateway's own fault, or ours: the client can do nothing about it but try again.
            case NOT_AUTHORIZED, EXTERNAL_SERVICE -> UNAVAILABLE;
            case LOGIN_INVALID,
                    LOGIN_REVOKED,
                    LOGIN_EXPIRED,
                    LOGINS_MISMATCH,
                    GUESTS_DISABLED,
                    IDENTITY_FORBIDDEN,
                    CLASSIC_FLOW_DISABLED,
                    POOL_NOT_FOUND,
                    IDENTITY_NOT_FOUND,
                    RESOURCE_NOT_FOUND,
                    POOL_MISCONFIGURED,
                    CONFLICT,
                    DEVELOPER_USER_TAKEN,
                    CONCURRENT_MODIFICATION,
                    LIMIT_EXCEEDED,
                    INTERNAL -> FAULT;
        };
    }
}
