package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.role.RoleLogin;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which role and tags logins would get. Nothing is issued, stored or recorded. */
public final class RoleExplainer {
    private final ExchangeParts parts;

    /** Wires the explainer for one request. */
    public RoleExplainer(EnginePorts ports, EngineCaches caches) {
        this.parts = ExchangeParts.of(ports, caches);
    }

    /**
     * What these logins would get.
     *
     * @param roleArn a role to ask for; null for what they get without asking
     * @throws Refused when there is no such pool
     */
    public RoleExplanation explain(PoolId poolId, Map<String, String> presented, @Nullable String roleArn) {
        IdentityPool pool = parts.pool(poolId);
        return RoleExplanation.of(considerations -> {
            Caller caller = Caller.of(pool, parts.callers().prove(pool, presented));
            caller.requireGood(parts.ports().userStates());
            return parts.roles().choose(pool, caller.basis().logins(), roleArn, considerations);
        });
    }

    /** The same for claims that a token might have. */
    public RoleExplanation explain(PoolId poolId, ClaimSet claims, @Nullable String roleArn) {
        IdentityPool pool = parts.pool(poolId);
        List<RoleLogin> tried = List.of(claims.login(pool));
        return RoleExplanation.of(considerations -> parts.roles().choose(pool, tried, roleArn, considerations));
    }
}
