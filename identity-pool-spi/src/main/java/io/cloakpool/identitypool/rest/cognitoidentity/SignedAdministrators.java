package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.SignatureRefusals;
import io.cloakpool.identitypool.rest.SignedClients;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;
import org.keycloak.services.resources.admin.fgap.RealmPermissionEvaluator;

/** Clients that sign with their client secret: what their service account may do, they may do here. */
final class SignedAdministrators implements Administrators {
    private static final Set<String> SERVICES = Set.of("cognito-identity");

    private final KeycloakSession session;
    private final SignedClients clients;

    SignedAdministrators(KeycloakSession session, SignedClients clients) {
        this.session = session;
        this.clients = clients;
    }

    @Override
    public Administrator require(String operation, Access access, RawRequest head, byte[] body) {
        SigningClaim claim = SignatureRefusals.translate(() -> SigningClaim.parse(head));
        if (claim.sessionToken() != null) {
            throw new Refused(
                    Reason.ACCESS_DENIED, "Administration with credentials of a pool is not supported by this version");
        }
        SignedClients.Caller caller = clients.authenticate(head, claim, SERVICES, body);
        RealmModel realm = session.getContext().getRealm();
        if (!allows(realm, caller.serviceAccount(), access)) {
            throw new Refused(
                    Reason.ACCESS_DENIED,
                    "Client " + caller.client().getClientId() + " is not authorized to perform: cognito-identity:"
                            + operation);
        }
        return AdminEvents.ofServiceAccount(session, realm, caller.client(), caller.serviceAccount());
    }

    private boolean allows(RealmModel realm, UserModel serviceAccount, Access access) {
        RealmPermissionEvaluator rights = AdminPermissions.evaluator(session, realm, realm, serviceAccount)
                .realm();
        return switch (access) {
            case ANYBODY -> true;
            case VIEW -> rights.canViewRealm();
            case MANAGE -> rights.canManageRealm();
        };
    }
}
