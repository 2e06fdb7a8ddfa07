package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Optional;

/**
 * A login that a pool accepts.
 *
 * @param binding by which binding
 */
public record ProvenLogin(LoginBinding binding, VerifiedLogin login) {
    /** What the realm is to be asked about the login on each use; empty where the binding wants no such check. */
    public Optional<UserStates.Question> question() {
        return binding.serverSideCheck()
                ? Optional.of(
                        new UserStates.Question(login.subject(), login.sessionId(), login.client(), login.issuedAt()))
                : Optional.empty();
    }
}
