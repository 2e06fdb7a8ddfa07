package io.cloakpool.identitypool.fakes;

import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.identitypool.authorize.SessionAuthenticator;
import io.cloakpool.identitypool.exchange.EngineCaches;
import io.cloakpool.identitypool.exchange.EnginePorts;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.exchange.RoleChaining;
import io.cloakpool.identitypool.exchange.RoleExplainer;
import io.cloakpool.identitypool.identity.GuestGate;
import io.cloakpool.identitypool.issuer.embedded.EmbeddedIssuer;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.issuer.embedded.SealedCredentials;
import io.cloakpool.identitypool.login.LoginPorts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole engine on fakes: one realm, pool {@code main}, roles {@code user}, {@code guest}, {@code extra}. */
public final class World {
    public final FakeClock clock = new FakeClock();
    public final FakePools pools = new FakePools(TestData.REALM);
    public final FakeIdentities identities = new FakeIdentities();
    public final FakeTokens tokens = new FakeTokens();
    public final FakeProviders providers = new FakeProviders(tokens);
    public final FakeProviderApi api = new FakeProviderApi();
    public final FakeVerifiers verifiers = new FakeVerifiers();
    public final FakeUses uses = new FakeUses();
    /** App id to secret. */
    public final Map<String, String> facebookSecrets = new HashMap<>();

    public final FakeUserStates states = new FakeUserStates(identities.journal);
    public final FakeKeys keys = FakeKeys.standard();
    public final FakeTokenCodec codec = new FakeTokenCodec();
    public final FakeClaimTrust claimTrust = new FakeClaimTrust();
    /** What of the configuration was said to be ignored. */
    public final List<String> ignored = new ArrayList<>();

    public final FakeSts sts = new FakeSts(identities.journal);
    public final RecordingLog log = new RecordingLog();
    public final EngineCaches caches = new EngineCaches();
    /** Lets every guest in unless a test says otherwise. */
    public GuestGate guestGate = pool -> {};

    /** A world with this pool. */
    public World(TestData.Settings settings) {
        pools.add(TestData.pool(TestData.POOL_ID, settings.build()));
        pools.add(TestData.role("user", Amr.AUTHENTICATED));
        pools.add(TestData.role("guest", Amr.UNAUTHENTICATED));
        pools.add(TestData.role("extra", Amr.AUTHENTICATED));
    }

    /** Replaces the pool by one whose only binding has these mappings. */
    public void change(TestData.Settings settings, @Nullable RoleMapping roles, @Nullable TagMapping tags) {
        BindingSettings plain = TestData.bindingSettings("webapp");
        pools.add(new IdentityPool(
                TestData.POOL_ID,
                TestData.secret(7),
                settings.build(),
                List.of(TestData.binding(plain.withRoleMapping(roles).withTagMapping(tags)))));
    }

    /** Replaces the pool by one with these settings. */
    public void change(TestData.Settings settings) {
        pools.add(TestData.pool(TestData.POOL_ID, settings.build()));
    }

    public IdentityExchange exchange() {
        return new IdentityExchange(ports(), caches);
    }

    /** What gives holders of credentials another role. */
    public RoleChaining chaining() {
        return new RoleChaining(pools.realm(), new EmbeddedIssuer(sealed(), clock), log, clock);
    }

    /** What proves who holds credentials. */
    public SessionAuthenticator sessions() {
        return new SessionAuthenticator(pools, sealed(), new SigV4Verifier(clock), identities, states);
    }

    public RoleExplainer explainer() {
        return new RoleExplainer(ports(), caches);
    }

    private EnginePorts ports() {
        return new EnginePorts(
                pools,
                identities,
                guestGate,
                logins(),
                states,
                identities,
                keys,
                codec,
                new EmbeddedIssuer(sealed(), clock),
                sts,
                log,
                claimTrust,
                ignored::add,
                clock);
    }

    public OpenedCredential open(IssuedCredentials credentials) {
        return sealed().open(credentials.sessionToken(), credentials.accessKeyId());
    }

    /** A {@code Logins} map with a fresh token of this user. */
    public Map<String, String> logins(String user) {
        return logins(user, Map.of());
    }

    /** The same, whose token says more. */
    public Map<String, String> logins(String user, Map<String, Object> more) {
        Map<String, @Nullable Object> claims = new HashMap<>(more);
        claims.put("sub", user);
        return Map.of(TestData.REALM.issuerLoginKey(), tokens.idToken(clock, claims));
    }

    public ProviderNames names() {
        return new ProviderNames(pools.realm(), providers);
    }

    private LoginPorts logins() {
        return new LoginPorts(providers, api, app -> Optional.ofNullable(facebookSecrets.get(app)), verifiers, uses);
    }

    private SealedCredentials sealed() {
        return new SealedCredentials(pools.realm(), keys, clock, new SecureRandom());
    }
}
