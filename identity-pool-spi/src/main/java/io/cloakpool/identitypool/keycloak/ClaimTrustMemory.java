package io.cloakpool.identitypool.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.role.ClaimTrust;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers for a moment who writes a claim. Finding it out takes a look at all mappers of a client and its scopes, of which Keycloak
 * tells nobody that one has changed; and what changes on one node is seen on the others no sooner.
 */
final class ClaimTrustMemory {
    static final Duration MEMORY = Duration.ofSeconds(1);
    private static final int MAX_ANSWERS = 10_000;

    private final Cache<Question, Optional<String>> answers;

    private record Question(String realmId, LoginProvider provider, Set<String> clients, String claim) {}

    ClaimTrustMemory() {
        this(Ticker.systemTicker());
    }

    ClaimTrustMemory(Ticker ticker) {
        answers = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MAX_ANSWERS)
                .ticker(ticker)
                .build();
    }

    /**
     * The same answers, remembered.
     *
     * @param realmId of the realm for whose pools it is asked
     */
    ClaimTrust of(String realmId, ClaimTrust trust) {
        return (provider, clients, claim) -> {
            Question question = new Question(realmId, provider, Set.copyOf(clients), claim);
            Optional<String> known = answers.getIfPresent(question);
            if (known != null) {
                return known;
            }
            // Not within the cache: finding out may wait for the database.
            Optional<String> found = trust.writer(provider, clients, claim);
            answers.put(question, found);
            return found;
        };
    }
}
