package io.cloakpool.identitypool.rest;

/** How many bytes of body each door reads at most. A longer body is refused before anything of it is parsed. */
public final class BodyLimits {
    private static final int KIB = 1024;

    /** Identity-pool API: ten tokens of 50,000 characters and what is around them. */
    public static final int COGNITO_IDENTITY = 576 * KIB;
    /** Identity-pool API, operations that nobody signs and that bring no login. */
    public static final int COGNITO_IDENTITY_WITHOUT_LOGINS = 16 * KIB;
    /** STS: one assertion of 100,000 characters, form-encoded. */
    public static final int STS = 160 * KIB;
    /** Decisions: the body of a multi-delete, two MiB as in S3. Nothing else is read there. */
    public static final int MULTI_DELETE = 2 * KIB * KIB;
    /** Every other door. */
    public static final int DEFAULT = 16 * KIB;
    /**
     * A role at the administration door: two policy documents of 10,240 characters and trusted logins of 16,384, each of which
     * JSON may escape to six bytes.
     */
    public static final int ROLE = 224 * KIB;

    /** A pool at the administration door: as much of rules as the identity-pool API takes. */
    public static final int POOL = COGNITO_IDENTITY;
    /** An explanation at the administration door: one token of 50,000 characters, or the claims of one. */
    public static final int EXPLAIN = 128 * KIB;

    private BodyLimits() {}
}
