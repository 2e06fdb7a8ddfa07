package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.VerifiedLogin;

/**
 * A login that a pool accepts.
 *
 * @param binding by which binding
 * @param clientChecked whether the server has just judged the token's client and its part of the session: it alone can tell a
 *     token of an exchange, whose client was never signed in to the session
 */
public record ProvenLogin(LoginBinding binding, VerifiedLogin login, boolean clientChecked) {
    /**
     * What the realm is to be asked about the login on each use. Where credentials end with the session, the client must be
     * signed in to it: they end with that too.
     */
    public UserStates.Question question(IdentityPool pool) {
        return new UserStates.Question(
                login.subject(),
                login.sessionId(),
                login.client(),
                !clientChecked || pool.settings().endWithSession(),
                login.issuedAt(),
                pool.settings().serviceAccounts(),
                binding.serverSideCheck());
    }
}
