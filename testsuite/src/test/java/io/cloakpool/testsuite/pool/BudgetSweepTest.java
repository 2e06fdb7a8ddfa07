package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.remote.runonserver.InjectRunOnServer;
import org.keycloak.testframework.remote.runonserver.RunOnServerClient;

/** What is kept of budgets whose hour or day is over. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BudgetSweepTest {
    /** More than one transaction of the sweep forgets. */
    private static final String ENDED = "2001";

    private static final String COUNT = "select count(*) from CLOAKPOOL_BUDGET where BUDGET_KEY like ?";

    @InjectRunOnServer(permittedPackages = "io.cloakpool.testsuite.pool")
    RunOnServerClient server;

    @Test
    void windows_that_have_ended_are_forgotten_and_those_that_go_on_are_not() {
        long now = Instant.now().getEpochSecond();
        spend("ended-", now - 1);
        spend("going-", now + 3600);

        server.run(Sweeping.now(Sweeping.BUDGETS));

        assertThat(count("ended-%")).isEqualTo("0");
        assertThat(count("going-%")).isEqualTo(ENDED);
        server.run(Sweeping.sql("delete from CLOAKPOOL_BUDGET where BUDGET_KEY like ?", "going-%"));
    }

    private void spend(String prefix, long endsAt) {
        server.run(Sweeping.sql(
                "insert into CLOAKPOOL_BUDGET (BUDGET_KEY, ENDS_AT, SPENT)"
                        + " select concat(cast(? as varchar), X), cast(? as bigint), 1 from SYSTEM_RANGE(1, "
                        + ENDED + ")",
                prefix,
                Long.toString(endsAt)));
    }

    private String count(String keys) {
        return server.fetch(Sweeping.text(COUNT, keys), String.class);
    }
}
