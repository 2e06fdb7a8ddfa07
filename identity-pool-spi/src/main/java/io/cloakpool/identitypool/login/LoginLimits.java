package io.cloakpool.identitypool.login;

import java.time.Duration;
import java.time.Instant;

/** Limits of logins, in one place. Source: the API reference of identity pools, where nothing else is said. */
public final class LoginLimits {
    /** Most entries of a {@code Logins} map. */
    public static final int MAX_LOGINS = 10;
    /** Longest key of a {@code Logins} map. */
    public static final int MAX_KEY_LENGTH = 128;
    /** Longest token. */
    public static final int MAX_TOKEN_LENGTH = 50_000;
    /** Longest SAML response. Source: {@code SAMLAssertion} of the API reference of STS. */
    public static final int MAX_RESPONSE_LENGTH = 100_000;
    /** Longest token about which a provider is asked: Amazon's have at most 2,048 bytes, Facebook's are shorter. Our own choice. */
    static final int MAX_ACCESS_TOKEN_LENGTH = 4_096;
    /** The end of a token that has none, and the latest that one can say. */
    static final Instant LATEST_TIME = Instant.parse("9999-12-31T23:59:59Z");
    /** Longest subject of a provider (OpenID Connect Core, section 2). */
    static final int MAX_SUBJECT_LENGTH = 255;
    /** How far the clocks of two nodes of a server may differ. Our own choice. */
    static final Duration MAX_SKEW = Duration.ofSeconds(10);
    /** Most verified tokens that a server remembers. Our own choice. */
    static final int MAX_REMEMBERED = 10_000;
    /** How long a server remembers one. Our own choice. */
    static final Duration MAX_REMEMBERED_FOR = Duration.ofHours(1);

    /** How long after it was made an assertion counts. Source: {@code AssumeRoleWithSAML}, "within 5 minutes of issuance". */
    static final Duration MAX_ASSERTION_AGE = Duration.ofMinutes(5);

    private LoginLimits() {}
}
