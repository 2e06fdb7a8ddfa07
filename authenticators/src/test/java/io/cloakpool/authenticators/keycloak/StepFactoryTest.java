package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.services.managers.DefaultBruteForceProtector;

final class StepFactoryTest {
    private static final Set<String> WITH_CREDENTIAL = Set.of("cloakpool-email-code", "cloakpool-sms-code");
    /** What is no alternative to anything in a flow that makes sense. */
    private static final Set<String> ALONE = Set.of(
            "cloakpool-identifier",
            "cloakpool-recovery-identifier",
            "cloakpool-second-factor-enrolment",
            "cloakpool-direct-grant-second-factor",
            "cloakpool-remember-device",
            "cloakpool-sign-up",
            "cloakpool-sign-up-code");

    private final List<AuthenticatorFactory> steps = ServiceLoader.load(AuthenticatorFactory.class).stream()
            .filter(provider -> provider.type().getPackageName().startsWith("io.cloakpool"))
            .map(ServiceLoader.Provider::get)
            .toList();

    /** Keycloak counts the failures of no other category: without one, guesses of codes would be free. */
    @Test
    void steps_that_compare_are_counted_by_the_brute_force_detection() {
        assertThat(steps)
                .filteredOn(
                        step -> step.getId().contains("code") || step.getId().contains("password"))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(step -> assertThat(DefaultBruteForceProtector.ALLOWED_AUTHENTICATION_CATEGORIES)
                        .as(step.getId())
                        .contains(step.getReferenceCategory()));
    }

    @Test
    void every_step_is_named_told_and_found_by_its_own_id() {
        assertThat(steps).hasSizeGreaterThanOrEqualTo(8).allSatisfy(step -> {
            assertThat(step.getId()).matches("cloakpool-[a-z-]+");
            assertThat(step.getDisplayType()).endsWith("(Cloakpool)");
            assertThat(step.getHelpText()).isNotBlank().endsWith(".");
            assertThat(Arrays.asList(step.getRequirementChoices())).contains(Requirement.REQUIRED);
        });
        assertThat(steps.stream().map(AuthenticatorFactory::getId)).doesNotHaveDuplicates();
    }

    /** People choose among them by these texts; of those with a credential Keycloak takes the credential's. */
    @Test
    void every_step_that_can_be_chosen_has_a_name_and_a_help_for_people() throws IOException {
        Properties texts = new Properties();
        try (InputStream file =
                StepFactoryTest.class.getResourceAsStream("/cloakpool-user-pool/messages/messages_en.properties")) {
            texts.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
        }
        assertThat(steps)
                .filteredOn(step -> Arrays.asList(step.getRequirementChoices()).contains(Requirement.ALTERNATIVE))
                .filteredOn(step -> !WITH_CREDENTIAL.contains(step.getId()) && !ALONE.contains(step.getId()))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(step ->
                        assertThat(texts).containsKeys(step.getId() + "-display-name", step.getId() + "-help-text"));
    }

    @Test
    void required_actions_are_found_by_their_own_ids() {
        assertThat(ServiceLoader.load(RequiredActionFactory.class).stream()
                        .filter(provider -> provider.type().getPackageName().startsWith("io.cloakpool"))
                        .map(ServiceLoader.Provider::get)
                        .map(RequiredActionFactory::getId))
                .contains(ConfirmEmail.ID, SecondFactorChoice.ID, CodeEnrolment.id(new EmailChannel()))
                .doesNotHaveDuplicates();
    }
}
