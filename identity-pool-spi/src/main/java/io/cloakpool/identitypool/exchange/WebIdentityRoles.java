package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.login.UnprovenToken;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes roles with a token alone: a pool's own OpenID token, or the token of a login that the role trusts. */
final class WebIdentityRoles {
    private final ExchangeParts parts;

    WebIdentityRoles(ExchangeParts parts) {
        this.parts = parts;
    }

    /** @param narrowing its {@code roleArn} is not looked at */
    AssumedRole assume(String token, String roleArn, String sessionName, Narrowing narrowing, Attempt attempt) {
        List<String> policies = SessionPolicies.of(narrowing.policy());
        OptionalInt packed = SessionPolicies.packedPercent(policies, Map.of());
        Optional<UnprovenToken> login = UnprovenToken.read(token).filter(claimed -> !claimed.issuer()
                .equals(parts.realm().poolIssuer().toString()));
        Wish wish = new Wish(roleArn, sessionName, narrowing, policies, packed);
        return login.isPresent() ? ofLogin(login.get(), token, wish, attempt) : ofPool(token, wish, attempt);
    }

    private record Wish(
            String roleArn, String sessionName, Narrowing narrowing, List<String> policies, OptionalInt packed) {
        CredentialOrder order(IdentityPool pool) {
            return new CredentialOrder(
                    roleArn, sessionName, policies, role -> Lifetimes.assumed(pool, role, narrowing.duration()));
        }
    }

    private AssumedRole ofPool(String token, Wish wish, Attempt attempt) {
        TokenSubject subject = parts.callers().subject(token, attempt);
        IdentityPool pool = parts.pool(subject.pool());
        WebIdentities.requireClassicFlow(pool);
        Caller caller = parts.callers().bearer(pool, subject).caller();
        ExchangedCredentials issued =
                parts.credentials().issue(pool, subject.identity(), caller, wish.order(pool), attempt);
        return assumed(
                issued,
                wish,
                parts.realm().poolIssuer().toString(),
                pool.id().toString(),
                issued.identityId().toString());
    }

    /** Nothing is stored for a login that the role does not trust. */
    private AssumedRole ofLogin(UnprovenToken claimed, String token, Wish wish, Attempt attempt) {
        RoleTrusts.Trusted trusted = parts.trusts()
                .prove(parts.unnamed().token(claimed, token), wish.roleArn(), attempt)
                .requireTrust(attempt);
        IdentityPool pool = trusted.pool();
        VerifiedLogin login = trusted.login().login();
        Caller caller =
                Caller.of(pool, List.of(trusted.login())).trusted(new RoleBasis.Trust(trusted.role(), Map.of()));
        // A duration that cannot be had leaves no row behind.
        Lifetimes.assumed(pool, trusted.role(), wish.narrowing().duration());
        IdentityId id = parts.found().of(pool, caller, attempt);
        ExchangedCredentials issued = parts.credentials().issue(pool, id, caller, wish.order(pool), attempt);
        return assumed(issued, wish, claimed.issuer(), audience(login, claimed), login.subject());
    }

    /** The client that the token is for, which has one audience unless it says so itself. */
    private static String audience(VerifiedLogin login, UnprovenToken claimed) {
        String client = login.client();
        return client == null ? claimed.audiences().iterator().next() : client;
    }

    private AssumedRole assumed(
            ExchangedCredentials issued, Wish wish, String provider, String audience, String subject) {
        return AssumedRole.of(
                parts.realm().accountId(), issued, wish.sessionName(), provider, audience, subject, wish.packed());
    }
}
