package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.login.Presented;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.role.ConfigurationLog;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Optional;

/**
 * Which logins a role trusts at the security token service. The first of its trusted logins, in their order, decides whose binding
 * takes what was presented and whose patterns have its subject: in that pool the login gets its identity. A token is chosen by what it
 * says of itself, issuer, audience and subject, and then proven by that binding; an assertion is proven by each.
 */
final class RoleTrusts {
    /** A proven login that may take a role, and in which pool. */
    record Trusted(IdentityPool pool, PoolRole role, ProvenLogin login) {}

    /**
     * A proven login.
     *
     * @param pool whose binding proved it
     * @param role what it asks for, where that trusts it
     */
    record Proven(IdentityPool pool, ProvenLogin login, Optional<PoolRole> role) {
        /**
         * The login with the role that trusts it.
         *
         * @param attempt is told the pool
         * @throws Refused {@code ROLE_NOT_ALLOWED} when the role does not trust it, whether there is such a role or not
         */
        Trusted requireTrust(Attempt attempt) {
            PoolRole trusting = role.orElseThrow(attempt::notAuthorized);
            attempt.pool(pool.id());
            return new Trusted(pool, trusting, login);
        }
    }

    /** A pool's binding that could prove a token. */
    private record Way(IdentityPool pool, LoginBinding binding) {}

    private final PoolRepository pools;
    private final ConfigurationLog log;

    RoleTrusts(PoolRepository pools, ConfigurationLog log) {
        this.pools = pools;
        this.log = log;
    }

    /**
     * The login that is presented. Who proves nothing learns nothing of roles: without a trust that fits, it is proven by any binding
     * of the realm that could, and only a good one is told, by {@link Proven#requireTrust}, that it may not.
     *
     * @param attempt is told who it is, once that is proven
     * @throws Refused {@code LOGIN_INVALID}, {@code LOGIN_EXPIRED} or {@code EXTERNAL_SERVICE} for what proves nothing, {@code
     *     INVALID_PARAMETER} for a text that is no ARN
     */
    Proven prove(Presented presented, String roleArn, Attempt attempt) {
        Optional<PoolRole> role = role(roleArn);
        List<IdentityPool> all = pools.pools();
        Optional<Way> trusted = role.flatMap(found -> trusted(found, all, presented));
        Way way = trusted.or(() -> any(all, presented)).orElseThrow(presented::refusal);
        ProvenLogin login = presented.prove(way.binding());
        attempt.caller(Caller.of(way.pool(), List.of(login)));
        // A token that chose the trust by what it says of itself must be of the one who was proven.
        boolean same = Optional.of(login.login().subject()).equals(presented.subject(way.binding()));
        return new Proven(way.pool(), login, trusted.isPresent() && same ? role : Optional.empty());
    }

    private Optional<PoolRole> role(String roleArn) {
        try {
            return RoleArns.name(pools.realm(), roleArn).flatMap(pools::role).filter(PoolRole::enabled);
        } catch (InvalidArnException e) {
            throw new Refused(Reason.INVALID_PARAMETER, "The role ARN is malformed.", e);
        }
    }

    private Optional<Way> trusted(PoolRole role, List<IdentityPool> all, Presented presented) {
        for (TrustedLogin trust : role.sts().logins()) {
            Optional<Way> way = way(role, trust, all).filter(found -> presented
                    .subject(found.binding())
                    .filter(trust::admits)
                    .isPresent());
            if (way.isPresent()) {
                return way;
            }
        }
        return Optional.empty();
    }

    private Optional<Way> way(PoolRole role, TrustedLogin trust, List<IdentityPool> all) {
        Optional<IdentityPool> pool = all.stream()
                .filter(one -> one.name().equals(trust.pool()) && role.trusts(one, Amr.AUTHENTICATED))
                .findFirst();
        Optional<String> problem = pool.map(found -> TrustCheck.problem(TrustCheck.settings(found), trust))
                .orElseGet(
                        () -> Optional.of("pool '" + trust.pool() + "' does not exist, or the role does not trust it"));
        problem.ifPresent(text -> log.ignored(TrustCheck.message(role.name(), text)));
        return problem.isPresent() ? Optional.empty() : pool.flatMap(found -> way(found, trust));
    }

    /** A provider that two bindings name matches nothing, as everywhere. */
    private static Optional<Way> way(IdentityPool pool, TrustedLogin trust) {
        return pool.bindings().stream()
                .filter(binding -> binding.name().equals(trust.binding()))
                .flatMap(binding -> pool.binding(binding.provider()).stream())
                .map(binding -> new Way(pool, binding))
                .findFirst();
    }

    private Optional<Way> any(List<IdentityPool> all, Presented presented) {
        return all.stream()
                .flatMap(pool -> pool.bindings().stream().map(binding -> new Way(pool, binding)))
                .filter(way -> presented.subject(way.binding()).isPresent())
                .findFirst();
    }
}
