package io.cloakpool.identitypool.pool;

import java.util.List;

/**
 * Logins that may take a role at the security token service with the provider's own token. They get the identity that the pool
 * gives them, and the pool's binding says what makes a token good.
 *
 * @param pool name of the identity pool
 * @param binding name of its login binding
 * @param subjects which users of the provider; at least one pattern, so that nobody trusts all of them unawares: the service
 *     accounts of a cluster share one issuer and one audience
 */
public record TrustedLogin(String pool, String binding, List<SubjectPattern> subjects) {
    public TrustedLogin {
        subjects = List.copyOf(subjects);
    }

    /** Whether this user of the provider is meant. */
    public boolean admits(String subject) {
        return subjects.stream().anyMatch(pattern -> pattern.matches(subject));
    }
}
