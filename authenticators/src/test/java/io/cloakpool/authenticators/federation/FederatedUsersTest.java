package io.cloakpool.authenticators.federation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, names by Apple, and what stays protected. */
final class FederatedUsersTest {
    @Test
    void names_are_those_of_cognito() {
        assertThat(FederatedName.of("google", "1234")).isEqualTo("google_1234");
        assertThat(FederatedName.of("Apple", "001.ab.12")).isEqualTo("apple_001.ab.12");
    }

    @Test
    void subjects_that_differ_in_case_only_are_two_users() {
        assertThat(FederatedName.of("oidc", "aB"))
                .isNotEqualTo(FederatedName.of("oidc", "Ab"))
                .matches("oidc_[0-9a-f]{32}");
    }

    @Test
    void a_subject_that_fits_into_no_name_is_hashed_and_stays_the_same() {
        assertThat(FederatedName.of("saml", "a b|\u0000/ü"))
                .matches("saml_[0-9a-f]{32}")
                .isEqualTo(FederatedName.of("saml", "a b|\u0000/ü"));
        assertThat(FederatedName.of("saml", "a".repeat(129))).hasSize(37);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phoneNumber",
                "phoneNumberVerified",
                "PHONENUMBERVERIFIED",
                "phone_number",
                "phone_number_verified",
                "emailVerified",
                "email_verified",
                "sub",
                "roleArn",
                "precedence",
                "groups",
                "roles",
                "enabled",
                "custom:role",
                "cognito:preferred_role",
                "cloakpool.anything",
                "kc.email.pending",
                "costCentre"
            })
    void protected_attributes_are_known_however_they_are_written(String name) {
        assertThat(ProtectedAttributes.with("costcentre, other").contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "firstName", "locale", "department", "subscription"})
    void others_are_not(String name) {
        assertThat(ProtectedAttributes.with(null).contains(name)).isFalse();
    }

    @Test
    void apple_says_a_name_once() {
        AppleName name = AppleName.read("{\"name\":{\"firstName\":\"Ann \",\"lastName\":\"Lee\"},\"email\":\"a@b\"}");

        assertThat(name.first()).contains("Ann");
        assertThat(name.last()).contains("Lee");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"name\":\"Ann\"}",
                "{\"name\":{\"firstName\":{\"a\":1},\"lastName\":\" \"}}"
            })
    void a_name_that_cannot_be_read_is_none(String field) {
        assertThat(AppleName.read(field)).isEqualTo(AppleName.NONE);
    }

    @Test
    void a_name_of_any_length_is_none() {
        assertThat(AppleName.read("{\"name\":{\"firstName\":\"" + "a".repeat(256) + "\"}}"))
                .isEqualTo(AppleName.NONE);
        assertThat(AppleName.read("{\"name\":{\"firstName\":\"Ann\"},\"more\":\"" + "a".repeat(2000) + "\"}"))
                .isEqualTo(AppleName.NONE);
    }
}
