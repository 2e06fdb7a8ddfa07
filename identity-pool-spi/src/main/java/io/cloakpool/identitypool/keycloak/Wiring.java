package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.authorize.AdministrationAuthorizer;
import io.cloakpool.identitypool.authorize.AssumptionAuthorizer;
import io.cloakpool.identitypool.authorize.ClientAuthenticator;
import io.cloakpool.identitypool.authorize.DecisionLog;
import io.cloakpool.identitypool.authorize.GatewayAuthorizer;
import io.cloakpool.identitypool.authorize.SessionAuthenticator;
import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.exchange.DeveloperUsers;
import io.cloakpool.identitypool.exchange.EnginePorts;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.exchange.IdentityReports;
import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.exchange.IssuerAdministration;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.RoleChaining;
import io.cloakpool.identitypool.exchange.RoleExplainer;
import io.cloakpool.identitypool.issuer.embedded.EmbeddedIssuer;
import io.cloakpool.identitypool.issuer.embedded.SealedCredentials;
import io.cloakpool.identitypool.login.LoginPorts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.pool.StoredConfiguration;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.ClaimTrust;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import org.keycloak.models.KeycloakSession;

/** The one place that puts the engine and its adapters together. */
public final class Wiring implements Engine {
    private static final InstantSource CLOCK = KeycloakTime.INSTANCE;

    private final KeycloakSession session;
    private final SharedState shared;
    private final RequestEvents events;
    /** The time of a request runs from here, whatever it then asks for. */
    private final Timer.Sample started;

    private final Lazy<ComponentPoolRepository> pools = new Lazy<>(this::newPools);
    private final Lazy<ComponentPoolStore> store = new Lazy<>(this::newStore);
    private final Lazy<ComponentPoolKeys> keys = new Lazy<>(this::newKeys);
    private final Lazy<JpaIdentityStore> identities = new Lazy<>(this::newIdentities);
    private final Lazy<SealedCredentials> sealed = new Lazy<>(this::newSealed);
    private final Lazy<SessionAuthenticator> sessions = new Lazy<>(this::newSessions);
    private final Lazy<KeycloakProviders> providers = new Lazy<>(this::newProviders);
    private final Lazy<DecisionLog> decisions = new Lazy<>(this::newDecisions);
    private final Lazy<IdentityExchange> exchange = new Lazy<>(this::newExchange);
    private final Lazy<RoleExplainer> explainer = new Lazy<>(this::newExplainer);
    private final Lazy<PoolAdministration> administration = new Lazy<>(this::newAdministration);

    private Wiring(KeycloakSession session, String requestId) {
        this.session = session;
        this.shared = IdentityPoolFactory.shared(session);
        this.started = shared.meters().start();
        this.events = new RequestEvents(session, requestId, shared.refusals());
    }

    /**
     * The engine for one request, whose realm is known. Caches are shared by all requests of the server.
     *
     * @param requestId what events and logs call this request
     */
    public static Engine engine(KeycloakSession session, String requestId) {
        return new Wiring(session, requestId);
    }

    @Override
    public PoolRepository pools() {
        return pools.get();
    }

    @Override
    public PoolStore store() {
        return store.get();
    }

    @Override
    public ProviderNames providerNames() {
        return new ProviderNames(pools().realm(), providers.get());
    }

    @Override
    public StoredConfiguration configuration() {
        return new ComponentConfiguration(session);
    }

    @Override
    public PoolKeys keys() {
        return keys.get();
    }

    @Override
    public IdentityExchange exchange() {
        return exchange.get();
    }

    @Override
    public RoleExplainer explainer() {
        return explainer.get();
    }

    @Override
    public PoolAdministration administration() {
        return administration.get();
    }

    @Override
    public IdentityReports reports() {
        return new IdentityReports(pools(), new JpaIdentityArchive(session), identities.get(), providerNames());
    }

    @Override
    public DeveloperUsers developerUsers() {
        return new DeveloperUsers(pools(), identities.get(), CLOCK);
    }

    @Override
    public IssuerAdministration issuers() {
        return new IssuerAdministration(pools(), store());
    }

    @Override
    public SessionAuthenticator sessions() {
        return sessions.get();
    }

    @Override
    public ClientAuthenticator clients() {
        return new ClientAuthenticator(
                new AdminClients(session), shared.verifier(), pools().realm().region());
    }

    @Override
    public GatewayAuthorizer gateways() {
        return new GatewayAuthorizer(pools(), sessions(), decisions(), CLOCK);
    }

    @Override
    public AdministrationAuthorizer administrators() {
        return new AdministrationAuthorizer(pools(), sessions(), CLOCK);
    }

    @Override
    public AssumptionAuthorizer assumptions() {
        return new AssumptionAuthorizer(pools(), sessions(), CLOCK);
    }

    @Override
    public RoleChaining chaining() {
        return new RoleChaining(pools().realm(), new EmbeddedIssuer(sealed.get(), CLOCK), issuances(), CLOCK);
    }

    private IssuanceLog issuances() {
        return new KeycloakIssuanceLog(events, shared.meters(), started);
    }

    @Override
    public DecisionLog decisions() {
        return decisions.get();
    }

    private ComponentPoolRepository newPools() {
        return new ComponentPoolRepository(session);
    }

    private ComponentPoolStore newStore() {
        return new ComponentPoolStore(session);
    }

    private ComponentPoolKeys newKeys() {
        return new ComponentPoolKeys(session);
    }

    private JpaIdentityStore newIdentities() {
        return new JpaIdentityStore(session);
    }

    private SealedCredentials newSealed() {
        return new SealedCredentials(pools().realm(), keys(), CLOCK, shared.random());
    }

    private SessionAuthenticator newSessions() {
        return new SessionAuthenticator(pools(), sealed.get(), shared.verifier(), revocations(), users());
    }

    private DecisionLog newDecisions() {
        return new KeycloakDecisionLog(events, shared.meters(), started);
    }

    private PoolAdministration newAdministration() {
        return new PoolAdministration(pools(), store(), identities.get(), claimTrust(), providerNames(), CLOCK);
    }

    private IdentityExchange newExchange() {
        return new IdentityExchange(ports(), shared.caches());
    }

    private RoleExplainer newExplainer() {
        return new RoleExplainer(ports(), shared.caches());
    }

    private EnginePorts ports() {
        return new EnginePorts(
                pools(),
                identities.get(),
                pool -> shared.guests().spend(pool, RefusalThrottle.network(events.address())),
                logins(),
                users(),
                revocations(),
                keys(),
                new KeycloakTokenCodec(),
                new EmbeddedIssuer(sealed.get(), CLOCK),
                new HttpFormPost(http()),
                issuances(),
                shared.claimTrust().of(pools().realm().id(), claimTrust()),
                message -> shared.components()
                        .warnOnce("Ignored in realm " + pools().realm().name() + ": " + message),
                CLOCK);
    }

    private KeycloakProviders newProviders() {
        return new KeycloakProviders(session, shared, http(), verifiers(), pools().realm());
    }

    private LoginPorts logins() {
        return new LoginPorts(
                providers.get(),
                new HttpProviderApi(session, http(), shared.refusals()),
                new RealmFacebookApps(session),
                verifiers(),
                new SingleUseAssertions(session));
    }

    private LoginVerifiers verifiers() {
        return new LoginVerifiers(session, shared.refusals());
    }

    private BoundedHttp http() {
        return new BoundedHttp(session, shared.deadlines(), shared.outboundHosts());
    }

    private UserStates users() {
        return new RealmSessionsUserStates(session);
    }

    private ClaimTrust claimTrust() {
        return new RealmClaimTrust(session);
    }

    private Revocations revocations() {
        return new RevokedIdentities(session);
    }
}
