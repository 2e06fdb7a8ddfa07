package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.role.LaterChoice;
import io.cloakpool.identitypool.role.RoleChooser;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the pool's OpenID token for a caller whose identity was found. */
final class TokenDesk {
    private final LoginKeys loginKeys;
    private final RoleChooser roles;
    private final PoolOpenIdTokens tokens;
    private final UserStates states;

    TokenDesk(LoginKeys loginKeys, RoleChooser roles, PoolOpenIdTokens tokens, UserStates states) {
        this.loginKeys = loginKeys;
        this.roles = roles;
        this.tokens = tokens;
        this.states = states;
    }

    ExchangedToken issue(IdentityPool pool, IdentityId identity, Caller caller, Duration lifetime, Attempt attempt) {
        caller.requireGood(states);
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
        String token = tokens.mint(subject, lifetime);
        attempt.issuedToken(lifetime);
        return new ExchangedToken(pool.id(), identity, token);
    }
}
