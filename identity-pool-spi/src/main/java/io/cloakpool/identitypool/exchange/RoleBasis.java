package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.role.LaterChoice;
import io.cloakpool.identitypool.role.RoleChooser;
import io.cloakpool.identitypool.role.RoleLogin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller's role is chosen by: its logins, or what the pool's token says of those that it was made for.
 *
 * @param binding of the login behind a token, as it is now; null without one
 * @param later what the token says; null for logins
 * @param trust of the role that trusts the logins by its own configuration; null where the pool chooses
 */
record RoleBasis(
        List<RoleLogin> logins, @Nullable LoginBinding binding, @Nullable LaterChoice later, @Nullable Trust trust) {
    /**
     * A role that is taken whatever the pool would choose.
     *
     * @param tags session tags that the login brings along beside those that its binding maps
     */
    record Trust(PoolRole role, Map<String, String> tags) {
        Trust {
            tags = Map.copyOf(tags);
        }
    }

    static RoleBasis of(List<RoleLogin> logins) {
        return new RoleBasis(logins, null, null, null);
    }

    static RoleBasis of(@Nullable LoginBinding binding, LaterChoice later) {
        return new RoleBasis(List.of(), binding, later, null);
    }

    /** The same logins, which a role trusts. */
    RoleBasis trusted(Trust by) {
        return new RoleBasis(logins, binding, later, by);
    }

    ChosenRole choose(RoleChooser roles, IdentityPool pool, @Nullable String requestedArn) {
        if (trust != null) {
            return roles.trusted(trust.role(), logins, trust.tags());
        }
        return later == null
                ? roles.choose(pool, logins, requestedArn)
                : roles.choose(pool, binding, later, requestedArn);
    }
}
