package io.cloakpool.authenticators.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** What a subject has spent of a budget in one window. The key is a keyed hash of realm, budget, subject and window. */
@Entity(name = "CloakpoolBudget")
@Table(name = "CLOAKPOOL_BUDGET")
@NamedQuery(
        name = "cloakpoolSpend",
        query = "update CloakpoolBudget b set b.spent = b.spent + 1 where b.key = :key and b.spent < :limit")
@NamedQuery(
        name = "cloakpoolGiveBack",
        query = "update CloakpoolBudget b set b.spent = b.spent - 1 where b.key = :key and b.spent > 0")
@NamedQuery(
        name = "cloakpoolEndedWindows",
        query = "select b.key from CloakpoolBudget b where b.endsAt < :now order by b.endsAt")
@NamedQuery(name = "cloakpoolForgetWindows", query = "delete from CloakpoolBudget b where b.key in :keys")
public class BudgetEntity {
    static final int KEY_LENGTH = 64;

    @Id
    @Column(name = "BUDGET_KEY", length = KEY_LENGTH)
    protected String key = "";

    /** Epoch second at which the window ends. */
    @Column(name = "ENDS_AT", nullable = false)
    protected long endsAt;

    @Column(name = "SPENT", nullable = false)
    protected int spent;
}
