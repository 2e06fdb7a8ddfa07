package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.IamNames;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.identity.GuestIds;
import io.cloakpool.identitypool.identity.GuestSecrets;
import io.cloakpool.identitypool.identity.Identities;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.Located;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.issuer.embedded.RolePrincipal;
import io.cloakpool.identitypool.issuer.sts.StsClient;
import io.cloakpool.identitypool.issuer.sts.StsIssuers;
import io.cloakpool.identitypool.login.BearerLogins;
import io.cloakpool.identitypool.login.LoginTokens;
import io.cloakpool.identitypool.login.Logins;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.role.LaterChoice;
import io.cloakpool.identitypool.role.RoleChooser;
import io.cloakpool.identitypool.role.RoleLogin;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

    /** Making one costs more than a request has need of. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EnginePorts ports;
    private final Consumer<PoolId> located;
    private final PoolRealm realm;
    private final Logins logins;
    private final Identities identities;
    private final RoleChooser roles;
    private final PoolOpenIdTokens openIdTokens;
    private final LoginKeys loginKeys;
    private final WebIdentities webIdentities;
    private final IdentityDesk found;
    private final CredentialDesk desk;

    /** Wires the exchange for one request. */
    public IdentityExchange(EnginePorts ports, EngineCaches caches) {
        GuestIds guestIds = new GuestIds(ports.clock(), RANDOM);
        this.ports = ports;
        this.located = pool -> {};
        this.realm = ports.pools().realm();
        ProviderNames names = new ProviderNames(realm, ports.logins().directory());
        this.logins = new Logins(names, new LoginTokens(caches.logins(), ports.logins(), realm, ports.clock()));
        this.identities =
                new Identities(ports.identities(), guestIds, caches.identities(), ports.revocations(), ports.clock());
        this.roles = new RoleChooser(ports.pools(), ports.claimTrust(), ports.configurationLog());
        this.openIdTokens = new PoolOpenIdTokens(realm, ports.keys(), ports.tokenCodec(), ports.clock());
        this.loginKeys = new LoginKeys(names);
        this.webIdentities = new WebIdentities(names, openIdTokens, ports.identities());
        IdentityLocator locator = new IdentityLocator(
                ports.pools(), ports.identities(), guestIds, caches.identities(), ports.revocations());
        this.found = new IdentityDesk(locator, identities, ports.userStates());
        this.desk = new CredentialDesk(
                realm,
                loginKeys,
                ports.issuer(),
                new StsIssuers(ports.pools(), openIdTokens, new StsClient(ports.http(), ports.clock())));
    }

    private IdentityExchange(IdentityExchange same, Consumer<PoolId> located) {
        this.ports = same.ports;
        this.located = located;
        this.realm = same.realm;
        this.logins = same.logins;
        this.identities = same.identities;
        this.roles = same.roles;
        this.openIdTokens = same.openIdTokens;
        this.loginKeys = same.loginKeys;
        this.webIdentities = same.webIdentities;
        this.found = same.found;
        this.desk = same.desk;
    }

    /** The same exchange, which says what pool a call is about as soon as that is known: also one that is refused later. */
    public IdentityExchange telling(Consumer<PoolId> poolLocated) {
        return new IdentityExchange(this, poolLocated);
    }

    /** The identity of a login, made at its first call; without logins a new guest. */
    public FoundIdentity getId(PoolId poolId, Map<String, String> presented) {
        return Attempt.run(ports.log(), Operation.GET_ID, located, attempt -> {
            attempt.pool(poolId);
            IdentityPool pool = pool(poolId);
            if (presented.isEmpty()) {
                ports.guests().admit(poolId);
                IdentityId guest = identities.newGuest(pool);
                attempt.identity(guest);
                attempt.foundIdentity();
                return new FoundIdentity(guest, GuestSecrets.of(pool, guest));
            }
            boolean bears = WebIdentities.isPresentedIn(presented);
            WebIdentities.Bearer known = bears ? bearer(pool, presented, attempt) : newcomer(pool, presented, attempt);
            known.caller().requireGood(ports.userStates());
            attempt.foundIdentity();
            return new FoundIdentity(known.identity(), null);
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
        return Attempt.run(ports.log(), Operation.GET_CREDENTIALS_FOR_IDENTITY, located, attempt -> {
            attempt.asksFor(customRoleArn);
            Located at = found.locate(id, attempt);
            if (presented.isEmpty()) {
                ports.guests().admit(at.pool().id());
                identities.requireGuest(at, guestSecret);
                return issue(at.pool(), id, null, customRoleArn, attempt);
            }
            if (WebIdentities.isPresentedIn(presented)) {
                WebIdentities.Bearer bearer = bearer(at.pool(), presented, attempt);
                bearer.requireIdentity(id);
                return issue(at.pool(), id, bearer.caller(), customRoleArn, attempt);
            }
            Caller caller = caller(at.pool(), presented, attempt);
            IdentityId survivor = found.of(at, caller, guestSecret, attempt);
            return issue(at.pool(), survivor, caller, customRoleArn, attempt);
        });
    }

    /** {@link #openIdToken(IdentityId, Map, String)} without a guest secret. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> presented) {
        return openIdToken(id, presented, null);
    }

    /** The pool's OpenID token for an identity (classic flow). Guests get none. Links or merges as {@link #credentials}. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> presented, @Nullable String guestSecret) {
        return Attempt.run(ports.log(), Operation.GET_OPEN_ID_TOKEN, located, attempt -> {
            Located at = found.locate(id, attempt);
            WebIdentities.requireClassicFlow(at.pool());
            requireConfiguredIssuer();
            if (presented.isEmpty()) {
                throw new Refused(Reason.NOT_AUTHORIZED, "Guests get no OpenID token; use the enhanced flow.");
            }
            if (WebIdentities.isPresentedIn(presented)) {
                throw new Refused(Reason.NOT_AUTHORIZED, "An OpenID token of an identity pool buys no other one.");
            }
            Caller caller = caller(at.pool(), presented, attempt);
            IdentityId survivor = found.of(at, caller, guestSecret, attempt);
            return token(at.pool(), survivor, caller, CredentialLimits.OPENID_TOKEN_LIFETIME, attempt);
        });
    }

    /**
     * The pool's OpenID token for a user whom a back end vouches for. Makes the user's identity at its first call, and links its
     * login to the given identity.
     */
    public ExchangedToken openIdTokenForDeveloper(DeveloperRequest request) {
        return Attempt.run(ports.log(), Operation.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, located, attempt -> {
            attempt.pool(request.pool());
            IdentityPool pool = pool(request.pool());
            requireConfiguredIssuer();
            LoginName user = request.user(pool);
            Map<String, String> others = request.others(pool);
            List<ProvenLogin> proven = others.isEmpty() ? List.of() : logins.prove(pool, others);
            Caller caller = Caller.vouched(
                    pool, user, proven, request.principalTags(), ports.clock().instant());
            attempt.caller(caller);
            return token(pool, vouched(request, pool, caller, attempt), caller, request.lifetime(), attempt);
        });
    }

    private IdentityId vouched(DeveloperRequest request, IdentityPool pool, Caller caller, Attempt attempt) {
        if (request.identity() == null) {
            return found.of(pool, caller, attempt);
        }
        Located at = found.locate(request.identity(), attempt);
        if (!at.pool().id().equals(pool.id())) {
            throw IdentityLocator.notFound(request.identity());
        }
        return found.ofVouched(at, caller, request.guestSecret(), attempt);
    }

    private ExchangedToken token(
            IdentityPool pool, IdentityId identity, Caller caller, Duration lifetime, Attempt attempt) {
        caller.requireGood(ports.userStates());
        List<String> amr = loginKeys.amr(caller.names(), pool.id());
        LaterChoice later = roles.later(pool, caller.basis().logins(), caller.principalTags());
        TokenSubject subject = new TokenSubject(
                pool.id(),
                identity,
                amr,
                caller.login(),
                caller.names().stream().map(LoginName::digest).collect(Collectors.toUnmodifiableSet()),
                later.tags(),
                later.roles());
        String token = openIdTokens.mint(subject, lifetime);
        attempt.issuedToken(lifetime);
        return new ExchangedToken(pool.id(), identity, token);
    }

    /**
     * Takes logins from an identity, each of which is a new identity's from then on. Who has no other login ends.
     *
     * @param presented proves at least one login of the identity
     * @param providers whose logins, by their names in {@code Logins}
     */
    public void unlink(IdentityId id, Map<String, String> presented, Set<String> providers) {
        Attempt.run(ports.log(), Operation.UNLINK_IDENTITY, located, attempt -> {
            Located at = found.locate(id, attempt);
            Caller caller = caller(at.pool(), presented, attempt);
            caller.requireGoodApart(ports.userStates());
            identities.unlink(at, caller.names(), owned -> loginKeys.named(owned, providers));
            return at;
        });
    }

    /** Credentials for the bearer of an access token, in one step. A shorter life may start at one second. */
    public ExchangedCredentials credentialsForBearer(PoolId poolId, BearerLogin bearer, Narrowing narrowing) {
        return Attempt.run(ports.log(), Operation.GET_CREDENTIALS_FOR_BEARER, located, attempt -> {
            attempt.pool(poolId);
            attempt.asksFor(narrowing.roleArn());
            attempt.user(bearer.login().subject(), bearer.login().client());
            IdentityPool pool = pool(poolId);
            Caller caller = Caller.of(pool, List.of(BearerLogins.admit(pool, bearer.login(), bearer.audiences())));
            List<String> policies = SessionPolicies.of(narrowing.policy());
            IdentityId id = found.of(pool, caller, attempt);
            ChosenRole chosen = choose(pool, caller, narrowing.roleArn(), attempt);
            requireGood(caller, chosen);
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
        return Attempt.run(ports.log(), Operation.ASSUME_ROLE_WITH_WEB_IDENTITY, located, attempt -> {
            attempt.asksFor(roleArn);
            if (!IamNames.isSessionName(sessionName)) {
                throw new Refused(Reason.INVALID_PARAMETER, "The role session name is malformed.");
            }
            List<String> policies = SessionPolicies.of(narrowing.policy());
            requireConfiguredIssuer();
            TokenSubject subject = webIdentities.read(token);
            attempt.pool(subject.pool());
            attempt.identity(subject.identity());
            attempt.user(subject.login().userId(), subject.login().client());
            IdentityPool pool = pool(subject.pool());
            WebIdentities.requireClassicFlow(pool);
            Caller caller = bearer(pool, subject).caller();
            ChosenRole chosen = choose(pool, caller, roleArn, attempt);
            requireGood(caller, chosen);
            Duration lifetime = Lifetimes.assumed(pool, chosen.role(), narrowing.duration());
            ExchangedCredentials issued =
                    desk.issue(pool, subject.identity(), caller, chosen, sessionName, lifetime, policies);
            attempt.issuedCredentials(lifetime);
            return assumed(issued, pool, sessionName);
        });
    }

    /**
     * Which role and tags these logins would get. Nothing is issued, stored or recorded.
     *
     * @param roleArn a role to ask for; null for what they get without asking
     */
    public RoleExplanation explain(PoolId poolId, Map<String, String> presented, @Nullable String roleArn) {
        IdentityPool pool = pool(poolId);
        return RoleExplanation.of(considerations -> {
            Caller caller = Caller.of(pool, logins.prove(pool, presented));
            caller.requireGood(ports.userStates());
            return roles.choose(pool, caller.basis().logins(), roleArn, considerations);
        });
    }

    /** The same for claims that a token might have. */
    public RoleExplanation explain(PoolId poolId, ClaimSet claims, @Nullable String roleArn) {
        IdentityPool pool = pool(poolId);
        List<RoleLogin> tried = List.of(claims.login(pool));
        return RoleExplanation.of(considerations -> roles.choose(pool, tried, roleArn, considerations));
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
        ChosenRole chosen = choose(pool, caller, customRoleArn, attempt);
        if (caller != null) {
            requireGood(caller, chosen);
        }
        Duration lifetime = Lifetimes.ofPool(pool, chosen.role(), amr);
        ExchangedCredentials issued = desk.issue(pool, id, caller, chosen, SESSION_NAME, lifetime, List.of());
        attempt.issuedCredentials(lifetime);
        return issued;
    }

    private ChosenRole choose(IdentityPool pool, @Nullable Caller caller, @Nullable String roleArn, Attempt attempt) {
        RoleBasis basis = caller == null ? RoleBasis.of(List.of()) : caller.basis();
        ChosenRole chosen = basis.choose(roles, pool, roleArn);
        attempt.role(chosen.role());
        return chosen;
    }

    private WebIdentities.Bearer bearer(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        requireConfiguredIssuer();
        TokenSubject subject = webIdentities.read(pool, presented);
        attempt.identity(subject.identity());
        attempt.user(subject.login().userId(), subject.login().client());
        return bearer(pool, subject);
    }

    private WebIdentities.Bearer bearer(IdentityPool pool, TokenSubject subject) {
        WebIdentities.Bearer bearer = webIdentities.bearer(pool, subject);
        return bearer;
    }

    private WebIdentities.Bearer newcomer(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        Caller caller = caller(pool, presented, attempt);
        return new WebIdentities.Bearer(found.of(pool, caller, attempt), caller);
    }

    /**
     * The last short transaction is over when this asks the realm about the user. Ahead of a call to a service elsewhere it asks in
     * one more of them: the request must not hold a connection of the database while it waits.
     */
    private void requireGood(Caller caller, ChosenRole chosen) {
        if (chosen.role().remote() == null) {
            caller.requireGood(ports.userStates());
        } else {
            caller.requireGoodApart(ports.userStates());
        }
    }

    private Caller caller(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        Caller caller = Caller.of(pool, logins.prove(pool, presented));
        attempt.caller(caller);
        return caller;
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
