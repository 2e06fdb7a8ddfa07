package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.RunningSignIn;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Refuses what Keycloak does without asking any provider before: it tells of it before it is stored, and that is the moment.
 *
 * <ul>
 *   <li>A sign-in that waited on the page for consent goes on past all required actions. It is refused when it is over, see
 *       {@link SignInEpoch}.
 *   <li>The account console's own door removes ways to sign in and links to other providers, and changes addresses where the realm does not
 *       have new ones proven. That waits after a recovery, as {@link RecoveryCoolOff} has actions wait, and is not for a session whose second
 *       factor a remembered device has spared, see {@link SparedFactor}.
 *   <li>Keycloak's older door for apps links another provider to the account of a session, and is not for such a one either.
 * </ul>
 */
class EventGuard implements EventListenerProvider {
    private static final String FACTOR_MISSING =
            "This session was begun on a remembered device, without the second factor: ways to sign in and addresses take both";

    private final KeycloakSession session;

    EventGuard(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public final void onEvent(Event event) {
        if (event.getError() != null || event.getUserId() == null || event.getType() == null) {
            return;
        }
        AuthenticationSessionModel signIn = RunningSignIn.of(session).orElse(null);
        switch (event.getType()) {
            case LOGIN -> {
                if (signIn != null) {
                    judgeSignIn(signIn, event);
                }
            }
            case REMOVE_CREDENTIAL, REMOVE_FEDERATED_IDENTITY -> {
                // What a flow removes is not its user's wish; what users wish for in one is held before it begins.
                if (signIn == null) {
                    judgeChange(null, event);
                }
            }
            case UPDATE_EMAIL, UPDATE_PROFILE -> {
                // One that an administrator has demanded of the user does not wait.
                if (changesAddress(event) && (signIn == null || signIn.getClientNote(Constants.KC_ACTION) != null)) {
                    judgeChange(signIn, event);
                }
            }
            case CLIENT_INITIATED_ACCOUNT_LINKING -> judgeLink(signIn, event);
            default -> {}
        }
    }

    private static boolean changesAddress(Event event) {
        return event.getDetails() != null && event.getDetails().containsKey(Details.UPDATED_EMAIL);
    }

    private void judgeSignIn(AuthenticationSessionModel signIn, Event event) {
        CommitGate gate = CommitGate.of(session);
        UserModel user = session.users().getUserById(realm(), event.getUserId());
        if (user == null || !SignInEpoch.isOver(session, signIn, user)) {
            gate.open();
            return;
        }
        // Caches may have a session already that the database is not to have.
        UserSessionModel begun =
                event.getSessionId() == null ? null : session.sessions().getUserSession(realm(), event.getSessionId());
        if (begun != null) {
            session.sessions().removeUserSession(realm(), begun);
        }
        new EventBuilder(realm(), session, session.getContext().getConnection())
                .event(EventType.LOGIN)
                .client(signIn.getClient())
                .user(user)
                .error(Errors.EXPIRED_CODE);
        gate.refuse(over(signIn));
    }

    private void judgeChange(@Nullable AuthenticationSessionModel signIn, Event event) {
        CommitGate gate = CommitGate.of(session);
        UserModel user = session.users().getUserById(realm(), event.getUserId());
        if (user != null && new Recoveries(session).isCoolingOff(user)) {
            gate.refuse(tooEarly(signIn));
        } else if (signIn == null && SparedFactor.isSpared(session.getContext().getUserSession())) {
            gate.refuse(factorMissing());
        } else {
            gate.open();
        }
    }

    private void judgeLink(@Nullable AuthenticationSessionModel signIn, Event event) {
        CommitGate gate = CommitGate.of(session);
        if (SparedFactor.isSpared(session.sessions().getUserSession(realm(), event.getSessionId()))) {
            gate.refuse(noLink(signIn));
        } else {
            gate.open();
        }
    }

    /** What whoever signs in is told where that is over. */
    RuntimeException over(AuthenticationSessionModel signIn) {
        return SignInEpoch.over(session, signIn);
    }

    /** What whoever has to wait is told: a program where there is no sign-in. */
    RuntimeException tooEarly(@Nullable AuthenticationSessionModel signIn) {
        return signIn == null
                ? ErrorResponse.error(RecoveryCoolOff.TOO_EARLY, Response.Status.FORBIDDEN)
                : RecoveryCoolOff.tooEarly(session, signIn);
    }

    /** What a program is told whose token stands on a remembered device. */
    RuntimeException factorMissing() {
        return ErrorResponse.error(FACTOR_MISSING, Response.Status.FORBIDDEN);
    }

    /** What a browser is told that an app has sent there in such a session. */
    RuntimeException noLink(@Nullable AuthenticationSessionModel signIn) {
        return new ErrorPageException(
                session, signIn, Response.Status.FORBIDDEN, Messages.BROKER_LINKING_SESSION_EXPIRED);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    @Override
    public final void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public final void close() {}
}
