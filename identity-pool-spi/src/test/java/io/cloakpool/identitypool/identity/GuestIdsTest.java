package io.cloakpool.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class GuestIdsTest {
    private static final long SEED = 20261123;

    private final FakeClock clock = new FakeClock();
    private final GuestIds ids = new GuestIds(clock, new SecureRandom());
    private final IdentityPool pool = TestData.pool();

    @Test
    void new_id_is_good_and_of_the_region() {
        IdentityId id = ids.mint(pool);

        assertThat(ids.isOf(pool, id)).isTrue();
        assertThat(ids.isGood(pool, id)).isTrue();
        assertThat(IdentityId.parse(id.toString())).contains(id);
    }

    @Test
    @Tag("fuzz")
    void ids_never_repeat() {
        Set<IdentityId> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            assertThat(seen.add(ids.mint(pool))).isTrue();
        }
    }

    @Test
    void id_made_in_the_first_second_of_a_day_lives_as_long_as_one_of_the_last() {
        Instant end = Instant.parse("2026-12-24T00:00:00Z");
        for (String made : List.of("2026-11-23T00:00:00Z", "2026-11-23T23:59:59.999Z")) {
            clock.set(Instant.parse(made));
            IdentityId id = ids.mint(pool);

            clock.set(end.minusMillis(1));
            assertThat(ids.isGood(pool, id)).as(made).isTrue();
            clock.set(end);
            assertThat(ids.isGood(pool, id)).as(made).isFalse();
            assertThat(ids.isOf(pool, id)).as(made).isTrue();
        }
    }

    @Test
    @Tag("fuzz")
    void random_uuids_are_no_guests() {
        Random random = new Random(SEED);
        List<IdentityId> opened = Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(20_000)
                .map(uuid -> new IdentityId("eu-west-1", uuid))
                .filter(id -> ids.isOf(pool, id))
                .toList();

        assertThat(opened).as("seed %d", SEED).isEmpty();
    }

    @Test
    void no_single_changed_bit_leaves_a_guest() {
        UUID uuid = ids.mint(pool).uuid();
        for (int bit = 0; bit < 128; bit++) {
            long high = uuid.getMostSignificantBits() ^ (bit < 64 ? 1L << bit : 0);
            long low = uuid.getLeastSignificantBits() ^ (bit < 64 ? 0 : 1L << (bit - 64));
            assertThat(ids.isOf(pool, new IdentityId("eu-west-1", new UUID(high, low))))
                    .isFalse();
        }
    }

    @Test
    void guests_of_other_pools_and_regions_are_strangers_even_with_the_same_secret() {
        IdentityPool other = TestData.pool(new PoolId("eu-west-1", new UUID(1, 2)), pool.settings());
        IdentityPool rekeyed = new IdentityPool(pool.id(), TestData.secret(8), pool.settings(), pool.bindings());
        for (int i = 0; i < 500; i++) {
            IdentityId id = ids.mint(pool);
            assertThat(ids.isOf(other, id)).isFalse();
            assertThat(ids.isOf(rekeyed, id)).isFalse();
            assertThat(ids.isOf(pool, new IdentityId("us-east-1", id.uuid()))).isFalse();
        }
    }

    @Test
    void lifetime_follows_the_pool() {
        IdentityId id = ids.mint(pool);
        clock.forward(Duration.ofDays(32));

        assertThat(ids.isGood(pool, id)).isFalse();
    }
}
