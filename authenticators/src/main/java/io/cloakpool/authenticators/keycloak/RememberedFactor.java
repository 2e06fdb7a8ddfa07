package io.cloakpool.authenticators.keycloak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationSelectionOption;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * Which of several first factors was used last in this browser: the flow begins with that one, and the others are a click away. The browser
 * remembers it, not the account: else the page would tell what a user has.
 */
final class RememberedFactor {
    private static final String COOKIE = "CLOAKPOOL_FACTOR";
    private static final Duration LIFETIME = Duration.ofDays(180);
    private static final String SHOWN = "cloakpool-factor-shown";

    private final AuthenticationFlowContext context;
    private final AuthenticationExecutionModel own;
    private final RealmCookie cookie;

    RememberedFactor(AuthenticationFlowContext context) {
        this.context = context;
        own = context.getExecution();
        cookie = new RealmCookie(context.getSession(), COOKIE);
    }

    /** Whether the step stands back for another one, in which case it has said so to the flow. */
    boolean yields() {
        boolean chosen =
                context.getHttpRequest().getDecodedFormParameters().containsKey(Constants.AUTHENTICATION_EXECUTION);
        // Whoever loads the page again gets the same one, whichever way they came to it.
        Optional<String> wanted = Optional.ofNullable(
                        context.getAuthenticationSession().getAuthNote(SHOWN))
                .or(cookie::value);
        if (!chosen && wanted.filter(this::comesLater).isPresent()) {
            context.attempted();
            return true;
        }
        settle();
        return false;
    }

    /** Notes that the step's factor was used. */
    void used() {
        if (others().isEmpty()) {
            return;
        }
        cookie.set(own.getAuthenticator(), LIFETIME);
    }

    private boolean comesLater(String wanted) {
        return others().stream()
                .anyMatch(step -> wanted.equals(step.getAuthenticator()) && step.getPriority() > own.getPriority());
    }

    /** Steps that stood back can be chosen again: Keycloak offers no step that has had its turn, nor a page without another way. */
    private void settle() {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        signIn.setAuthNote(SHOWN, own.getAuthenticator());
        List<AuthenticationSelectionOption> ways = new ArrayList<>(context.getAuthenticationSelections());
        for (AuthenticationExecutionModel step : others()) {
            if (signIn.getExecutionStatus().get(step.getId()) == ExecutionStatus.ATTEMPTED) {
                signIn.setExecutionStatus(step.getId(), ExecutionStatus.CHALLENGED);
                ways.add(new AuthenticationSelectionOption(context.getSession(), step));
            }
        }
        context.setAuthenticationSelections(ways);
    }

    private List<AuthenticationExecutionModel> others() {
        return context.getRealm()
                .getAuthenticationExecutionsStream(own.getParentFlow())
                .filter(step -> step.isAlternative() && !step.getId().equals(own.getId()))
                .toList();
    }
}
