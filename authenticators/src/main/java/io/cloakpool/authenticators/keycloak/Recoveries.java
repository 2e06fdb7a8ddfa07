package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.CoolOff;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.authenticators.keycloak.base.UserNotes;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** When users recovered their accounts. */
final class Recoveries {
    /** Type of the credential: stored, so it stays. */
    private static final String TYPE = "cloakpool-recovery";
    /** Note of a sign-in that recovers an account. */
    private static final String UNDER_WAY = "cloakpool-recovery";

    private final RealmModel realm;

    Recoveries(KeycloakSession session) {
        realm = session.getContext().getRealm();
    }

    /**
     * Somebody has proven to be able to recover an account. It is recovered when the flow is over, the second factor with it: else whoever
     * reads the mailbox could impose the wait on its owner again and again.
     */
    void begin(AuthenticationSessionModel signIn, UserModel user) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(RecoveryCoolOff.ID);
        if (action != null && action.isEnabled()) {
            signIn.setAuthNote(UNDER_WAY, user.getId());
        } else {
            // Nothing would ask again.
            note(user);
        }
    }

    /** Notes an account as recovered once its sign-in has been through the flow. */
    void noteWhatIsDone(AuthenticationSessionModel signIn, UserModel user) {
        if (user.getId().equals(signIn.getAuthNote(UNDER_WAY))) {
            signIn.removeAuthNote(UNDER_WAY);
            note(user);
        }
    }

    private static void note(UserModel user) {
        UserNotes notes = new UserNotes(user, TYPE);
        notes.forget(earlier -> true);
        notes.add();
        if (user.getFirstAttribute(UserModel.EMAIL_PENDING) != null) {
            // A change of address that waits for a click was somebody's wish before. Keycloak asks for it again at each
            // sign-in.
            user.removeAttribute(UserModel.EMAIL_PENDING);
            user.removeRequiredAction(UserModel.RequiredAction.UPDATE_EMAIL);
        }
    }

    /** How long users of the realm wait. */
    CoolOff coolOff() {
        return RealmSettings.read(realm, values -> CoolOff.read(values.apply(CoolOff.HOURS)), CoolOff.byDefault());
    }

    /** Whether the user has to wait yet. */
    boolean isCoolingOff(UserModel user) {
        return new UserNotes(user, TYPE)
                .all().stream().anyMatch(note -> coolOff().goesOn(note.at(), KeycloakTime.INSTANCE.instant()));
    }
}
