package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolSettings;
import java.util.List;

/**
 * A pool as an administrator sees it. Holds no secret.
 *
 * @param bindings by name
 * @param revision hash of settings and bindings, lower-case hex: the ETag
 * @param warnings what will not work as it stands, in words: roles that are missing, disabled or do not trust the pool
 */
public record PoolView(
        PoolId id, PoolSettings settings, List<BindingSettings> bindings, String revision, List<String> warnings) {
    public PoolView {
        bindings = List.copyOf(bindings);
        warnings = List.copyOf(warnings);
    }
}
