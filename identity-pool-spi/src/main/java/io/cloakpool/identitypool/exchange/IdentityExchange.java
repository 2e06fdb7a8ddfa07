package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.IamNames;
import io.cloakpool.identitypool.identity.GuestIds;
import io.cloakpool.identitypool.identity.GuestSecrets;
import io.cloakpool.identitypool.identity.Identities;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.Located;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.issuer.embedded.RolePrincipal;
import io.cloakpool.identitypool.login.BearerLogins;
import io.cloakpool.identitypool.login.CachedLoginVerifier;
import io.cloakpool.identitypool.login.Logins;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.role.RoleChooser;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logins in; identities, credentials and OpenID tokens out. Works for the realm and the request that its ports belong to.
 *
 * <p>Every method answers or throws {@link Refused}, and records which of both in the {@link IssuanceLog}. {@code logins} maps
 * provider names to tokens as the AWS API does; empty means a guest.
 */
public final class IdentityExchange {
    /** Role session name of credentials that are not made by {@code AssumeRoleWithWebIdentity}. */
    public static final String SESSION_NAME = "CognitoIdentityCredentials";

    private final EnginePorts ports;
    private final EngineCaches caches;
    private final Consumer<PoolId> located;
    private final PoolRealm realm;
    private final Logins logins;
    private final IdentityLocator locator;
    private final Identities identities;
    private final RoleChooser roles;
    private final PoolOpenIdTokens openIdTokens;
    private final WebIdentities webIdentities;
    private final CredentialDesk desk;

    /** Wires the exchange for one request. */
    public IdentityExchange(EnginePorts ports, EngineCaches caches) {
        this(ports, caches, pool -> {});
    }

    private IdentityExchange(EnginePorts ports, EngineCaches caches, Consumer<PoolId> located) {
        GuestIds guestIds = new GuestIds(ports.clock(), new SecureRandom());
        this.ports = ports;
        this.caches = caches;
        this.located = located;
        this.realm = ports.pools().realm();
        this.logins =
                new Logins(realm, new CachedLoginVerifier(caches.logins(), ports.realmTokens(), realm, ports.clock()));
        this.locator = new IdentityLocator(
                ports.pools(), ports.identities(), guestIds, caches.identities(), ports.revocations());
        this.identities =
                new Identities(ports.identities(), guestIds, caches.identities(), ports.revocations(), ports.clock());
        this.roles = new RoleChooser(ports.pools());
        this.openIdTokens = new PoolOpenIdTokens(realm, ports.keys(), ports.tokenCodec(), ports.clock());
        this.webIdentities = new WebIdentities(realm, openIdTokens, ports.identities());
        this.desk = new CredentialDesk(realm, ports.issuer());
    }

    /** The same exchange, which says what pool a call is about as soon as that is known: also one that is refused later. */
    public IdentityExchange telling(Consumer<PoolId> poolLocated) {
        return new IdentityExchange(ports, caches, poolLocated);
    }

    /** The identity of a login, made at its first call; without logins a new guest. */
    public FoundIdentity getId(PoolId poolId, Map<String, String> presented) {
        return Attempt.run(ports.log(), "GetId", located, attempt -> {
            attempt.pool(poolId);
            IdentityPool pool = pool(poolId);
            if (presented.isEmpty()) {
                IdentityId guest = identities.newGuest(pool);
                attempt.identity(guest);
                attempt.foundIdentity();
                return new FoundIdentity(guest, GuestSecrets.of(pool, guest));
            }
            Caller caller = caller(pool, presented, attempt);
            IdentityId id = identityOf(pool, caller, attempt);
            attempt.foundIdentity();
            return new FoundIdentity(id, null);
        });
    }

    /**
     * Credentials for an identity (enhanced flow). Links or merges a guest that comes with a login.
     *
     * @param customRoleArn a role to take instead of the default
     * @param guestSecret what {@link FoundIdentity#guestSecret} said; needed where the pool has {@code guestProof=required}
     */
    public ExchangedCredentials credentials(
            IdentityId id,
            Map<String, String> presented,
            @Nullable String customRoleArn,
            @Nullable String guestSecret) {
        return Attempt.run(ports.log(), "GetCredentialsForIdentity", located, attempt -> {
            Located at = locate(id, attempt);
            if (presented.isEmpty()) {
                identities.requireGuest(at, guestSecret);
                return issue(at.pool(), id, null, customRoleArn, attempt);
            }
            Caller caller = caller(at.pool(), presented, attempt);
            IdentityId survivor = identityOf(at, caller, guestSecret, attempt);
            return issue(at.pool(), survivor, caller, customRoleArn, attempt);
        });
    }

    /** {@link #openIdToken(IdentityId, Map, String)} without a guest secret. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> presented) {
        return openIdToken(id, presented, null);
    }

    /** The pool's OpenID token for an identity (classic flow). Guests get none. Links or merges as {@link #credentials}. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> presented, @Nullable String guestSecret) {
        return Attempt.run(ports.log(), "GetOpenIdToken", located, attempt -> {
            Located at = locate(id, attempt);
            WebIdentities.requireClassicFlow(at.pool());
            requireConfiguredIssuer();
            if (presented.isEmpty()) {
                throw new Refused(Reason.NOT_AUTHORIZED, "Guests get no OpenID token; use the enhanced flow.");
            }
            Caller caller = caller(at.pool(), presented, attempt);
            IdentityId survivor = identityOf(at, caller, guestSecret, attempt);
            String token =
                    openIdTokens.mint(new TokenSubject(at.pool().id(), survivor, caller.amr(realm), caller.login()));
            attempt.issuedToken(CredentialLimits.OPENID_TOKEN_LIFETIME);
            return new ExchangedToken(at.pool().id(), survivor, token);
        });
    }

    /** Credentials for the bearer of an access token, in one step. A shorter life may start at one second. */
    public ExchangedCredentials credentialsForBearer(PoolId poolId, BearerLogin bearer, Narrowing narrowing) {
        return Attempt.run(ports.log(), "GetCredentialsForBearer", located, attempt -> {
            attempt.pool(poolId);
            IdentityPool pool = pool(poolId);
            Caller caller = Caller.of(pool, List.of(BearerLogins.admit(pool, bearer.login(), bearer.audiences())));
            attempt.caller(caller);
            List<String> policies = SessionPolicies.of(narrowing.policy());
            IdentityId id = identityOf(pool, caller, attempt);
            ChosenRole chosen = choose(pool, Amr.AUTHENTICATED, narrowing.roleArn(), attempt);
            Duration lifetime = Lifetimes.narrowed(pool, chosen.role(), narrowing.duration());
            ExchangedCredentials issued = desk.issue(pool, id, caller, chosen, SESSION_NAME, lifetime, policies);
            attempt.issuedCredentials(lifetime);
            return issued;
        });
    }

    /**
     * Credentials for the bearer of a pool's own OpenID token.
     *
     * @param token of {@link #openIdToken}
     * @param roleArn the role to take
     * @param sessionName role session name, {@code [\w+=,.@-]{2,64}}
     * @param narrowing its {@code roleArn} is not looked at; its duration is 900 s to the role's maximum
     */
    public AssumedRole assumeRoleWithWebIdentity(
            String token, String roleArn, String sessionName, Narrowing narrowing) {
        return Attempt.run(ports.log(), "AssumeRoleWithWebIdentity", located, attempt -> {
            if (!IamNames.isSessionName(sessionName)) {
                throw new Refused(Reason.INVALID_PARAMETER, "The role session name is malformed.");
            }
            List<String> policies = SessionPolicies.of(narrowing.policy());
            requireConfiguredIssuer();
            TokenSubject subject = webIdentities.read(token);
            attempt.pool(subject.pool());
            attempt.identity(subject.identity());
            IdentityPool pool = pool(subject.pool());
            Caller caller = webIdentities.caller(pool, subject);
            attempt.caller(caller);
            caller.requireGood(ports.userStates());
            ChosenRole chosen = choose(pool, Amr.AUTHENTICATED, roleArn, attempt);
            Duration lifetime = Lifetimes.assumed(pool, chosen.role(), narrowing.duration());
            ExchangedCredentials issued =
                    desk.issue(pool, subject.identity(), caller, chosen, sessionName, lifetime, policies);
            attempt.issuedCredentials(lifetime);
            return assumed(issued, pool, sessionName);
        });
    }

    private AssumedRole assumed(ExchangedCredentials issued, IdentityPool pool, String sessionName) {
        RolePrincipal principal = RolePrincipal.of(
                realm.accountId(), issued.role().name(), issued.role().id(), sessionName);
        return new AssumedRole(
                issued.credentials(),
                realm.poolIssuer().toString(),
                pool.id().toString(),
                issued.identityId().toString(),
                principal.arn(),
                principal.userId());
    }

    private ExchangedCredentials issue(
            IdentityPool pool,
            IdentityId id,
            @Nullable Caller caller,
            @Nullable String customRoleArn,
            Attempt attempt) {
        Amr amr = caller == null ? Amr.UNAUTHENTICATED : Amr.AUTHENTICATED;
        ChosenRole chosen = choose(pool, amr, customRoleArn, attempt);
        Duration lifetime = Lifetimes.ofPool(pool, chosen.role(), amr);
        ExchangedCredentials issued = desk.issue(pool, id, caller, chosen, SESSION_NAME, lifetime, List.of());
        attempt.issuedCredentials(lifetime);
        return issued;
    }

    private ChosenRole choose(IdentityPool pool, Amr amr, @Nullable String roleArn, Attempt attempt) {
        ChosenRole chosen = roles.choose(pool, amr, roleArn);
        attempt.role(chosen.role().name());
        return chosen;
    }

    private Caller caller(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        Caller caller = Caller.of(pool, logins.prove(pool, presented));
        attempt.caller(caller);
        return caller;
    }

    /** The last short transaction is over when this asks the realm about the user. */
    private IdentityId identityOf(IdentityPool pool, Caller caller, Attempt attempt) {
        IdentityId id =
                identities.ofLogins(pool, List.of(caller.name()), () -> caller.requireGoodApart(ports.userStates()));
        attempt.identity(id);
        caller.requireGood(ports.userStates());
        return id;
    }

    private IdentityId identityOf(Located at, Caller caller, @Nullable String guestSecret, Attempt attempt) {
        IdentityId id = identities.ofLogins(
                at, List.of(caller.name()), guestSecret, () -> caller.requireGoodApart(ports.userStates()));
        attempt.identity(id);
        caller.requireGood(ports.userStates());
        return id;
    }

    private Located locate(IdentityId id, Attempt attempt) {
        attempt.identity(id);
        Located at = locator.locate(id);
        attempt.pool(at.pool().id());
        return at;
    }

    private IdentityPool pool(PoolId id) {
        return ports.pools().pool(id).orElseThrow(() -> PoolAdministration.notFound(id));
    }

    /** Saving a pool with the classic flow is refused too, but a hostname may be taken away later. */
    private void requireConfiguredIssuer() {
        if (!realm.hostnameConfigured()) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "OpenID tokens need a server whose hostname is configured.");
        }
    }
}
