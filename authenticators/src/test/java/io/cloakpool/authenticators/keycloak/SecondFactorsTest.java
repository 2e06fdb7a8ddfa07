package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

class SecondFactorsTest {
    private static final int KEY_BYTES = 32;

    private final Set<String> types = new HashSet<>(Set.of("password"));
    private final List<@Nullable Object> demanded = new ArrayList<>();
    private String proven = "[\"password\"]";

    private final SubjectCredentialManager credentials = Stubs.of(
            SubjectCredentialManager.class,
            Map.of(
                    "isConfiguredFor",
                    type -> types.contains(type.get(0)),
                    "getStoredCredentialsByTypeStream",
                    type -> types.contains(type.get(0)) ? Stream.of(new CredentialModel()) : Stream.empty()));
    private final UserModel user = Stubs.of(
            UserModel.class,
            Map.of(
                    "getId",
                    none -> "ann",
                    "isEnabled",
                    none -> true,
                    "getEmail",
                    none -> "ann@example.com",
                    "isEmailVerified",
                    none -> true,
                    "credentialManager",
                    none -> credentials));
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class,
            Map.of(
                    "getAuthNote", name -> "cloakpool-identifier".equals(name.get(0)) ? "ann" : proven,
                    "getRequiredActions", none -> Set.of(),
                    "addRequiredAction", demanded::add));
    private final KeyManager keys = Stubs.of(KeyManager.class, Map.of("getActiveKey", none -> key()));
    private final KeycloakContext keycloak = Stubs.of(KeycloakContext.class, Map.of());
    private final KeycloakSession session =
            Stubs.of(KeycloakSession.class, Map.of("getContext", none -> keycloak, "keys", none -> keys));
    private final AuthenticationFlowContext context = Stubs.of(
            AuthenticationFlowContext.class,
            Map.of(
                    "getSession", none -> session,
                    "getUser", none -> user,
                    "getAuthenticationSession", none -> signIn));

    private static KeyWrapper key() {
        KeyWrapper key = new KeyWrapper();
        key.setSecretKey(new SecretKeySpec(new byte[KEY_BYTES], "HmacSHA256"));
        return key;
    }

    @ParameterizedTest
    @ValueSource(strings = {"otp", "webauthn", "cloakpool-email-code", "cloakpool-sms-code"})
    void each_of_these_is_one(String type) {
        types.add(type);

        assertThat(SecondFactors.has(user)).isTrue();
        assertThat(SecondFactors.lacks(user, signIn)).isFalse();
        assertThat(SecondFactors.mayBeAsked(user)).isTrue();
    }

    /** They are for the day when the factor is lost, and a password alone is not enough for whoever has some. */
    @Test
    void recovery_codes_are_none_and_are_asked_for() {
        types.add("recovery-authn-codes");

        assertThat(SecondFactors.has(user)).isFalse();
        assertThat(SecondFactors.mayBeAsked(user)).isTrue();
    }

    @Test
    void whoever_has_a_password_alone_sets_one_up_before_the_sign_in_ends() {
        SecondFactorChoice.demand(user, signIn);

        assertThat(demanded).hasSize(1);
        assertThat(SecondFactors.mayBeAsked(user)).isFalse();
    }

    @Test
    void a_passkey_is_two_factors_in_one() {
        proven = "[\"webauthn-passwordless\"]";

        SecondFactorChoice.demand(user, signIn);

        assertThat(demanded).isEmpty();
    }

    /** Whoever has the mailbox would have the password and the factor. */
    @Test
    void neither_recovery_nor_a_first_factor_goes_where_the_second_one_goes() {
        for (FirstFactorStep step :
                List.of(new RecoveryStep(new EmailChannel()), new FirstFactorStep(new EmailChannel()))) {
            types.remove("cloakpool-email-code");
            assertThat(step.recipient(context).reachable()).isTrue();

            types.add("cloakpool-email-code");

            assertThat(step.recipient(context).reachable()).isFalse();
            assertThat(step.recipient(context).subject()).as("who pays").isNotEqualTo("ann");
        }
    }
}
