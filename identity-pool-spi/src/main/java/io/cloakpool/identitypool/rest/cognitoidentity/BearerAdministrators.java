package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.rest.BearerHeader;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.NotAuthorizedException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;
import org.keycloak.services.resources.admin.fgap.RealmPermissionEvaluator;

/** Administrators of the realm, or of the master realm, by their access token, as at Keycloak's own admin API. */
final class BearerAdministrators implements AdministratorProof {
    private final KeycloakSession session;
    private final String requestId;

    BearerAdministrators(KeycloakSession session, String requestId) {
        this.session = session;
        this.requestId = requestId;
    }

    @Override
    public Administrator require(Operation<?> operation, RawRequest head, byte[] body, Attempt attempt) {
        RealmModel realm = session.getContext().getRealm();
        AdminAuth caller = authenticate(realm);
        attempt.proven(caller.getClient().getClientId(), caller.getUser().getId());
        RealmPermissionEvaluator rights =
                AdminPermissions.evaluator(session, realm, caller).realm();
        if (rights.canViewRealm()) {
            attempt.administrates();
        }
        if (!operation.access().isGiven(rights)) {
            throw new Refused(Reason.ACCESS_DENIED, "The caller may not perform " + operation.name());
        }
        return AdminEvents.of(session, realm, caller, requestId);
    }

    private AdminAuth authenticate(RealmModel realm) {
        KeycloakContext context = session.getContext();
        RealmModel tokenRealm = tokenRealm(realm, issuer(context));
        // Keycloak verifies a token by the realm of the context, which here may be the master realm.
        context.setRealm(tokenRealm);
        try {
            AuthResult result = new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(tokenRealm)
                    .authenticate();
            if (result == null) {
                throw invalid();
            }
            context.setBearerToken(result.token());
            return new AdminAuth(tokenRealm, result.token(), result.user(), result.client());
        } catch (NotAuthorizedException e) {
            // Keycloak's way to say that the Authorization header has no form that it knows.
            throw invalid();
        } finally {
            context.setRealm(realm);
        }
    }

    private RealmModel tokenRealm(RealmModel realm, String issuer) {
        URI base = session.getContext().getUri().getBaseUri();
        return Stream.of(realm, session.realms().getRealmByName(Config.getAdminRealm()))
                .filter(Objects::nonNull)
                .filter(candidate -> Urls.realmIssuer(base, candidate.getName()).equals(issuer))
                .findFirst()
                .orElseThrow(BearerAdministrators::invalid);
    }

    /** Who the token says has made it: only that realm's keys are asked. */
    private static String issuer(KeycloakContext context) {
        JWSInput token = BearerHeader.token(context.getHttpRequest().getHttpHeaders())
                .orElseThrow(BearerAdministrators::invalid);
        try {
            return Optional.ofNullable(token.readJsonContent(JsonWebToken.class))
                    .map(JsonWebToken::getIssuer)
                    .orElseThrow(BearerAdministrators::invalid);
        } catch (JWSInputException e) {
            throw invalid();
        }
    }

    private static Refused invalid() {
        return new Refused(Reason.SESSION_TOKEN_INVALID, "The bearer token included in the request is invalid");
    }
}
