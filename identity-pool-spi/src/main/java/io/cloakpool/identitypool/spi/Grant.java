package io.cloakpool.identitypool.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer is asked for: everything about it has been decided and may only be narrowed.
 *
 * @param poolId {@code region:uuid} of the pool
 * @param poolGeneration tells the pool from an earlier or later one of the same id
 * @param identityId {@code region:uuid} of the identity
 * @param roleName name of the role
 * @param roleId the role's rename-proof id (uuid)
 * @param sessionName role session name, {@code [\w+=,.@-]{2,64}}
 * @param amr {@code ["unauthenticated"]} or {@code ["authenticated", provider, …]}
 * @param userId the realm's user behind it; null for guests and users of other providers
 * @param sessionId the session that the credentials end with; null when they outlive it
 * @param clientId the client that the login was made for; null for guests
 * @param loginIssuedAt epoch seconds at which the login's token was made, for not-before checks; 0 for guests
 * @param sessionPolicies IAM documents that narrow the role, compact JSON; may be empty
 * @param principalTags session tags; may be empty
 * @param lifetime how long the credentials live
 */
@PublicApi
public record Grant(
        String poolId,
        String poolGeneration,
        String identityId,
        String roleName,
        String roleId,
        String sessionName,
        List<String> amr,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String clientId,
        long loginIssuedAt,
        List<String> sessionPolicies,
        Map<String, String> principalTags,
        Duration lifetime) {
    public Grant {
        amr = List.copyOf(amr);
        sessionPolicies = List.copyOf(sessionPolicies);
        principalTags = Map.copyOf(principalTags);
    }
}
