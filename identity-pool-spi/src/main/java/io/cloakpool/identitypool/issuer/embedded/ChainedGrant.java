package io.cloakpool.identitypool.issuer.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the holder of a credential gets for taking another role. Everything about it has been decided.
 *
 * @param parent the holder's credential, which still lives
 * @param roleId the new role's rename-proof id
 * @param sessionName role session name, {@code [\w+=,.@-]{2,64}}
 * @param sessionPolicies IAM documents that narrow the new role, compact JSON; may be empty
 * @param principalTags all session tags, the parent's among them where the role takes tags
 * @param lifetime how long the credentials live, unless the parent ends before
 */
public record ChainedGrant(
        OpenedCredential parent,
        String roleId,
        String roleName,
        String sessionName,
        List<String> sessionPolicies,
        Map<String, String> principalTags,
        Duration lifetime) {
    public ChainedGrant {
        sessionPolicies = List.copyOf(sessionPolicies);
        principalTags = Map.copyOf(principalTags);
    }
}
