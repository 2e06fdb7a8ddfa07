package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Optional;

/**
 * A login that a pool accepts.
 *
 * @param binding by which binding
 * @param clientChecked whether the server has just judged the token's client and its part of the session: it alone can tell a
 *     token of an exchange, whose client was never signed in to the session
 */
public record ProvenLogin(LoginBinding binding, VerifiedLogin login, boolean clientChecked) {
    /**
     * What a realm of this server is to be asked about the login on each use; empty for a login that none of them knows. Where
     * credentials end with the session, the client must be signed in to it: they end with that too.
     */
    public Optional<UserStates.Question> question(IdentityPool pool) {
        Kind kind = binding.provider().kind();
        if (!kind.isRealm()) {
            return Optional.empty();
        }
        return Optional.of(new UserStates.Question(
                login.subject(),
                login.sessionId(),
                login.client(),
                !clientChecked || pool.settings().endWithSession(),
                login.issuedAt(),
                pool.settings().serviceAccounts(),
                binding.serverSideCheck(),
                kind == Kind.REALM ? null : PoolRealm.realmId(login.provider())));
    }
}
