package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.InvalidArnException;
import io.cloakpool.identitypool.login.ProvenLogin;
import io.cloakpool.identitypool.login.UnnamedLogins;
import io.cloakpool.identitypool.login.UnprovenToken;
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
 * Which logins a role trusts at the security token service. The first of its trusted logins, in their order, whose binding has the
 * token's issuer and audience and whose patterns have its subject decides: by that binding the token is proven, and in that pool the
 * login gets its identity.
 */
final class RoleTrusts {
    /** A proven login that may take a role, and in which pool. */
    record Trusted(IdentityPool pool, PoolRole role, ProvenLogin login) {}

    /** A pool's binding that could prove a token. */
    private record Way(IdentityPool pool, LoginBinding binding) {}

    private final PoolRepository pools;
    private final UnnamedLogins logins;
    private final ConfigurationLog log;

    RoleTrusts(PoolRepository pools, UnnamedLogins logins, ConfigurationLog log) {
        this.pools = pools;
        this.logins = logins;
        this.log = log;
    }

    /**
     * The login of a token, where the role trusts it. Who proves nothing learns nothing of roles: without a trust that fits, the
     * token is proven by any binding of the realm that could, and only a good one is told that it may not.
     *
     * @param attempt is told who it is, once that is proven
     * @throws Refused {@code ROLE_NOT_ALLOWED} for a proven login that the role does not trust, whether there is such a role or not
     */
    Trusted prove(UnprovenToken claimed, String token, String roleArn, Attempt attempt) {
        Optional<PoolRole> role = role(roleArn);
        List<IdentityPool> all = pools.pools();
        Optional<Way> trusted = role.flatMap(found -> trusted(found, all, claimed));
        Way way = trusted.or(() -> any(all, claimed))
                .orElseThrow(() -> new Refused(
                        Reason.LOGIN_INVALID,
                        "No identity pool of this realm takes tokens of this issuer for this audience."));
        ProvenLogin login = logins.prove(way.binding(), token);
        attempt.caller(Caller.of(way.pool(), List.of(login)));
        if (trusted.isEmpty() || !login.login().subject().equals(claimed.subject())) {
            throw new Refused(Reason.ROLE_NOT_ALLOWED, "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        attempt.pool(way.pool().id());
        return new Trusted(way.pool(), role.orElseThrow(), login);
    }

    private Optional<PoolRole> role(String roleArn) {
        try {
            return RoleArns.name(pools.realm(), roleArn).flatMap(pools::role).filter(PoolRole::enabled);
        } catch (InvalidArnException e) {
            throw new Refused(Reason.INVALID_PARAMETER, "The role ARN is malformed.", e);
        }
    }

    private Optional<Way> trusted(PoolRole role, List<IdentityPool> all, UnprovenToken claimed) {
        for (TrustedLogin trust : role.sts().logins()) {
            Optional<Way> way = way(role, trust, all)
                    .filter(found -> logins.fits(found.binding(), claimed) && trust.admits(claimed.subject()));
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

    private Optional<Way> any(List<IdentityPool> all, UnprovenToken claimed) {
        return all.stream()
                .flatMap(pool -> pool.bindings().stream().map(binding -> new Way(pool, binding)))
                .filter(way -> logins.fits(way.binding(), claimed))
                .findFirst();
    }
}
