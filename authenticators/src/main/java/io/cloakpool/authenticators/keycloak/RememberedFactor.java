package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;
import org.keycloak.utils.SecureContextResolver;

/**
 * Which of several first factors was used last in this browser: the flow begins with that one, and the others are a click away. The browser
 * remembers it, not the account: else the page would tell what a user has.
 */
final class RememberedFactor {
    private static final String COOKIE = "CLOAKPOOL_FACTOR";
    private static final Duration LIFETIME = Duration.ofDays(180);
    private static final String SETTLED = "cloakpool-factor-settled";

    private final AuthenticationFlowContext context;
    private final AuthenticationExecutionModel own;

    RememberedFactor(AuthenticationFlowContext context) {
        this.context = context;
        own = context.getExecution();
    }

    /** Whether the step stands back for another one, in which case it has said so to the flow. */
    boolean yields() {
        String wanted = wanted();
        boolean chosen =
                context.getHttpRequest().getDecodedFormParameters().containsKey(Constants.AUTHENTICATION_EXECUTION);
        boolean settled = context.getAuthenticationSession().getAuthNote(SETTLED) != null;
        if (wanted == null || chosen || settled || !comesLater(wanted)) {
            settle();
            return false;
        }
        context.attempted();
        return true;
    }

    /** Notes that the step's factor was used. */
    void used() {
        if (others().isEmpty()) {
            return;
        }
        KeycloakContext keycloak = context.getSession().getContext();
        keycloak.getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(COOKIE)
                        .value(own.getAuthenticator())
                        .path(RealmsResource.realmBaseUrl(keycloak.getUri())
                                .path("/")
                                .build(keycloak.getRealm().getName())
                                .getRawPath())
                        .maxAge(Math.toIntExact(LIFETIME.toSeconds()))
                        .secure(SecureContextResolver.isSecureContext(context.getSession()))
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }

    private @Nullable String wanted() {
        Cookie cookie = context.getHttpRequest().getHttpHeaders().getCookies().get(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    private boolean comesLater(String wanted) {
        return others().stream()
                .anyMatch(step -> wanted.equals(step.getAuthenticator()) && step.getPriority() > own.getPriority());
    }

    /** Steps that stood back can be chosen again: Keycloak offers no step that has had its turn. */
    private void settle() {
        context.getAuthenticationSession().setAuthNote(SETTLED, "true");
        for (AuthenticationExecutionModel step : others()) {
            if (context.getAuthenticationSession().getExecutionStatus().get(step.getId())
                    == ExecutionStatus.ATTEMPTED) {
                context.getAuthenticationSession().setExecutionStatus(step.getId(), ExecutionStatus.CHALLENGED);
            }
        }
    }

    private List<AuthenticationExecutionModel> others() {
        return context.getRealm()
                .getAuthenticationExecutionsStream(own.getParentFlow())
                .filter(step -> step.isAlternative() && !step.getId().equals(own.getId()))
                .toList();
    }
}
