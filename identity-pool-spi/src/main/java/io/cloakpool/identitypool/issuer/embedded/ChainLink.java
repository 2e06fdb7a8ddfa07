package io.cloakpool.identitypool.issuer.embedded;

import java.util.List;
import java.util.Map;

/**
 * One role of a chain with all that limits it. A request needs the consent of each: judged by this role's policies, in this
 * role's name and with the tags that its session had.
 *
 * @param roleId the role's rename-proof id
 * @param sessionPolicies IAM documents that narrow the role
 * @param principalTags session tags
 */
public record ChainLink(String roleId, List<String> sessionPolicies, Map<String, String> principalTags) {
    public ChainLink {
        sessionPolicies = List.copyOf(sessionPolicies);
        principalTags = Map.copyOf(principalTags);
    }
}
