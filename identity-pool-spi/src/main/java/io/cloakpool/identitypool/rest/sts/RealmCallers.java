package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.aws.arn.Arn;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.ProvenSession;
import io.cloakpool.identitypool.authorize.SessionAuthenticator;
import io.cloakpool.identitypool.issuer.embedded.RolePrincipal;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.rest.SignedClients;
import io.cloakpool.identitypool.rest.sts.GetCallerIdentity.Caller;
import java.util.Set;

/** Callers who sign with a pool's credentials, or as a client with its secret. */
final class RealmCallers implements GetCallerIdentity.Callers {
    private static final Set<String> SERVICES = Set.of("sts");

    private final String accountId;
    private final SessionAuthenticator sessions;
    private final SignedClients clients;

    RealmCallers(String accountId, SessionAuthenticator sessions, SignedClients clients) {
        this.accountId = accountId;
        this.sessions = sessions;
        this.clients = clients;
    }

    @Override
    public Caller authenticate(RawRequest head, SigningClaim claim, byte[] body, Attempt attempt) {
        return claim.sessionToken() == null ? client(head, claim, body, attempt) : session(head, claim, body, attempt);
    }

    private Caller session(RawRequest head, SigningClaim claim, byte[] body, Attempt attempt) {
        ProvenSession session =
                sessions.authenticate(head, claim, ServiceRules.GENERIC, SERVICES, Sha256.hex(body), attempt);
        RolePrincipal principal = RolePrincipal.of(
                accountId,
                session.role().name(),
                session.role().id(),
                session.credential().sessionName());
        return new Caller(principal.userId(), accountId, principal.arn());
    }

    private Caller client(RawRequest head, SigningClaim claim, byte[] body, Attempt attempt) {
        SignedClients.Caller caller = clients.authenticate(head, claim, SERVICES, body, attempt);
        String clientId = caller.client().getClientId();
        return new Caller(
                caller.serviceAccount().getId(),
                accountId,
                new Arn("aws", "iam", "", accountId, "user/" + clientId).toString());
    }
}
