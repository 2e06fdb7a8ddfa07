package io.cloakpool.authenticators.claims;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user's groups make of the claims about roles (Amazon Cognito developer guide, "Adding groups to a user pool").
 *
 * @param roles claim {@code cognito:roles}: every ARN once, the best precedence first
 * @param preferred claim {@code cognito:preferred_role}: that of the best precedence. Nothing where groups with different roles share
 *     it, since none of them comes before the other
 */
public record GroupRoles(List<String> roles, Optional<String> preferred) {
    private static final Comparator<GroupRole> BEST_FIRST = Comparator.comparing(
                    GroupRole::precedence, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(GroupRole::roleArn);

    public GroupRoles {
        roles = List.copyOf(roles);
    }

    /** @param groups those with a role, in any order */
    public static GroupRoles of(Collection<GroupRole> groups) {
        List<GroupRole> sorted = groups.stream().sorted(BEST_FIRST).toList();
        List<String> best = sorted.stream()
                .filter(group ->
                        Objects.equals(group.precedence(), sorted.get(0).precedence()))
                .map(GroupRole::roleArn)
                .distinct()
                .toList();
        return new GroupRoles(
                sorted.stream().map(GroupRole::roleArn).distinct().toList(),
                best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty());
    }
}
