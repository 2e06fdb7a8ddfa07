package io.cloakpool.identitypool.spi;

/**
 * Why a request is refused, in terms of the engine. Each door maps every constant to an error of its own protocol by a total
 * table, so a new constant does not compile until every door knows it.
 */
@PublicApi
public enum Reason {
    /** A parameter is missing, malformed or outside its limits. */
    INVALID_PARAMETER,
    /** A feature that this version does not have; the message names it. */
    UNSUPPORTED,
    /** The token of a login proves nothing here: wrong kind, issuer, audience or signature. */
    LOGIN_INVALID,
    /** The token of a login is sound, but its user, client or session is no longer good, or it was told to sign in again. */
    LOGIN_REVOKED,
    /** The token of a login is over its time. */
    LOGIN_EXPIRED,
    /** The logins are good, but none of them belongs to the identity. */
    LOGINS_MISMATCH,
    /** The pool takes no guests. */
    GUESTS_DISABLED,
    /** The identity is retired, merged away, upgraded, or a guest id that is not or no longer good. */
    IDENTITY_FORBIDDEN,
    /** The pool does not hand out OpenID tokens to clients. */
    CLASSIC_FLOW_DISABLED,
    /** The caller is who it says but may not do this. */
    NOT_AUTHORIZED,
    /** The requested role is not one that this login may take. */
    ROLE_NOT_ALLOWED,
    /** No such pool, or none in this realm. */
    POOL_NOT_FOUND,
    /** No such identity, or none in this realm. */
    IDENTITY_NOT_FOUND,
    /** No such role, gateway or key in this realm. */
    RESOURCE_NOT_FOUND,
    /** The pool has no usable role, key or binding for this request. */
    POOL_MISCONFIGURED,
    /** The request contradicts what exists. */
    CONFLICT,
    /** The user that a back end vouches for has another identity already. */
    DEVELOPER_USER_TAKEN,
    /** What is to be changed was changed by somebody else in between. */
    CONCURRENT_MODIFICATION,
    /** A documented limit would be passed. */
    LIMIT_EXCEEDED,
    /** Too many requests of this caller. */
    TOO_MANY_REQUESTS,
    /** A policy document that is not one. */
    MALFORMED_POLICY,
    /** Policies and tags that are well-formed, but together more than a session may have. */
    POLICY_TOO_LARGE,
    /** A remote service failed or could not be reached. */
    EXTERNAL_SERVICE,

    /** The request carries no signature where one is needed. */
    SIGNATURE_MISSING,
    /** The signature is malformed, incomplete, of another scope or of an unsupported kind. */
    SIGNATURE_MALFORMED,
    /** A header that must be signed is not. */
    HEADERS_NOT_SIGNED,
    /** The time of signing is too far from now. */
    TIME_SKEWED,
    /** A pre-signed request is over its time. */
    REQUEST_EXPIRED,
    /** Nobody here has this access key. */
    ACCESS_KEY_UNKNOWN,
    /** The signature was not made with the secret of this access key. */
    SIGNATURE_MISMATCH,
    /** The hash of the body is not the signed one. */
    PAYLOAD_MISMATCH,
    /** The session token was not sealed here, was altered, or what it stands on is gone. */
    SESSION_TOKEN_INVALID,
    /** The session token is over its time. */
    SESSION_TOKEN_EXPIRED,
    /** A policy does not allow the action. */
    ACCESS_DENIED,

    /** A fault of this server. */
    INTERNAL
}
