package io.cloakpool.authenticators.code;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.budget.Budgets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What is spent for one code, so that it can be given back whole. */
final class Payment {
    private final Budgets budgets;
    private final Deque<Runnable> spent = new ArrayDeque<>();

    Payment(Budgets budgets) {
        this.budgets = budgets;
    }

    /** Spends one of each budget, and stops at the first that has none left. */
    boolean spend(List<Budget> of, String subject) {
        for (Budget budget : of) {
            if (!budgets.take(budget, subject)) {
                return false;
            }
            spent.push(() -> budgets.giveBack(budget, subject));
        }
        return true;
    }

    void giveBack() {
        while (!spent.isEmpty()) {
            spent.pop().run();
        }
    }
}
