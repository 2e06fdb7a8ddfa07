package io.cloakpool.migration.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.sigv4.SigningCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyCacheTest {
    private static final Duration TIME = Duration.ofSeconds(1);

    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final KeyCache cache = new KeyCache(() -> now);
    private int asked;
    private boolean broken;
    private @Nullable Duration lasts = Duration.ofHours(1);

    private Optional<Keys> keys() throws CredentialsException {
        return cache.keys(
                time -> {
                    asked++;
                    if (broken) {
                        throw new CredentialsException("broken");
                    }
                    return Optional.of(new Keys(
                            new SigningCredentials("AKID" + asked, "secret", null),
                            lasts == null ? null : now.plus(lasts)));
                },
                TIME);
    }

    private String id() throws CredentialsException {
        return keys().orElseThrow().credentials().accessKeyId();
    }

    @Test
    void what_expires_is_fetched_anew_five_minutes_before() throws CredentialsException {
        assertThat(id()).isEqualTo("AKID1");
        now = now.plus(Duration.ofMinutes(54));
        assertThat(id()).isEqualTo("AKID1");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(id()).isEqualTo("AKID2");
    }

    @Test
    void while_they_stand_an_outage_of_their_place_is_none() throws CredentialsException {
        id();
        broken = true;
        now = now.plus(Duration.ofMinutes(58));
        assertThat(id()).isEqualTo("AKID1");
        assertThat(id()).isEqualTo("AKID1");
        assertThat(asked).as("questions to a place that has just failed").isEqualTo(2);
        now = now.plus(KeyCache.SPARED);
        id();
        assertThat(asked).isEqualTo(3);

        now = now.plus(Duration.ofMinutes(2));
        assertThatThrownBy(this::keys).isInstanceOf(CredentialsException.class);
    }

    @Test
    void a_place_that_hangs_leaves_time_to_use_what_still_stands() throws CredentialsException {
        id();
        now = now.plus(Duration.ofMinutes(56));
        KeySource hanging = time -> {
            now = now.plus(time);
            throw new CredentialsException("too late");
        };
        Instant begin = now;

        assertThat(cache.keys(hanging, TIME)).isPresent();

        assertThat(Duration.between(begin, now)).isLessThanOrEqualTo(TIME.dividedBy(2));
        now = now.plus(Duration.ofMinutes(10));
        begin = now;
        assertThatThrownBy(() -> cache.keys(hanging, TIME)).isInstanceOf(CredentialsException.class);
        assertThat(Duration.between(begin, now)).as("where nothing stands").isEqualTo(TIME);
    }

    @Test
    void what_lasts_is_looked_at_again_after_a_while() throws CredentialsException {
        lasts = null;
        assertThat(id()).isEqualTo("AKID1");
        assertThat(id()).isEqualTo("AKID1");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(id()).isEqualTo("AKID2");
    }

    @Test
    void nobody_waits_for_a_source_that_hangs_longer_than_the_time() throws Exception {
        id();
        now = now.plus(Duration.ofMinutes(56));
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        KeySource hanging = time -> {
            asking.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new CredentialsException("broken");
        };
        Thread first = new Thread(() -> {
            try {
                cache.keys(hanging, TIME);
            } catch (CredentialsException e) {
                throw new IllegalStateException(e);
            }
        });
        first.start();
        asking.await();

        assertThat(id()).as("what still stands").isEqualTo("AKID1");
        now = now.plus(Duration.ofMinutes(10));
        assertThatThrownBy(() -> cache.keys(hanging, Duration.ofMillis(50)))
                .hasMessage("the source of credentials does not answer");
        end.countDown();
        first.join();
    }
}
