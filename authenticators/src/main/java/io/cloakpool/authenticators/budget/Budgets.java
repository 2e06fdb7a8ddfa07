package io.cloakpool.authenticators.budget;

/**
 * What was spent of budgets in one realm. All nodes see the same, a restart forgets nothing, and whatever becomes of the caller's own
 * transaction, what was spent stays so.
 */
public interface Budgets {
    /**
     * Spends one of what a subject has left.
     *
     * @param subject who or what is limited: a user's id, an address, a number; only its hash is stored
     * @return whether there was one left; of parallel calls never more get one than are left
     */
    boolean take(Budget budget, String subject);

    /** Gives one back that was taken in this window; nothing happens where none was. */
    void giveBack(Budget budget, String subject);
}
