package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.PoolOpenIdTokens;
import io.cloakpool.identitypool.issuer.TokenSubject;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;

/** Reads a pool's own OpenID token back, and asks whether what it stood on when it was made still stands. */
final class WebIdentities {
    private final PoolRealm realm;
    private final PoolOpenIdTokens tokens;
    private final IdentityStore identities;

    WebIdentities(PoolRealm realm, PoolOpenIdTokens tokens, IdentityStore identities) {
        this.realm = realm;
        this.tokens = tokens;
        this.identities = identities;
    }

    TokenSubject read(String token) {
        return tokens.verify(token);
    }

    /** @throws Refused when pool or identity take no such token any more */
    Caller caller(IdentityPool pool, TokenSubject subject) {
        requireClassicFlow(pool);
        boolean good = identities
                .find(subject.identity())
                .filter(Identity::active)
                .filter(identity -> identity.pool().equals(pool.id()))
                .isPresent();
        if (!good) {
            throw new Refused(
                    Reason.IDENTITY_FORBIDDEN, "Access to Identity '" + subject.identity() + "' is forbidden");
        }
        TokenSubject.Login login = subject.login();
        return new Caller(new LoginName(realm.providerId(), login.userId()), login, questions(pool, login));
    }

    static void requireClassicFlow(IdentityPool pool) {
        if (!pool.settings().allowClassicFlow()) {
            throw new Refused(
                    Reason.CLASSIC_FLOW_DISABLED, "Basic (classic) flow is not enabled, please use enhanced flow.");
        }
    }

    private static List<UserStates.Question> questions(IdentityPool pool, TokenSubject.Login login) {
        String client = login.client();
        LoginBinding binding = pool.binding(LoginBinding.Provider.REALM)
                .filter(b -> client != null && b.clientIds().contains(client))
                .orElseThrow(() -> new Refused(
                        Reason.LOGIN_INVALID, "The identity pool no longer accepts the login behind this token."));
        return List.of(new UserStates.Question(
                login.userId(),
                login.sessionId(),
                client,
                true,
                login.issuedAt(),
                pool.settings().serviceAccounts(),
                binding.serverSideCheck()));
    }
}
