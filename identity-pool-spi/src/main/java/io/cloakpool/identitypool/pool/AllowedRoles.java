package io.cloakpool.identitypool.pool;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles that a role mapping gave a login.
 *
 * @param unasked name of the one that it gets without asking; null where there is none
 * @param names names of all that it may ask for, that one included
 */
public record AllowedRoles(@Nullable String unasked, Set<String> names) {
    public AllowedRoles {
        names = Set.copyOf(names);
    }
}
