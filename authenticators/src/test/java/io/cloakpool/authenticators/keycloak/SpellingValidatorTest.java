package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidatorConfig;

final class SpellingValidatorTest {
    @Test
    void an_address_that_only_looks_like_another_one_is_refused_as_an_address_and_a_name_as_a_name() {
        assertThat(errors("email", List.of("\uff4dax@example.com"))).containsExactly("invalidEmailMessage");
        assertThat(errors("username", List.of("\uff4dax"))).containsExactly("error-username-invalid-character");
        assertThat(errors("email", "max\uff20example.com")).containsExactly("invalidEmailMessage");
    }

    @Test
    void plain_ones_and_none_at_all_are_not() {
        assertThat(errors("email", List.of("Max@example.com"))).isEmpty();
        assertThat(errors("email", List.of())).isEmpty();
        assertThat(errors("email", null)).isEmpty();
    }

    private static List<String> errors(String attribute, @Nullable Object value) {
        ValidationContext context = new ValidationContext();
        new SpellingValidator().validate(value, attribute, context, ValidatorConfig.EMPTY);
        return context.getErrors().stream().map(ValidationError::getMessage).toList();
    }
}
