package io.cloakpool.identitypool.authorize;

import java.util.Map;

/**
 * What the holder of a credential asks for.
 *
 * @param roleArn the role, as the holder names it
 * @param tags session tags that it would set
 */
public record RoleWish(String roleArn, Map<String, String> tags) {
    public RoleWish {
        tags = Map.copyOf(tags);
    }
}
