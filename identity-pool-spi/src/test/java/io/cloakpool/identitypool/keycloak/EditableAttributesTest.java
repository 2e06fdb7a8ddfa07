package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

/** What users may write on their own account, by the realm's user profile and settings. */
final class EditableAttributesTest {
    private final UPConfig profile = new UPConfig();
    private final Map<String, Boolean> realm = new HashMap<>();
    private boolean brokering;

    EditableAttributesTest() {
        profile.setAttributes(new ArrayList<>());
    }

    @Test
    void attribute_is_editable_as_its_permissions_say() {
        attribute("by user", Set.of("admin", "user"));
        attribute("by admin", Set.of("admin"));
        attribute("by nobody", Set.of());
        attribute("unsaid", null);

        assertThat(has("by user")).isTrue();
        assertThat(has("by admin")).isFalse();
        assertThat(has("by nobody")).isFalse();
        assertThat(has("unsaid")).isFalse();
    }

    @Test
    void attribute_that_the_profile_does_not_know_is_editable_only_where_users_may_add_attributes() {
        assertThat(has("unknown")).isFalse();
        profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ADMIN_EDIT);
        assertThat(has("unknown")).isFalse();
        profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ADMIN_VIEW);
        assertThat(has("unknown")).isFalse();
        profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ENABLED);
        assertThat(has("unknown")).isTrue();
    }

    @Test
    void email_is_editable_unless_only_administrators_may() {
        assertThat(has("email")).isTrue();
        attribute("email", null);
        assertThat(has("email")).isTrue();
        attribute("email", Set.of("admin"));
        assertThat(has("email")).isFalse();
    }

    @Test
    void username_is_editable_only_where_users_choose_it() {
        attribute("username", Set.of("admin", "user"));
        assertThat(has("username")).isFalse();
        brokering = true;
        assertThat(has("username")).isTrue();
        attribute("username", Set.of("admin"));
        assertThat(has("username")).isFalse();
    }

    @Test
    void locale_is_chosen_at_the_sign_in_where_there_are_several() {
        attribute("locale", Set.of("admin"));
        assertThat(has("locale")).isFalse();
        realm.put("isInternationalizationEnabled", true);
        assertThat(has("locale")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"isEditUsernameAllowed", "isRegistrationAllowed", "isRegistrationEmailAsUsername"})
    void username_is_chosen_where_the_realm_says(String setting) {
        attribute("username", null);
        realm.put(setting, true);

        assertThat(has("username")).isTrue();
    }

    private void attribute(String name, @Nullable Set<String> edit) {
        UPAttribute attribute = new UPAttribute(name);
        if (edit != null) {
            attribute.setPermissions(new UPAttributePermissions(Set.of(), edit));
        }
        profile.removeAttribute(name);
        profile.addOrReplaceAttribute(attribute);
    }

    private boolean has(String attribute) {
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>();
        for (String setting : List.of(
                "isEditUsernameAllowed",
                "isRegistrationAllowed",
                "isRegistrationEmailAsUsername",
                "isInternationalizationEnabled")) {
            answers.put(setting, arguments -> realm.getOrDefault(setting, false));
        }
        return new EditableAttributes(Stub.of(RealmModel.class, answers), profile, () -> brokering).has(attribute);
    }
}
