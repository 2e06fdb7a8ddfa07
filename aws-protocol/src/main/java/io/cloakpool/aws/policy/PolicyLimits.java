package io.cloakpool.aws.policy;

/** The limits of policy documents. Sizes are characters of the text as given, white space included. */
public final class PolicyLimits {
    /** A role's policy, or its session-policy template: as the inline policies of an IAM role. */
    public static final int ROLE_POLICY_CHARACTERS = 10_240;

    /** A session policy that a caller passes: as {@code Policy} of STS {@code AssumeRole}. */
    public static final int SESSION_POLICY_CHARACTERS = 2_048;

    /** How deep objects and lists may nest; a policy needs six levels. */
    public static final int JSON_DEPTH = 32;

    /** A {@code Sid}, an {@code Id}, an action. */
    static final int NAME_CHARACTERS = 128;

    private PolicyLimits() {}
}
