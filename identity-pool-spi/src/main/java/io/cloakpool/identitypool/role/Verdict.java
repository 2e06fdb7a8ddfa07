package io.cloakpool.identitypool.role;

/** What became of a rule, or of a claim that names roles. */
public enum Verdict {
    /** It holds, and its role can be given. */
    MATCHED,
    /** The login has no such claim, or an empty one. */
    ABSENT,
    /** The claim is neither text, truth value or whole number nor a list of such. */
    NOT_COMPARABLE,
    /** The claim says something else. */
    DIFFERENT,
    /** It would hold, but the user may write the claim. */
    USER_WRITABLE,
    /** It would hold, but its role is missing, disabled or does not trust the pool. */
    ROLE_UNUSABLE,
    /** It holds, but its role is not the requested one. */
    NOT_REQUESTED
}
