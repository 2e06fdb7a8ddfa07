package io.cloakpool.authenticators.budget;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Budgets in memory, by the test's clock. */
public final class MemoryBudgets implements Budgets {
    private final Map<String, Integer> spent = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public MemoryBudgets(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean take(Budget budget, String subject) {
        AtomicBoolean taken = new AtomicBoolean();
        spent.compute(key(budget, subject), (key, count) -> {
            int before = count == null ? 0 : count;
            taken.set(before < budget.limit());
            return taken.get() ? before + 1 : before;
        });
        return taken.get();
    }

    @Override
    public void giveBack(Budget budget, String subject) {
        spent.computeIfPresent(key(budget, subject), (key, count) -> Math.max(0, count - 1));
    }

    private String key(Budget budget, String subject) {
        long window = clock.instant().getEpochSecond() / budget.window().toSeconds();
        return budget.name() + " " + subject + " " + window;
    }
}
