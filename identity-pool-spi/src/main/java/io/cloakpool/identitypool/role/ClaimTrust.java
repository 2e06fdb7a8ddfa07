package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.LoginProvider;
import java.util.Optional;
import java.util.Set;

/**
 * Tells claims that an administrator decides from claims that the user writes. Who may write a claim would choose the own role, so
 * no rule and no tag may stand on it.
 */
@FunctionalInterface
public interface ClaimTrust {
    /**
     * How the user gets its own text into a claim; empty when it cannot.
     *
     * @param provider whose logins it is about
     * @param clients for any of which the token may be made
     * @param claim name of a claim at the top of the token
     */
    Optional<String> writer(LoginProvider provider, Set<String> clients, String claim);
}
