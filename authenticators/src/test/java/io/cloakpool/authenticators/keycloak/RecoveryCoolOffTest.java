package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.common.Profile;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/** What an app asks for in the name of a user who has recovered the account, or whom a device has spared the second factor. */
class RecoveryCoolOffTest {
    private final Map<@Nullable Object, @Nullable Object> wishes = new HashMap<>();
    private final Map<@Nullable Object, @Nullable Object> notes = new HashMap<>();
    private Duration sinceRecovery = Duration.ofHours(1);
    private String spared = "false";
    private String address = "ann@example.com";

    private final SubjectCredentialManager credentials = Stubs.of(
            SubjectCredentialManager.class, Map.of("getStoredCredentialsByTypeStream", type -> Stream.of(recovery())));
    private final UserModel user = Stubs.of(
            UserModel.class,
            Map.of("getId", none -> "ann", "getEmail", none -> address, "credentialManager", none -> credentials));
    private final RequiredActionProviderModel updateEmail = new RequiredActionProviderModel();
    private final RealmModel realm =
            Stubs.of(RealmModel.class, Map.of("getRequiredActionProviderByAlias", id -> updateEmail));
    private final KeycloakContext keycloak = Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm));
    private final UserSessionModel before = Stubs.of(UserSessionModel.class, Map.of("getNote", name -> spared));
    private final UserSessionProvider sessions =
            Stubs.of(UserSessionProvider.class, Map.of("getUserSession", none -> before));
    private final KeycloakSession session =
            Stubs.of(KeycloakSession.class, Map.of("getContext", none -> keycloak, "sessions", none -> sessions));
    private final RootAuthenticationSessionModel root = Stubs.of(RootAuthenticationSessionModel.class, Map.of());
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class,
            Map.of(
                    "getClientNote", name -> wishes.get(name.get(0)),
                    "setClientNote", note -> wishes.put(note.get(0), note.get(1)),
                    "getAuthNote", name -> notes.get(name.get(0)),
                    "getRealm", none -> realm,
                    "getAuthenticatedUser", none -> user,
                    "getParentSession", none -> root));
    private final RequiredActionContext context = Stubs.of(
            RequiredActionContext.class,
            Map.of(
                    "getSession", none -> session,
                    "getUser", none -> user,
                    "getAuthenticationSession", none -> signIn));

    private CredentialModel recovery() {
        CredentialModel credential = new CredentialModel();
        credential.setCreatedDate(Time.currentTimeMillis() - sinceRecovery.toMillis());
        return credential;
    }

    private @Nullable Object nextAfter(String wish) {
        wishes.put(Constants.KC_ACTION, wish);
        new RecoveryCoolOff().demand(context);
        return wishes.get(Constants.KC_ACTION);
    }

    @BeforeEach
    void in_a_session_that_is_there() {
        Profile.defaults();
        notes.put(AuthenticationManager.SSO_AUTH, "true");
    }

    @Test
    void after_a_recovery_an_app_gets_no_action_that_has_to_wait() {
        assertThat(nextAfter("UPDATE_EMAIL")).isEqualTo(RecoveryCoolOff.ID);
        assertThat(nextAfter("delete_credential")).isEqualTo(RecoveryCoolOff.ID);
    }

    @Test
    void others_do_not_wait_and_none_does_when_the_time_is_over() {
        assertThat(nextAfter("UPDATE_PASSWORD")).isEqualTo("UPDATE_PASSWORD");
        sinceRecovery = Duration.ofHours(25);
        assertThat(nextAfter("UPDATE_EMAIL")).isEqualTo("UPDATE_EMAIL");
    }

    @Test
    void a_factor_that_a_device_has_spared_is_made_up_for_before() {
        sinceRecovery = Duration.ofHours(25);
        spared = "true";

        assertThat(nextAfter("UPDATE_EMAIL")).isEqualTo(RecoveryCoolOff.ID);
        assertThat(SparedFactor.isMissing(signIn)).isTrue();
    }

    /** Where <i>Update Email</i> is off, it changes the address at once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void so_it_is_before_a_profile_that_has_the_address(boolean provenFirst) {
        sinceRecovery = Duration.ofHours(25);
        spared = "true";
        updateEmail.setEnabled(provenFirst);

        assertThat(nextAfter("UPDATE_PROFILE")).isEqualTo(provenFirst ? "UPDATE_PROFILE" : RecoveryCoolOff.ID);
        assertThat(SparedFactor.isMissing(signIn)).isEqualTo(!provenFirst);
    }

    /** Keycloak's form of the profile takes a first address, wherever others are proven. */
    @Test
    void and_before_the_profile_of_somebody_who_has_no_address() {
        sinceRecovery = Duration.ofHours(25);
        spared = "true";
        updateEmail.setEnabled(true);
        address = "";

        assertThat(nextAfter("UPDATE_PROFILE")).isEqualTo(RecoveryCoolOff.ID);
    }

    @Test
    void a_sign_in_that_has_just_asked_for_both_factors_goes_on() {
        sinceRecovery = Duration.ofHours(25);
        spared = "true";
        notes.clear();

        assertThat(nextAfter("UPDATE_EMAIL")).isEqualTo("UPDATE_EMAIL");
        assertThat(SparedFactor.isMissing(signIn)).isFalse();
    }
}
