package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long credentials live. */
final class Lifetimes {
    private static final Duration SHORTEST_NARROWED = Duration.ofSeconds(1);

    private Lifetimes() {}

    /** The pool's lifetime, or a guest's, within the role's. */
    static Duration ofPool(IdentityPool pool, PoolRole role, Amr amr) {
        Duration wanted =
                amr == Amr.AUTHENTICATED ? pool.settings().credentialLifetime() : CredentialLimits.GUEST_LIFETIME;
        return min(wanted, longest(role));
    }

    /** At the bearer door: from one second to what the caller would get anyway. */
    static Duration narrowed(IdentityPool pool, PoolRole role, @Nullable Duration asked) {
        Duration standard = ofPool(pool, role, Amr.AUTHENTICATED);
        return asked == null ? standard : within(asked, shortest(role), standard);
    }

    /** At {@code AssumeRoleWithWebIdentity} and {@code AssumeRoleWithSAML}: from 900 seconds to the role's maximum, as in STS. */
    static Duration assumed(IdentityPool pool, PoolRole role, @Nullable Duration asked) {
        return asked == null
                ? ofPool(pool, role, Amr.AUTHENTICATED)
                : within(asked, CredentialLimits.MIN_LIFETIME, longest(role));
    }

    /** At {@code AssumeRole}: from 900 seconds to one hour, as STS has it for roles that are assumed one after the other. */
    static Duration chained(PoolRole role, @Nullable Duration asked) {
        Duration most = min(longest(role), CredentialLimits.MAX_CHAINED_LIFETIME);
        return asked == null ? most : within(asked, CredentialLimits.MIN_LIFETIME, most);
    }

    /**
     * That long, or until something ends on which it all stands.
     *
     * @throws Refused {@code LOGIN_EXPIRED} when too little is left for the role's credentials
     */
    static Duration until(Duration lifetime, PoolRole role, Instant now, Instant end) {
        Duration left = Duration.ofSeconds(Duration.between(now, end).toSeconds());
        if (left.compareTo(shortest(role)) < 0) {
            throw new Refused(Reason.LOGIN_EXPIRED, "The session at the identity provider ends too soon.");
        }
        return min(lifetime, left);
    }

    private static Duration within(Duration asked, Duration least, Duration most) {
        if (asked.compareTo(least) < 0 || asked.compareTo(most) > 0) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "The duration must be " + least.toSeconds() + " to " + most.toSeconds() + " seconds.");
        }
        return asked;
    }

    /** No security token service issues for less than 900 seconds. */
    private static Duration shortest(PoolRole role) {
        return role.remote() == null ? SHORTEST_NARROWED : CredentialLimits.MIN_LIFETIME;
    }

    private static Duration longest(PoolRole role) {
        return min(role.maxDuration(), CredentialLimits.MAX_LIFETIME);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
