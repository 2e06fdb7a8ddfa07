package io.cloakpool.authenticators.code;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory, by the test's clock. */
final class MemoryCodes implements CodeStore {
    private final Map<String, StoredCode> codes = new ConcurrentHashMap<>();
    private final Map<String, Long> marks = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private boolean keeps;

    MemoryCodes(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Optional<StoredCode> find(String key) {
        return Optional.ofNullable(codes.get(key));
    }

    @Override
    public void put(String key, StoredCode code, Duration lifetime) {
        codes.put(key, code);
    }

    @Override
    public void remove(String key) {
        if (!keeps) {
            codes.remove(key);
        }
    }

    /** As another caller has it who looked before. */
    void keepWhatIsRemoved() {
        keeps = true;
    }

    @Override
    public boolean mark(String key, Duration lifetime) {
        long now = clock.instant().getEpochSecond();
        marks.computeIfPresent(key, (k, until) -> until <= now ? null : until);
        return marks.putIfAbsent(key, now + lifetime.toSeconds()) == null;
    }

    @Override
    public void unmark(String key) {
        marks.remove(key);
    }

    Set<StoredCode> all() {
        return Set.copyOf(codes.values());
    }
}
