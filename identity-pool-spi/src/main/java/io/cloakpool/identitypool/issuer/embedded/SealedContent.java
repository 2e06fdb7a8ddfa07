package io.cloakpool.identitypool.issuer.embedded;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed into a session token. Times have milliseconds, but {@code loginIssuedAt} has seconds.
 *
 * @param chain the roles that were taken before this one, oldest first; empty where the pool gave it
 */
record SealedContent(
        UUID identity,
        String poolGeneration,
        String roleId,
        String roleName,
        String sessionName,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String clientId,
        long loginIssuedAt,
        Instant issuedAt,
        Instant expiresAt,
        List<String> amr,
        List<String> sessionPolicies,
        Map<String, String> principalTags,
        List<ChainLink> chain) {
    /** The format that says it: nodes of the version before read the first one only, and must not overlook a chain. */
    byte version() {
        return chain.isEmpty() ? SealedToken.VERSION : SealedToken.CHAINED_VERSION;
    }
}
