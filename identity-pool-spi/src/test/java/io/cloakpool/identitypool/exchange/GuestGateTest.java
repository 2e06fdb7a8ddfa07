package io.cloakpool.identitypool.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever proves nothing is asked about first, and only then. */
final class GuestGateTest {
    private final World world = new World(TestData.settings());
    private final List<PoolId> asked = new ArrayList<>();

    @Test
    void a_guest_is_asked_about_at_each_call() {
        world.guestGate = asked::add;
        IdentityId guest = world.exchange().getId(TestData.POOL_ID, Map.of()).id();
        world.exchange().credentials(guest, Map.of(), null, null);

        assertThat(asked).containsExactly(TestData.POOL_ID, TestData.POOL_ID);
    }

    @Test
    void who_is_signed_in_is_not() {
        world.guestGate = asked::add;
        IdentityId alice =
                world.exchange().getId(TestData.POOL_ID, world.logins("alice")).id();
        world.exchange().credentials(alice, world.logins("alice"), null, null);

        assertThat(asked).isEmpty();
    }

    @Test
    void a_guest_beyond_the_budget_gets_nothing_and_the_refusal_is_recorded() {
        IdentityId guest = world.exchange().getId(TestData.POOL_ID, Map.of()).id();
        world.guestGate = pool -> {
            throw new Refused(Reason.TOO_MANY_REQUESTS, "Rate exceeded");
        };

        assertTooMany(() -> world.exchange().getId(TestData.POOL_ID, Map.of()));
        assertTooMany(() -> world.exchange().credentials(guest, Map.of(), null, null));
        assertThat(world.log.last().reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
    }

    private static void assertTooMany(Runnable call) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(call::run)
                .extracting(Refused::reason)
                .isEqualTo(Reason.TOO_MANY_REQUESTS);
    }
}
