package io.cloakpool.identitypool.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How often guests may ask, so that nobody farms them: a bucket for each pool and network that holds the requests of a minute and
 * fills up evenly. One for the whole server; nodes of a cluster count apart.
 */
public final class GuestBudget {
    /** Requests of a minute unless an administrator says otherwise: an app's guest needs two an hour. Our own choice. */
    public static final int DEFAULT_PER_MINUTE = 300;
    /** Most that an administrator may say. Our own choice. */
    public static final int MAX_PER_MINUTE = 1_000_000;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    /** A network that is forgotten has a full bucket, so this bounds memory only. */
    private static final int MAX_NETWORKS = 100_000;

    private record Asker(PoolId pool, String network) {}

    /** Time by which a bucket that began full will be full again: the generic cell rate algorithm, one instant a bucket. */
    private final Cache<Asker, Instant> fullAgain =
            Caffeine.newBuilder().maximumSize(MAX_NETWORKS).build();

    private final InstantSource clock;
    private final long costNanos;

    /** @param perMinute at least one */
    public GuestBudget(int perMinute, InstantSource clock) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("a budget has at least one request a minute");
        }
        this.clock = clock;
        this.costNanos = MINUTE / perMinute;
    }

    /**
     * Takes one request out of the budget.
     *
     * @param network where the guest is: an IPv4 address, or the first 64 bits of an IPv6 one
     * @throws Refused {@code TOO_MANY_REQUESTS} when nothing is left
     */
    public void spend(PoolId pool, String network) {
        Instant now = clock.instant();
        Instant latest = now.plusNanos(MINUTE);
        fullAgain.asMap().compute(new Asker(pool, network), (asker, known) -> {
            Instant next = (known == null || known.isBefore(now) ? now : known).plusNanos(costNanos);
            if (next.isAfter(latest)) {
                throw new Refused(Reason.TOO_MANY_REQUESTS, "Rate exceeded");
            }
            return next;
        });
    }
}
