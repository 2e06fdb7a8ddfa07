package io.cloakpool.authenticators.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GroupRolesTest {
    private static final String ADMIN = "arn:aws:iam::000000000000:role/Admin";
    private static final String STAFF = "arn:aws:iam::000000000000:role/Staff";

    @Test
    void role_of_the_best_precedence_is_preferred() {
        GroupRoles roles = GroupRoles.of(List.of(group(STAFF, null), group(ADMIN, 0), group(STAFF, 7)));

        assertThat(roles.preferred()).contains(ADMIN);
        assertThat(roles.roles()).containsExactly(ADMIN, STAFF);
    }

    @Test
    void none_is_preferred_where_groups_with_different_roles_share_the_best() {
        assertThat(GroupRoles.of(List.of(group(ADMIN, 3), group(STAFF, 3), group(STAFF, 5)))
                        .preferred())
                .isEmpty();
        assertThat(GroupRoles.of(List.of(group(ADMIN, null), group(STAFF, null)))
                        .preferred())
                .isEmpty();
        assertThat(GroupRoles.of(List.of(group(ADMIN, 3), group(STAFF, 3))).roles())
                .containsExactly(ADMIN, STAFF);
    }

    @Test
    void role_that_all_of_the_best_have_is_preferred() {
        assertThat(GroupRoles.of(List.of(group(STAFF, 3), group(STAFF, 3), group(ADMIN, 4)))
                        .preferred())
                .contains(STAFF);
        assertThat(GroupRoles.of(List.of(group(STAFF, null))).preferred()).contains(STAFF);
    }

    @Test
    void no_group_no_role() {
        assertThat(GroupRoles.of(List.of())).isEqualTo(new GroupRoles(List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Admin",
                "arn:aws:s3:::bucket",
                "arn:aws:iam::000000000000:user/alice",
                "arn:aws:sts::000000000000:assumed-role/Admin/session",
                "arn:aws:iam::000000000000:role/service-role/Admin",
                "arn:aws:iam::1:role/x"
            })
    void what_is_no_role_counts_for_nothing(@Nullable String arn) {
        assertThat(GroupRole.parse(arn, "1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "' 12 ', 12", "-1,", "x,", "1.5,", ",", "99999999999,"})
    void what_is_no_precedence_is_none(@Nullable String text, @Nullable Integer precedence) {
        assertThat(GroupRole.parse(" " + ADMIN + " ", text)).contains(group(ADMIN, precedence));
    }

    private static GroupRole group(String arn, @Nullable Integer precedence) {
        return new GroupRole(arn, precedence);
    }
}
