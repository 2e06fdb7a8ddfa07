package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.RoleMapping;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decides the roles of a pool's identities.
 *
 * @param authenticated ARN of the default role of signed-in users; null where there is none
 * @param unauthenticated ARN of the default role of guests; null where there is none
 * @param mappings name of a binding to its role mapping, whose rules name roles by name; bindings that are not named have none
 */
public record PoolRoles(
        @Nullable String authenticated, @Nullable String unauthenticated, Map<String, RoleMapping> mappings) {
    public PoolRoles {
        mappings = Map.copyOf(mappings);
    }
}
