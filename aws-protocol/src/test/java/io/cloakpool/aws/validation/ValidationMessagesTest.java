package io.cloakpool.aws.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValidationMessagesTest {
    private static final StringRule RULE = StringRule.length(1, 5).matching("[a-z]+");

    @Test
    void a_rule_names_the_constraint_that_is_broken() {
        assertThat(RULE.brokenBy("abc")).isEmpty();
        assertThat(RULE.brokenBy("")).contains("Member must have length greater than or equal to 1");
        assertThat(RULE.brokenBy("abcdef")).contains("Member must have length less than or equal to 5");
        assertThat(RULE.brokenBy("ABC")).contains("Member must satisfy regular expression pattern: [a-z]+");
        assertThat(RULE.brokenBy("abc\n")).isPresent();
    }

    @Test
    void length_counts_code_points() {
        StringRule rule = StringRule.length(2, 2);

        assertThat(rule.brokenBy("😀😀")).isEmpty();
        assertThat(rule.brokenBy("😀")).isPresent();
    }

    @Test
    void a_short_value_is_repeated() {
        assertThat(ValidationMessages.value("x", "name", "c", RULE))
                .isEqualTo("1 validation error detected: Value 'x' at 'name' failed to satisfy constraint: c");
    }

    @Test
    void secret_long_and_unprintable_values_are_not_repeated() {
        String silent = "1 validation error detected: Value at 'name' failed to satisfy constraint: c";

        assertThat(ValidationMessages.value("x", "name", "c", RULE.asSecret())).isEqualTo(silent);
        assertThat(ValidationMessages.value("x".repeat(65), "name", "c", RULE)).isEqualTo(silent);
        assertThat(ValidationMessages.value("x\ny", "name", "c", RULE)).isEqualTo(silent);
        assertThat(ValidationMessages.value("x".repeat(64), "name", "c", RULE)).contains("xxx");
    }

    @Test
    void members_are_written_with_a_small_first_letter() {
        assertThat(ValidationMessages.path("IdentityPoolId")).isEqualTo("identityPoolId");
        assertThat(ValidationMessages.path("")).isEmpty();
        assertThat(ValidationMessages.missing("roleArn"))
                .isEqualTo("1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: "
                        + "Member must not be null");
    }

    @Test
    void a_rule_that_nothing_can_keep_is_a_mistake() {
        assertThatThrownBy(() -> StringRule.length(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StringRule.length(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
