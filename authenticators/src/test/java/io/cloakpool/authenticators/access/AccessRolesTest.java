package io.cloakpool.authenticators.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRolesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", " , ,"})
    void a_client_that_names_no_role_is_open(String attribute) {
        AccessRoles roles = AccessRoles.of(attribute);

        assertThat(roles.restrict()).isFalse();
        assertThat(roles.admit(role -> false)).isTrue();
    }

    @Test
    void one_of_the_roles_is_enough_and_none_of_them_is_not() {
        AccessRoles roles = AccessRoles.of(" staff, app.reader ,the editors");

        assertThat(roles.names()).containsExactly("staff", "app.reader", "the editors");
        assertThat(roles.restrict()).isTrue();
        assertThat(roles.admit(Set.of("the editors", "other")::contains)).isTrue();
        assertThat(roles.admit(Set.of("other", "reader")::contains)).isFalse();
    }
}
