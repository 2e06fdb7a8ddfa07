package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.budget.Budgets;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory, in one window that never ends. */
final class FakeBudgets implements Budgets {
    final Map<String, Integer> spent = new HashMap<>();

    @Override
    public boolean take(Budget budget, String subject) {
        if (spent(budget.name(), subject) >= budget.limit()) {
            return false;
        }
        spent.merge(key(budget.name(), subject), 1, Integer::sum);
        return true;
    }

    @Override
    public void giveBack(Budget budget, String subject) {
        spent.computeIfPresent(key(budget.name(), subject), (key, count) -> Math.max(0, count - 1));
    }

    int spent(String budget, String subject) {
        return spent.getOrDefault(key(budget, subject), 0);
    }

    int total() {
        return spent.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String key(String budget, String subject) {
        return budget + " " + subject;
    }
}
