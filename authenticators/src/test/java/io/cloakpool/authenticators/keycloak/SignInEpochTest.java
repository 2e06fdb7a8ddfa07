package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.sessions.AuthenticationSessionModel;

class SignInEpochTest {
    private final Map<String, Integer> signedOutAt = new HashMap<>();
    private final Map<@Nullable Object, @Nullable Object> notes = new HashMap<>();

    private final UserProvider users = Stubs.of(
            UserProvider.class,
            Map.of("getNotBeforeOfUser", of -> signedOutAt.getOrDefault(((UserModel) of.get(1)).getId(), 0)));
    private final KeycloakContext context = Stubs.of(KeycloakContext.class, Map.of());
    private final KeycloakSession session =
            Stubs.of(KeycloakSession.class, Map.of("getContext", none -> context, "users", none -> users));
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class,
            Map.of(
                    "getAuthNote",
                    name -> notes.get(name.get(0)),
                    "setAuthNote",
                    note -> notes.put(note.get(0), note.get(1))));
    private final UserModel ann = Stubs.of(UserModel.class, Map.of("getId", none -> "ann"));
    private final UserModel bob = Stubs.of(UserModel.class, Map.of("getId", none -> "bob"));

    @Test
    void a_sign_in_is_over_once_its_user_was_signed_out_everywhere() {
        SignInEpoch.begin(session, signIn, ann);
        assertThat(SignInEpoch.isOver(session, signIn, ann)).isFalse();

        signedOutAt.put("ann", 1_000);

        assertThat(SignInEpoch.isOver(session, signIn, ann)).isTrue();
    }

    /** A step after the first one does not make it young again. */
    @Test
    void it_stays_over_when_more_is_proven_in_it() {
        SignInEpoch.begin(session, signIn, ann);
        signedOutAt.put("ann", 1_000);

        SignInEpoch.begin(session, signIn, ann);

        assertThat(SignInEpoch.isOver(session, signIn, ann)).isTrue();
    }

    @Test
    void one_that_itself_signs_the_user_out_elsewhere_goes_on() {
        SignInEpoch.begin(session, signIn, ann);
        signedOutAt.put("ann", 1_000);

        SignInEpoch.beginAnew(session, signIn, ann);

        assertThat(SignInEpoch.isOver(session, signIn, ann)).isFalse();
    }

    @Test
    void what_was_noted_of_one_user_says_nothing_of_another() {
        SignInEpoch.begin(session, signIn, ann);
        signedOutAt.put("bob", 1_000);
        assertThat(SignInEpoch.isOver(session, signIn, bob)).isFalse();

        SignInEpoch.begin(session, signIn, bob);
        signedOutAt.put("bob", 2_000);

        assertThat(SignInEpoch.isOver(session, signIn, bob)).isTrue();
    }
}
