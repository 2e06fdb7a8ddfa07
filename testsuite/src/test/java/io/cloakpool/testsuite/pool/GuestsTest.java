package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** Guests cannot be farmed. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class GuestsTest {
    /** The default of the server's option. */
    private static final int A_MINUTE = 300;
    /** While a slow machine asks, the budget fills up again. */
    private static final int MOST = 10 * A_MINUTE;

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @Test
    void a_budget_of_one_pool_is_spent_by_guests_and_felt_by_guests_of_that_pool_alone() {
        Doors others = Doors.of(realm);
        try (VouchedPool pool = VouchedPool.create(realm)) {
            Doors doors = others.ofPool(pool.id());
            int served = 0;
            Http.Answer last = guest(doors);
            while (last.status() == 200 && served < MOST) {
                served++;
                last = guest(doors);
            }

            assertThat(served).isBetween(A_MINUTE, MOST - 1);
            assertThat(last.status()).isEqualTo(400);
            assertThat(last.json().path("__type").asText()).endsWith("TooManyRequestsException");
            assertThat(doors.getId(new People(realm).signIn().id()).status())
                    .as("users of the pool")
                    .isEqualTo(200);
            assertThat(guest(others).status()).as("guests of another pool").isEqualTo(200);
        }
    }

    private static Http.Answer guest(Doors doors) {
        return doors.cognito("GetId", Map.of("IdentityPoolId", doors.poolId()));
    }
}
