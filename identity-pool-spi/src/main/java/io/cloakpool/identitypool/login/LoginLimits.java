package io.cloakpool.identitypool.login;

import java.time.Duration;

/** Limits of logins, in one place. Source: the API reference of identity pools, where nothing else is said. */
public final class LoginLimits {
    /** Most entries of a {@code Logins} map. */
    public static final int MAX_LOGINS = 10;
    /** Longest key of a {@code Logins} map. */
    public static final int MAX_KEY_LENGTH = 128;
    /** Longest token. */
    public static final int MAX_TOKEN_LENGTH = 50_000;
    /** Longest subject of a provider (OpenID Connect Core, section 2). */
    static final int MAX_SUBJECT_LENGTH = 255;
    /** How far the clocks of two nodes of a server may differ. Our own choice. */
    static final Duration MAX_SKEW = Duration.ofSeconds(10);
    /** Most verified tokens that a server remembers. Our own choice. */
    static final int MAX_REMEMBERED = 10_000;
    /** How long a server remembers one. Our own choice. */
    static final Duration MAX_REMEMBERED_FOR = Duration.ofHours(1);

    private LoginLimits() {}
}
