package io.cloakpool.identitypool.issuer.embedded;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sealed into a session token. Times have milliseconds, but {@code loginIssuedAt} has seconds. */
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
        Map<String, String> principalTags) {}
