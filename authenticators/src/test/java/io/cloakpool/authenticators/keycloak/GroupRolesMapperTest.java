package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.claims.GroupRole;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

final class GroupRolesMapperTest {
    private static final String ADMIN = "arn:aws:iam::000000000000:role/Admin";
    private static final String STAFF = "arn:aws:iam::000000000000:role/Staff";

    @Test
    void groups_of_organizations_give_no_role() {
        UserModel user = member(
                group(GroupModel.Type.ORGANIZATION, null, ADMIN, "0"), group(GroupModel.Type.REALM, null, STAFF, "7"));

        assertThat(GroupRolesMapper.roles(user).roles()).containsExactly(STAFF);
        assertThat(GroupRolesMapper.roles(user).preferred()).contains(STAFF);
    }

    @Test
    void nearest_role_above_counts_with_its_own_precedence() {
        GroupModel top = group(GroupModel.Type.REALM, null, ADMIN, "0");
        GroupModel middle = group(GroupModel.Type.REALM, top, STAFF, "3");
        GroupModel below = group(GroupModel.Type.REALM, middle, null, "1");

        assertThat(GroupRolesMapper.roles(member(below, group(GroupModel.Type.REALM, null, ADMIN, "2")))
                        .preferred())
                .contains(ADMIN);
        assertThat(GroupRolesMapper.roles(member(below)).roles()).containsExactly(STAFF);
    }

    private static UserModel member(GroupModel... groups) {
        return stub(UserModel.class, (method, argument) -> switch (method) {
            case "getGroupsStream" -> Arrays.stream(groups);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static GroupModel group(
            GroupModel.Type type, @Nullable GroupModel parent, @Nullable String roleArn, @Nullable String precedence) {
        Map<String, @Nullable String> attributes = new HashMap<>();
        attributes.put(GroupRole.ROLE_ARN, roleArn);
        attributes.put(GroupRole.PRECEDENCE, precedence);
        return stub(GroupModel.class, (method, argument) -> switch (method) {
            case "getType" -> type;
            case "getParent" -> parent;
            case "getFirstAttribute" -> attributes.get(argument);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** @param answers by the name of the method and its first argument */
    private static <T> T stub(Class<T> type, BiFunction<String, @Nullable Object, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                GroupRolesMapperTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName(), arguments == null ? null : arguments[0])));
    }
}
