package io.cloakpool.identitypool.authorize;

import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.PoolRole;
import java.util.Map;

/**
 * A yes: the holder of a credential may take a role.
 *
 * @param parent the credential, which still lives
 * @param role the role that it may take
 * @param tags session tags that it may set, none of which its chain has already
 */
public record Assumption(OpenedCredential parent, PoolRole role, Map<String, String> tags) {
    public Assumption {
        tags = Map.copyOf(tags);
    }
}
