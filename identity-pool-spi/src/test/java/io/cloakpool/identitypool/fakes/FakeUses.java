package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.login.AssertionUses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Claims that are never forgotten. */
public final class FakeUses implements AssertionUses {
    private final Map<String, String> claimed = new HashMap<>();
    /** How long each was to last. */
    public final List<Duration> lifespans = new ArrayList<>();

    @Override
    public boolean claim(String assertion, String use, Duration lifespan) {
        lifespans.add(lifespan);
        return claimed.computeIfAbsent(assertion, first -> use).equals(use);
    }
}
