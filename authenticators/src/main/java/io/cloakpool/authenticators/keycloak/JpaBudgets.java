package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.budget.Budgets;
import io.cloakpool.authenticators.code.KeyedHash;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Budgets in Keycloak's database, each spent in a transaction of its own: the row's lock decides between nodes. */
final class JpaBudgets implements Budgets {
    private enum Spending {
        DONE,
        NOTHING_LEFT,
        NOTHING_SPENT_YET
    }

    private final KeycloakSession session;
    private final String realm;
    private final RealmHash hash;

    JpaBudgets(KeycloakSession session) {
        this.session = session;
        realm = session.getContext().getRealm().getId();
        hash = new RealmHash(session);
    }

    @Override
    public boolean take(Budget budget, String subject) {
        long window = window(budget);
        String key = key(budget, subject, window);
        Spending spending = spend(key, budget.limit());
        if (spending == Spending.NOTHING_SPENT_YET) {
            spending = begin(key, budget, (window + 1) * budget.window().toSeconds());
        }
        return spending == Spending.DONE;
    }

    @Override
    public void giveBack(Budget budget, String subject) {
        String key = key(budget, subject, window(budget));
        Jobs.call(session, own -> query(own, "cloakpoolGiveBack", key).executeUpdate());
    }

    private Spending spend(String key, int limit) {
        return Jobs.call(session, own -> {
            if (query(own, "cloakpoolSpend", key).setParameter("limit", limit).executeUpdate() == 1) {
                return Spending.DONE;
            }
            return entities(own).find(BudgetEntity.class, key) == null
                    ? Spending.NOTHING_SPENT_YET
                    : Spending.NOTHING_LEFT;
        });
    }

    private Spending begin(String key, Budget budget, long endsAt) {
        try {
            return Jobs.call(session, own -> {
                BudgetEntity row = new BudgetEntity();
                row.key = key;
                row.endsAt = endsAt;
                row.spent = 1;
                entities(own).persist(row);
                return Spending.DONE;
            });
        } catch (RuntimeException e) {
            // Somebody else was first: the row is there now. Where it is not, the failure was another one.
            Spending spending = spend(key, budget.limit());
            if (spending == Spending.NOTHING_SPENT_YET) {
                throw e;
            }
            return spending;
        }
    }

    private static Query query(KeycloakSession session, String name, String key) {
        return entities(session).createNamedQuery(name).setParameter("key", key);
    }

    private static EntityManager entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private static long window(Budget budget) {
        return Time.currentTimeSeconds() / budget.window().toSeconds();
    }

    /** Each part with its length, so that no two lists of parts are one text. */
    private String key(Budget budget, String subject, long window) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {realm, budget.name(), subject, Long.toString(window)}) {
            text.append(part.length()).append(':').append(part);
        }
        return hash.of(KeyedHash.Use.BUDGET, text.toString());
    }
}
