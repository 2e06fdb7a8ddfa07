package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.VerifiedLogin;

/**
 * A login that a pool accepts.
 *
 * @param binding by which binding
 */
public record ProvenLogin(LoginBinding binding, VerifiedLogin login) {
    /** What the realm is to be asked about the login on each use. */
    public UserStates.Question question(IdentityPool pool) {
        return new UserStates.Question(
                login.subject(),
                login.sessionId(),
                login.client(),
                login.issuedAt(),
                pool.settings().serviceAccounts(),
                binding.serverSideCheck());
    }
}
