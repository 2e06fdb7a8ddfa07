package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.signup.Spelling;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.messages.Messages;
import org.keycloak.validate.SimpleValidator;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidatorConfig;

/**
 * {@code cloakpool-plain-spelling}: a validator of the user profile that takes names and addresses in their one spelling only, wherever a
 * user or an administrator writes them. They are refused and not rewritten: an address that only looks like another one is another
 * mailbox, and proves nothing about that one.
 */
public final class SpellingValidator implements SimpleValidator, ConfiguredProvider, PackFactory {
    /** Id of the validator. */
    public static final String PROVIDER_ID = "cloakpool-plain-spelling";

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public ValidationContext validate(
            @Nullable Object input, String hint, ValidationContext context, ValidatorConfig config) {
        Collection<?> values = input instanceof Collection<?> many ? many : input == null ? List.of() : List.of(input);
        boolean plain = values.stream().allMatch(value -> value == null || Spelling.isPlain(value.toString()));
        if (!plain) {
            String message = UserModel.EMAIL.equals(hint) ? Messages.INVALID_EMAIL : "error-username-invalid-character";
            context.addError(new ValidationError(PROVIDER_ID, hint, message));
        }
        return context;
    }

    @Override
    public String getHelpText() {
        return "Takes no text that only looks like another one, such as one in full-width letters. For user names and e-mail addresses.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
