package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.spi.Reason;

/** Errors of STS, as its API reference and the common errors of AWS Query services name them. */
final class StsErrors {
    private StsErrors() {}

    static WireError of(Reason reason) {
        return switch (reason) {
            case INVALID_PARAMETER -> new WireError(400, "ValidationError");
            case UNSUPPORTED -> new WireError(400, "InvalidParameterValue");
            case LOGIN_INVALID -> new WireError(400, "InvalidIdentityToken");
            case LOGIN_REVOKED -> new WireError(403, "IDPRejectedClaim");
            case LOGIN_EXPIRED -> new WireError(400, "ExpiredTokenException");
            case LOGINS_MISMATCH,
                    GUESTS_DISABLED,
                    IDENTITY_FORBIDDEN,
                    CLASSIC_FLOW_DISABLED,
                    NOT_AUTHORIZED,
                    ROLE_NOT_ALLOWED,
                    POOL_NOT_FOUND,
                    IDENTITY_NOT_FOUND,
                    RESOURCE_NOT_FOUND,
                    POOL_MISCONFIGURED,
                    ACCESS_DENIED -> new WireError(403, "AccessDenied");
            case CONFLICT, DEVELOPER_USER_TAKEN, CONCURRENT_MODIFICATION, LIMIT_EXCEEDED ->
                new WireError(400, "InvalidParameterValue");
            case TOO_MANY_REQUESTS -> new WireError(400, "Throttling");
            case MALFORMED_POLICY -> new WireError(400, "MalformedPolicyDocument");
            case POLICY_TOO_LARGE -> new WireError(400, "PackedPolicyTooLarge");
            case EXTERNAL_SERVICE -> new WireError(400, "IDPCommunicationError");
            case SIGNATURE_MISSING -> new WireError(403, "MissingAuthenticationToken");
            case SIGNATURE_MALFORMED -> new WireError(400, "IncompleteSignature");
            case HEADERS_NOT_SIGNED, TIME_SKEWED, SIGNATURE_MISMATCH, PAYLOAD_MISMATCH ->
                new WireError(403, "SignatureDoesNotMatch");
            case REQUEST_EXPIRED -> new WireError(400, "RequestExpired");
            case ACCESS_KEY_UNKNOWN, SESSION_TOKEN_INVALID -> new WireError(403, "InvalidClientTokenId");
            case SESSION_TOKEN_EXPIRED -> new WireError(403, "ExpiredToken");
            case INTERNAL -> new WireError(500, "InternalFailure");
        };
    }
}
