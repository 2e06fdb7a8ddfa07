package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.AllowedRoles;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the logins behind an OpenID token of a pool may have when it is used.
 *
 * @param roles at most {@value #MAX_ROLES}; null where no mapping says, so that the pool's roles at the time of use count
 * @param tags session tags
 */
public record LaterChoice(@Nullable AllowedRoles roles, Map<String, String> tags) {
    /** Most roles in a token, which STS takes up to 20,000 characters of. Our own choice. */
    static final int MAX_ROLES = 100;

    public LaterChoice {
        tags = Map.copyOf(tags);
    }
}
