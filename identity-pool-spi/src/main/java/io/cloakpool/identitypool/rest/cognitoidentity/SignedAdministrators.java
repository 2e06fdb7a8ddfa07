package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.SignatureRefusals;
import io.cloakpool.identitypool.rest.SignedClients;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;
import org.keycloak.services.resources.admin.fgap.RealmPermissionEvaluator;

/** Clients that sign with their client secret: what their service account may do, they may do here. */
final class SignedAdministrators implements AdministratorProof {
    private static final Set<String> SERVICES = Set.of("cognito-identity");

    private final KeycloakSession session;
    private final SignedClients clients;
    private final String requestId;

    SignedAdministrators(KeycloakSession session, SignedClients clients, String requestId) {
        this.session = session;
        this.clients = clients;
        this.requestId = requestId;
    }

    @Override
    public Administrator require(Operation<?> operation, RawRequest head, byte[] body, Attempt attempt) {
        SigningClaim claim = SignatureRefusals.translate(() -> SigningClaim.parse(head));
        if (claim.sessionToken() != null) {
            throw new Refused(
                    Reason.ACCESS_DENIED, "Administration with credentials of a pool is not supported by this version");
        }
        SignedClients.Caller caller = clients.authenticate(head, claim, SERVICES, body, attempt);
        RealmModel realm = session.getContext().getRealm();
        RealmPermissionEvaluator rights = AdminPermissions.evaluator(session, realm, realm, caller.serviceAccount())
                .realm();
        if (!operation.access().isGiven(rights)) {
            throw new Refused(
                    Reason.ACCESS_DENIED,
                    "Client " + caller.client().getClientId() + " is not authorized to perform: cognito-identity:"
                            + operation.name());
        }
        AdminAuth auth = new AdminAuth(realm, null, caller.serviceAccount(), caller.client());
        return AdminEvents.of(session, realm, auth, requestId);
    }
}
