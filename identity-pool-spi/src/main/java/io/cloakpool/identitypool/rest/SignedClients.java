package io.cloakpool.identitypool.rest;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.Attempt;
import io.cloakpool.identitypool.authorize.ClientAuthenticator;
import io.cloakpool.identitypool.authorize.SignedRequest;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Clients of the realm that sign with their client secret, and the service accounts behind them. */
public final class SignedClients {
    /** Who signed. */
    public record Caller(ClientModel client, UserModel serviceAccount) {}

    private final KeycloakSession session;
    private final ClientAuthenticator authenticator;

    public SignedClients(KeycloakSession session, ClientAuthenticator authenticator) {
        this.session = session;
        this.authenticator = authenticator;
    }

    /**
     * Who signed this request.
     *
     * @param services the service names that the scope may have
     * @param body the bytes that arrived
     * @param attempt is told which client it is as soon as the signature proves it
     * @throws Refused with the reason; ACCESS_DENIED for an unprotected connection and for a disabled service account
     */
    public Caller authenticate(
            RawRequest head, SigningClaim claim, Set<String> services, byte[] body, Attempt attempt) {
        RealmModel realm = session.getContext().getRealm();
        requireProtected(realm, head);
        String clientId = authenticator.authenticate(head, claim, services, body);
        attempt.proven(clientId, null);
        ClientModel client = realm.getClientByClientId(clientId);
        UserModel serviceAccount = session.users().getServiceAccount(client);
        if (serviceAccount == null || !serviceAccount.isEnabled()) {
            throw new Refused(
                    Reason.ACCESS_DENIED, "Client " + client.getClientId() + " has no enabled service account");
        }
        attempt.proven(clientId, serviceAccount.getId());
        return new Caller(client, serviceAccount);
    }

    /**
     * A request of the holder of a pool's credentials, with what only the connection tells.
     *
     * @param body the bytes that arrived
     */
    public SignedRequest ofHolder(RawRequest head, SigningClaim claim, byte[] body) {
        return new SignedRequest(
                head,
                claim,
                Sha256.hex(body),
                session.getContext().getConnection().getRemoteAddr(),
                isSecure());
    }

    /**
     * @throws Refused with ACCESS_DENIED when the request came less protected than the realm demands of one that is signed by an
     *     administrator
     */
    public void requireProtected(RealmModel realm, RawRequest head) {
        if (!SignatureTransport.isProtected(
                isSecure(),
                realm.getSslRequired(),
                session.getContext().getConnection().getRemoteAddr(),
                head.headers())) {
            throw new Refused(Reason.ACCESS_DENIED, "HTTPS required");
        }
    }

    /** Whether the request came over TLS, by its own scheme: a configured hostname says https however the request came. */
    public boolean isSecure() {
        return "https"
                .equals(session.getContext()
                        .getHttpRequest()
                        .getUri()
                        .getRequestUri()
                        .getScheme());
    }
}
