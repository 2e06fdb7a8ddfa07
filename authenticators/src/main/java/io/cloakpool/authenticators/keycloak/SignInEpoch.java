package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Ends sign-ins that began before their user was signed out everywhere. Keycloak ends the sessions then; a sign-in that waits on some page is
 * none yet, nobody finds it by its user, and what it has proven may be worth nothing any more.
 */
final class SignInEpoch {
    private static final String NOTE = "cloakpool-not-before";

    private SignInEpoch() {}

    /** Notes for a sign-in what counts for its user, the first time it knows whose it is. */
    static void begin(KeycloakSession session, AuthenticationSessionModel signIn, UserModel user) {
        String note = signIn.getAuthNote(NOTE);
        if (note == null || !note.startsWith(prefix(user))) {
            beginAnew(session, signIn, user);
        }
    }

    /** For the sign-in that itself signs the user out elsewhere. */
    static void beginAnew(KeycloakSession session, AuthenticationSessionModel signIn, UserModel user) {
        signIn.setAuthNote(NOTE, epoch(session, user));
    }

    /** Whether the user was signed out everywhere since the sign-in began. */
    static boolean isOver(KeycloakSession session, AuthenticationSessionModel signIn, UserModel user) {
        String note = signIn.getAuthNote(NOTE);
        return note != null && note.startsWith(prefix(user)) && !note.equals(epoch(session, user));
    }

    /** What the browser of a sign-in that is over gets to see. */
    static ErrorPageException over(KeycloakSession session, AuthenticationSessionModel signIn) {
        return new ErrorPageException(session, signIn, Response.Status.BAD_REQUEST, Messages.SESSION_NOT_ACTIVE);
    }

    private static String epoch(KeycloakSession session, UserModel user) {
        return prefix(user)
                + session.users().getNotBeforeOfUser(session.getContext().getRealm(), user);
    }

    private static String prefix(UserModel user) {
        return user.getId() + " ";
    }
}
