package io.cloakpool.authenticators.keycloak;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;

/**
 * Steps of flows. The category of a step that can fail is one of those that Keycloak's brute-force detection counts; failures in other
 * categories are free ({@code DefaultBruteForceProtector.ALLOWED_AUTHENTICATION_CATEGORIES}).
 */
abstract class StepFactory
        implements AuthenticatorFactory, StepWithoutSettings<Authenticator>, StatelessFactory<Authenticator> {
    private static final Requirement[] REQUIREMENTS = {
        Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED
    };

    private final Description description;
    private final @Nullable String category;
    private final boolean userSetup;
    private final Function<KeycloakSession, Authenticator> steps;

    StepFactory(
            String id,
            String title,
            String help,
            @Nullable String category,
            boolean userSetup,
            Function<KeycloakSession, Authenticator> steps) {
        description = new Description(id, title, help);
        this.category = category;
        this.userSetup = userSetup;
        this.steps = steps;
    }

    @Override
    public final Authenticator create(KeycloakSession session) {
        return steps.apply(session);
    }

    @Override
    public final Description description() {
        return description;
    }

    @Override
    public final @Nullable String getReferenceCategory() {
        return category;
    }

    /** By which the account console lists the credentials of a second factor; the category itself is what failures count in. */
    @Override
    public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
        return Set.of();
    }

    @Override
    public final Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return userSetup;
    }
}
