package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.AdministrationAuthorizer;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.ProvenSession;
import io.cloakpool.identitypool.authorize.SignatureRefusals;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.rest.SignedClients;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;
import org.keycloak.services.resources.admin.fgap.RealmPermissionEvaluator;

/**
 * Administrators by signature: clients that sign with their client secret, who may do what their service account may; and
 * holders of a pool's credentials, who may do what their policies allow.
 */
final class SignedAdministrators implements AdministratorProof {
    private static final Set<String> SERVICES = Set.of("cognito-identity");

    private final KeycloakSession session;
    private final SignedClients clients;
    private final PoolRepository pools;
    private final AdministrationAuthorizer holders;
    private final String requestId;

    SignedAdministrators(
            KeycloakSession session,
            SignedClients clients,
            PoolRepository pools,
            AdministrationAuthorizer holders,
            String requestId) {
        this.session = session;
        this.clients = clients;
        this.pools = pools;
        this.holders = holders;
        this.requestId = requestId;
    }

    @Override
    public Administrator require(Operation<?> operation, RawRequest head, byte[] body, Attempt attempt) {
        SigningClaim claim = SignatureRefusals.translate(() -> SigningClaim.parse(head));
        return claim.sessionToken() == null
                ? client(operation, head, claim, body, attempt)
                : holder(operation, head, claim, body, attempt);
    }

    private Administrator client(
            Operation<?> operation, RawRequest head, SigningClaim claim, byte[] body, Attempt attempt) {
        SignedClients.Caller caller = clients.authenticate(head, claim, SERVICES, body, attempt);
        RealmModel realm = session.getContext().getRealm();
        RealmPermissionEvaluator rights = AdminPermissions.evaluator(session, realm, realm, caller.serviceAccount())
                .realm();
        if (rights.canViewRealm()) {
            attempt.administrates();
        }
        if (!operation.access().isGiven(rights) && !isDeveloper(operation, body, caller.client())) {
            throw new Refused(
                    Reason.ACCESS_DENIED,
                    "Client " + caller.client().getClientId() + " is not authorized to perform: cognito-identity:"
                            + operation.name());
        }
        AdminAuth auth = new AdminAuth(realm, null, caller.serviceAccount(), caller.client());
        return AdminEvents.of(session, realm, auth, requestId);
    }

    private Administrator holder(
            Operation<?> operation, RawRequest head, SigningClaim claim, byte[] body, Attempt attempt) {
        RealmModel realm = session.getContext().getRealm();
        clients.requireProtected(realm, head);
        ProvenSession holder = holders.require(
                clients.ofHolder(head, claim, body),
                operation.name(),
                () -> operation.target().of(JsonInput.parse(body), pools.realm()),
                attempt);
        return AdminEvents.ofHolder(session, realm, holder, requestId);
    }

    private boolean isDeveloper(Operation<?> operation, byte[] body, ClientModel client) {
        return operation.access() == Access.DEVELOPER
                && pool(operation, body)
                        .flatMap(pools::pool)
                        .filter(pool -> pool.settings().developerClients().contains(client.getClientId()))
                        .isPresent();
    }

    private Optional<PoolId> pool(Operation<?> operation, byte[] body) {
        return operation.target().pool(JsonInput.parse(body), pools.realm());
    }
}
