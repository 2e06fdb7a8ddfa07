package io.cloakpool.identitypool.spi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login that was proven.
 *
 * @param provider the internal, rename-proof id of the provider that vouches for it ({@code realm:<uuid of the realm>})
 * @param subject the provider's id of the user; compared byte for byte
 * @param claims what the token says, for role and tag rules; unmodifiable
 * @param client the OAuth client that the token was made for, where there is one
 * @param sessionId the provider's session, where the token names one
 * @param issuedAt when the token was made
 * @param expiresAt when the token ends
 */
@PublicApi
public record VerifiedLogin(
        String provider,
        String subject,
        Map<String, Object> claims,
        @Nullable String client,
        @Nullable String sessionId,
        Instant issuedAt,
        Instant expiresAt) {
    public VerifiedLogin {
        claims = Map.copyOf(claims);
    }
}
