package io.cloakpool.identitypool.issuer.embedded;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session token of this realm stands for. It was sealed here and its time is not over; whether role, identity, user and
 * session are still good is for the caller to ask. {@code toString} shows no secret.
 *
 * @param secretAccessKey what requests are signed with
 * @param poolGeneration which of the pools that had this id one after the other made it
 * @param roleId the role's rename-proof id
 * @param roleName the role's name when the credential was made
 * @param userId the realm's user; null for guests
 * @param sessionId the session that the credential ends with; null when it outlives it
 * @param clientId the client of the login; null for guests
 * @param loginIssuedAt when the login's token was made, whole seconds; the epoch for guests
 * @param sessionPolicies IAM documents that narrow the role
 * @param chain the roles that were taken before this one, oldest first; empty where the pool gave it
 */
public record OpenedCredential(
        String accessKeyId,
        String secretAccessKey,
        PoolId poolId,
        String poolGeneration,
        IdentityId identityId,
        String roleId,
        String roleName,
        String sessionName,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String clientId,
        Instant loginIssuedAt,
        Instant issuedAt,
        Instant expiresAt,
        List<String> amr,
        List<String> sessionPolicies,
        Map<String, String> principalTags,
        List<ChainLink> chain) {
    public OpenedCredential {
        amr = List.copyOf(amr);
        sessionPolicies = List.copyOf(sessionPolicies);
        principalTags = Map.copyOf(principalTags);
        chain = List.copyOf(chain);
    }

    /** Every role of the chain, oldest first; the last one is the one that the credential names. */
    public List<ChainLink> links() {
        List<ChainLink> links = new ArrayList<>(chain);
        links.add(new ChainLink(roleId, sessionPolicies, principalTags));
        return links;
    }

    @Override
    public String toString() {
        return "OpenedCredential[" + accessKeyId + ", " + identityId + ", " + roleName + "]";
    }
}
