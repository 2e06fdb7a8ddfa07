package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.IamNames;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.identity.GuestSecrets;
import io.cloakpool.identitypool.identity.IdentityLocator;
import io.cloakpool.identitypool.identity.Located;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.login.BearerLogins;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Logins in; identities, credentials and OpenID tokens out. Works for the realm and the request that its ports belong to.
 *
 * <p>Every method answers or throws {@link Refused}, and records which of both in the {@link IssuanceLog}. {@code logins} maps
 * provider names to tokens as the AWS API does; empty means a guest.
 */
public final class IdentityExchange {
    /** Role session name of credentials that are not made at the security token service. */
    public static final String SESSION_NAME = "CognitoIdentityCredentials";

    private final ExchangeParts parts;
    private final Consumer<PoolId> located;

    /** Wires the exchange for one request. */
    public IdentityExchange(EnginePorts ports, EngineCaches caches) {
        this(ExchangeParts.of(ports, caches), pool -> {});
    }

    private IdentityExchange(ExchangeParts parts, Consumer<PoolId> located) {
        this.parts = parts;
        this.located = located;
    }

    /** The same exchange, which says what pool a call is about as soon as that is known: also one that is refused later. */
    public IdentityExchange telling(Consumer<PoolId> poolLocated) {
        return new IdentityExchange(parts, poolLocated);
    }

    /** The identity of a login, made at its first call; without logins a new guest. */
    public FoundIdentity getId(PoolId poolId, Map<String, String> presented) {
        return run(Operation.GET_ID, attempt -> {
            attempt.pool(poolId);
            IdentityPool pool = parts.pool(poolId);
            if (presented.isEmpty()) {
                parts.ports().guests().admit(poolId);
                IdentityId guest = parts.identities().newGuest(pool);
                attempt.identity(guest);
                attempt.foundIdentity();
                return new FoundIdentity(guest, GuestSecrets.of(pool, guest));
            }
            boolean bears = WebIdentities.isPresentedIn(presented);
            WebIdentities.Bearer known =
                    bears ? parts.callers().bearer(pool, presented, attempt) : newcomer(pool, presented, attempt);
            known.caller().requireGood(parts.ports().userStates());
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
        return run(Operation.GET_CREDENTIALS_FOR_IDENTITY, attempt -> {
            attempt.asksFor(customRoleArn);
            Located at = parts.found().locate(id, attempt);
            if (presented.isEmpty()) {
                parts.ports().guests().admit(at.pool().id());
                parts.identities().requireGuest(at, guestSecret);
                return issue(at.pool(), id, null, customRoleArn, attempt);
            }
            if (WebIdentities.isPresentedIn(presented)) {
                WebIdentities.Bearer bearer = parts.callers().bearer(at.pool(), presented, attempt);
                bearer.requireIdentity(id);
                return issue(at.pool(), id, bearer.caller(), customRoleArn, attempt);
            }
            Caller caller = parts.callers().of(at.pool(), presented, attempt);
            IdentityId survivor = parts.found().of(at, caller, guestSecret, attempt);
            return issue(at.pool(), survivor, caller, customRoleArn, attempt);
        });
    }

    /** The pool's OpenID token for an identity (classic flow). Guests get none. Links or merges as {@link #credentials}. */
    public ExchangedToken openIdToken(IdentityId id, Map<String, String> presented, @Nullable String guestSecret) {
        return run(Operation.GET_OPEN_ID_TOKEN, attempt -> {
            Located at = parts.found().locate(id, attempt);
            WebIdentities.requireClassicFlow(at.pool());
            parts.callers().requireConfiguredIssuer();
            if (presented.isEmpty()) {
                throw new Refused(Reason.NOT_AUTHORIZED, "Guests get no OpenID token; use the enhanced flow.");
            }
            if (WebIdentities.isPresentedIn(presented)) {
                throw new Refused(Reason.NOT_AUTHORIZED, "An OpenID token of an identity pool buys no other one.");
            }
            Caller caller = parts.callers().of(at.pool(), presented, attempt);
            IdentityId survivor = parts.found().of(at, caller, guestSecret, attempt);
            return parts.tokens().issue(at.pool(), survivor, caller, CredentialLimits.OPENID_TOKEN_LIFETIME, attempt);
        });
    }

    /**
     * The pool's OpenID token for a user whom a back end vouches for. Makes the user's identity at its first call, and links its
     * login to the given identity.
     */
    public ExchangedToken openIdTokenForDeveloper(DeveloperRequest request) {
        return run(Operation.GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, attempt -> {
            attempt.pool(request.pool());
            IdentityPool pool = parts.pool(request.pool());
            parts.callers().requireConfiguredIssuer();
            LoginName user = request.user(pool);
            Map<String, String> others = request.others(pool);
            List<ProvenLogin> proven =
                    others.isEmpty() ? List.of() : parts.callers().prove(pool, others);
            Caller caller = Caller.vouched(
                    pool,
                    user,
                    proven,
                    request.principalTags(),
                    parts.ports().clock().instant());
            attempt.caller(caller);
            return parts.tokens()
                    .issue(pool, vouched(request, pool, caller, attempt), caller, request.lifetime(), attempt);
        });
    }

    private IdentityId vouched(DeveloperRequest request, IdentityPool pool, Caller caller, Attempt attempt) {
        if (request.identity() == null) {
            return parts.found().of(pool, caller, attempt);
        }
        Located at = parts.found().locate(request.identity(), attempt);
        if (!at.pool().id().equals(pool.id())) {
            throw IdentityLocator.notFound(request.identity());
        }
        return parts.found().ofVouched(at, caller, request.guestSecret(), attempt);
    }

    /**
     * Takes logins from an identity, each of which is a new identity's from then on. Who has no other login ends.
     *
     * @param presented proves at least one login of the identity
     * @param providers whose logins, by their names in {@code Logins}
     */
    public void unlink(IdentityId id, Map<String, String> presented, Set<String> providers) {
        run(Operation.UNLINK_IDENTITY, attempt -> {
            Located at = parts.found().locate(id, attempt);
            Caller caller = parts.callers().of(at.pool(), presented, attempt);
            caller.requireGoodApart(parts.ports().userStates());
            parts.identities()
                    .unlink(at, caller.names(), owned -> parts.loginKeys().named(owned, providers));
            return at;
        });
    }

    /** Credentials for the bearer of an access token, in one step. A shorter life may start at one second. */
    public ExchangedCredentials credentialsForBearer(PoolId poolId, BearerLogin bearer, Narrowing narrowing) {
        return run(Operation.GET_CREDENTIALS_FOR_BEARER, attempt -> {
            attempt.pool(poolId);
            attempt.asksFor(narrowing.roleArn());
            attempt.user(bearer.login().subject(), bearer.login().client());
            IdentityPool pool = parts.pool(poolId);
            Caller caller = Caller.of(pool, List.of(BearerLogins.admit(pool, bearer.login(), bearer.audiences())));
            List<String> policies = SessionPolicies.of(narrowing.policy());
            IdentityId id = parts.found().of(pool, caller, attempt);
            CredentialOrder order = new CredentialOrder(
                    narrowing.roleArn(),
                    SESSION_NAME,
                    policies,
                    role -> Lifetimes.narrowed(pool, role, narrowing.duration()));
            return parts.credentials().issue(pool, id, caller, order, attempt);
        });
    }

    /**
     * Credentials of a role for a token alone: a pool's own OpenID token, or one of a login that the role trusts.
     *
     * @param token of {@link #openIdToken}, or an ID token of a provider whose logins a pool accepts
     * @param roleArn the role to take
     * @param sessionName role session name, {@code [\w+=,.@-]{2,64}}
     * @param narrowing its {@code roleArn} is not looked at; its duration is 900 s to the role's maximum
     */
    public AssumedRole assumeRoleWithWebIdentity(
            String token, String roleArn, String sessionName, Narrowing narrowing) {
        return run(Operation.ASSUME_ROLE_WITH_WEB_IDENTITY, attempt -> {
            attempt.asksFor(roleArn);
            if (!IamNames.isSessionName(sessionName)) {
                throw new Refused(Reason.INVALID_PARAMETER, "The role session name is malformed.");
            }
            return new WebIdentityRoles(parts).assume(token, roleArn, sessionName, narrowing, attempt);
        });
    }

    /**
     * Credentials of a role for a SAML assertion. Role, session name and tags are granted by the identity provider in the assertion's
     * attributes, which AWS has named; the role must trust the login too.
     *
     * @param principalArn the identity provider, {@code arn:aws:iam::{accountId}:saml-provider/{alias}}
     * @param response SAML 2.0 response in base64
     * @param roleArn the role to take
     * @param narrowing its {@code roleArn} is not looked at; its duration is 900 s to the role's maximum
     */
    public AssumedSamlRole assumeRoleWithSaml(
            String principalArn, String response, String roleArn, Narrowing narrowing) {
        return run(Operation.ASSUME_ROLE_WITH_SAML, attempt -> {
            attempt.asksFor(roleArn);
            return new SamlRoles(parts).assume(principalArn, response, roleArn, narrowing, attempt);
        });
    }

    private ExchangedCredentials issue(
            IdentityPool pool,
            IdentityId id,
            @Nullable Caller caller,
            @Nullable String customRoleArn,
            Attempt attempt) {
        Amr amr = caller == null ? Amr.UNAUTHENTICATED : Amr.AUTHENTICATED;
        return parts.credentials().issue(pool, id, caller, CredentialOrder.standard(pool, customRoleArn, amr), attempt);
    }

    private WebIdentities.Bearer newcomer(IdentityPool pool, Map<String, String> presented, Attempt attempt) {
        Caller caller = parts.callers().of(pool, presented, attempt);
        return new WebIdentities.Bearer(parts.found().of(pool, caller, attempt), caller);
    }

    private <T> T run(Operation operation, Function<Attempt, T> call) {
        return Attempt.run(parts.ports().log(), operation, located, call);
    }
}
