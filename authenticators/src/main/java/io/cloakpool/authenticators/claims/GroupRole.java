package io.cloakpool.authenticators.claims;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.arn.InvalidArnException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The role that the members of a group may take.
 *
 * @param roleArn {@code arn:aws:iam::{account}:role/{name}}
 * @param precedence of the group: 0 is the best, null is behind all others
 */
public record GroupRole(String roleArn, @Nullable Integer precedence) {
    /** Name of the attribute of a group that has the ARN. */
    public static final String ROLE_ARN = "roleArn";
    /** Name of the attribute of a group that has the precedence. */
    public static final String PRECEDENCE = "precedence";

    private static final String IAM = "iam";

    /**
     * Reads the attributes of a group.
     *
     * @param precedence a whole number; what is none, or negative, is no precedence
     * @return empty where the first is no ARN of a role
     */
    public static Optional<GroupRole> parse(@Nullable String roleArn, @Nullable String precedence) {
        return Optional.ofNullable(roleArn)
                .map(String::strip)
                .filter(GroupRole::isRole)
                .map(arn -> new GroupRole(arn, number(precedence)));
    }

    private static boolean isRole(String text) {
        try {
            Arn arn = Arn.parse(text);
            return arn.service().equals(IAM) && arn.roleName().isPresent();
        } catch (InvalidArnException e) {
            return false;
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            int number = Integer.parseInt(String.valueOf(text).strip());
            return number < 0 ? null : Integer.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
