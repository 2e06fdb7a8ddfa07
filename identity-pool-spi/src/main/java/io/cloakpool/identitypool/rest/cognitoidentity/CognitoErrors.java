package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.spi.Reason;

/**
 * Errors of the identity-pool API. All but a fault of this server are HTTP 400; the codes about signatures are those of AWS
 * JSON services (common errors of the API reference).
 */
final class CognitoErrors {
    private CognitoErrors() {}

    static WireError of(Reason reason) {
        return switch (reason) {
            case INVALID_PARAMETER, UNSUPPORTED, CLASSIC_FLOW_DISABLED, MALFORMED_POLICY, POLICY_TOO_LARGE ->
                new WireError(400, "InvalidParameterException");
            case LOGIN_INVALID,
                    LOGIN_REVOKED,
                    LOGIN_EXPIRED,
                    LOGINS_MISMATCH,
                    GUESTS_DISABLED,
                    IDENTITY_FORBIDDEN,
                    NOT_AUTHORIZED,
                    ROLE_NOT_ALLOWED -> new WireError(400, "NotAuthorizedException");
            case POOL_NOT_FOUND, IDENTITY_NOT_FOUND, RESOURCE_NOT_FOUND ->
                new WireError(400, "ResourceNotFoundException");
            case POOL_MISCONFIGURED -> new WireError(400, "InvalidIdentityPoolConfigurationException");
            case CONFLICT -> new WireError(400, "ResourceConflictException");
            case DEVELOPER_USER_TAKEN -> new WireError(400, "DeveloperUserAlreadyRegisteredException");
            case CONCURRENT_MODIFICATION -> new WireError(400, "ConcurrentModificationException");
            case LIMIT_EXCEEDED -> new WireError(400, "LimitExceededException");
            case TOO_MANY_REQUESTS -> new WireError(400, "TooManyRequestsException");
            case EXTERNAL_SERVICE -> new WireError(400, "ExternalServiceException");
            case SIGNATURE_MISSING -> new WireError(400, "MissingAuthenticationTokenException");
            case SIGNATURE_MALFORMED -> new WireError(400, "IncompleteSignatureException");
            case HEADERS_NOT_SIGNED, TIME_SKEWED, REQUEST_EXPIRED, SIGNATURE_MISMATCH, PAYLOAD_MISMATCH ->
                new WireError(400, "InvalidSignatureException");
            case ACCESS_KEY_UNKNOWN, SESSION_TOKEN_INVALID -> new WireError(400, "UnrecognizedClientException");
            case SESSION_TOKEN_EXPIRED -> new WireError(400, "ExpiredTokenException");
            case ACCESS_DENIED -> new WireError(400, "AccessDeniedException");
            case INTERNAL -> new WireError(500, "InternalErrorException");
        };
    }
}
