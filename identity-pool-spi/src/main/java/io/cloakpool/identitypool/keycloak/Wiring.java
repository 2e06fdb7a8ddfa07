package io.cloakpool.identitypool.keycloak;

import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.identitypool.authorize.AdministrationAuthorizer;
import io.cloakpool.identitypool.authorize.ClientAuthenticator;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.authorize.GatewayAuthorizer;
import io.cloakpool.identitypool.authorize.SessionAuthenticator;
import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.exchange.DeveloperUsers;
import io.cloakpool.identitypool.exchange.EnginePorts;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.exchange.IssuerAdministration;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.issuer.embedded.EmbeddedIssuer;
import io.cloakpool.identitypool.issuer.embedded.SealedCredentials;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.ClaimTrust;
import io.micrometer.core.instrument.Metrics;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;

/** The one place that puts the engine and its adapters together. */
public final class Wiring {
    private static final InstantSource CLOCK = KeycloakTime.INSTANCE;

    private Wiring() {}

    /**
     * The engine for one request, whose realm is known. Caches are shared by all requests of the server.
     *
     * @param requestId what events and logs call this request
     */
    public static Engine engine(KeycloakSession session, String requestId) {
        SharedState shared = IdentityPoolFactory.shared(session);
        PoolRepository pools = new ComponentPoolRepository(session);
        ComponentPoolStore store = new ComponentPoolStore(session);
        ComponentPoolKeys keys = new ComponentPoolKeys(session);
        JpaIdentityStore identities = new JpaIdentityStore(session);
        UserStates users = new RealmSessionsUserStates(session);
        Revocations revocations = new RevokedIdentities(session);
        SealedCredentials sealed = new SealedCredentials(pools.realm(), keys, CLOCK, shared.random());
        SigV4Verifier verifier = shared.verifier();
        SessionAuthenticator sessions = new SessionAuthenticator(pools, sealed, verifier, revocations, users);
        RequestEvents events = new RequestEvents(session, requestId, shared.refusals());
        ClaimTrust claimTrust = new RealmClaimTrust(session);
        DecisionLog decisions = new KeycloakDecisionLog(events, Metrics.globalRegistry);
        EnginePorts ports = new EnginePorts(
                pools,
                identities,
                new KeycloakRealmTokens(session),
                users,
                revocations,
                keys,
                new KeycloakTokenCodec(),
                new EmbeddedIssuer(sealed, CLOCK),
                new HttpFormPost(session, shared.deadlines()),
                new KeycloakIssuanceLog(events, Metrics.globalRegistry),
                claimTrust,
                message -> shared.components()
                        .warnOnce("Ignored in realm " + pools.realm().name() + ": " + message),
                CLOCK);
        return new Engine(
                pools,
                store,
                new ComponentConfiguration(session),
                keys,
                new IdentityExchange(ports, shared.caches()),
                new PoolAdministration(pools, store, identities, claimTrust, CLOCK),
                new DeveloperUsers(pools, identities, CLOCK),
                new IssuerAdministration(pools, store),
                sessions,
                new ClientAuthenticator(
                        new AdminClients(session), verifier, pools.realm().region()),
                new GatewayAuthorizer(pools, sessions, decisions, CLOCK),
                new AdministrationAuthorizer(pools, sessions, CLOCK),
                decisions);
    }
}
