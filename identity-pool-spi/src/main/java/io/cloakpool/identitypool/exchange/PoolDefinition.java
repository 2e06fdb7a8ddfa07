package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.RoleSettings;
import java.util.List;

/**
 * A pool as an administrator writes it.
 *
 * @param bindings all of its bindings; those that are not named cease to be
 * @param roles roles to store along with it; roles that are not named stay as they are
 */
public record PoolDefinition(PoolSettings settings, List<BindingSettings> bindings, List<RoleSettings> roles) {
    public PoolDefinition {
        bindings = List.copyOf(bindings);
        roles = List.copyOf(roles);
    }
}
