package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.AssertionUses;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;

/** Claims in Keycloak's store of single-use objects, which all nodes share. */
final class SingleUseAssertions implements AssertionUses {
    private static final String PREFIX = "cloakpool-saml:";
    private static final String USE = "use";
    /** The first to come has the key at once and writes its use a moment later; who comes between waits for that. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final KeycloakSession session;

    SingleUseAssertions(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public boolean claim(String assertion, String use, Duration lifespan) {
        long seconds = lifespan.toSeconds() + 1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // In a transaction of its own: a refusal of the request takes no claim back, and others see it at once.
            Optional<String> first =
                    Jobs.call(session, own -> first(own.singleUseObjects(), PREFIX + assertion, use, seconds));
            if (first.isPresent()) {
                return first.get().equals(use);
            }
            pause();
        }
        return false;
    }

    /** The use that came first; empty where somebody is about to say it. */
    private static Optional<String> first(SingleUseObjectProvider objects, String key, String use, long seconds) {
        if (objects.putIfAbsent(key, seconds)) {
            objects.put(key, seconds, Map.of(USE, use));
            return Optional.of(use);
        }
        Map<String, String> notes = objects.get(key);
        return notes == null ? Optional.empty() : Optional.ofNullable(notes.get(USE));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
