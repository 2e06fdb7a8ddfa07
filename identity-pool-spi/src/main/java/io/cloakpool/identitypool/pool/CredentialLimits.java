package io.cloakpool.identitypool.pool;

import java.time.Duration;

/** Lifetimes of credentials and tokens, in one place. Sources: AWS STS (AssumeRole limits), Cognito Developer Guide. */
public final class CredentialLimits {
    /** Shortest lifetime that can be configured. */
    public static final Duration MIN_LIFETIME = Duration.ofMinutes(15);
    /** Longest lifetime that can be configured. */
    public static final Duration MAX_LIFETIME = Duration.ofHours(12);
    /** Lifetime of a signed-in user's credentials where nothing else is configured. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
    /** Longest life of a chained role's credentials (STS, AssumeRole: "role chaining limits your session to a maximum of one hour"). */
    public static final Duration MAX_CHAINED_LIFETIME = Duration.ofHours(1);
    /** Most roles that may follow each other after the first. Our own choice: every request is judged by each of them. */
    public static final int MAX_CHAINED_ROLES = 4;
    /**
     * Most bytes of the session policy and the session tags that a caller passes, packed: without white space, in UTF-8. STS does
     * not say its own limit; this one takes every policy of 2,048 characters.
     */
    public static final int MAX_PACKED_BYTES = 4_096;
    /** Lifetime of a guest's credentials. */
    public static final Duration GUEST_LIFETIME = Duration.ofMinutes(15);
    /** Lifetime of a pool's OpenID token. */
    public static final Duration OPENID_TOKEN_LIFETIME = Duration.ofMinutes(10);
    /** Lifetime of an OpenID token that a back end gets for its user, where it asks for none. */
    public static final Duration DEFAULT_DEVELOPER_TOKEN_LIFETIME = Duration.ofMinutes(15);
    /** Longest lifetime that a back end may ask for. */
    public static final Duration MAX_DEVELOPER_TOKEN_LIFETIME = Duration.ofHours(24);
    /** How long a guest id is good after its day, where nothing else is configured. */
    public static final Duration DEFAULT_GUEST_ID_LIFETIME = Duration.ofDays(30);

    /**
     * How long a key that was rotated out goes on verifying: as long as anything that was made with it can live, and an hour for
     * nodes that saw the rotation late.
     */
    public static final Duration ROTATED_KEY_KEPT = MAX_DEVELOPER_TOKEN_LIFETIME.plusHours(1);

    private CredentialLimits() {}
}
