package io.cloakpool.identitypool.issuer;

import io.cloakpool.identitypool.pool.AllowedRoles;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a pool's OpenID token is about. Guests get no such token, so there is always a login.
 *
 * @param amr as in the token
 * @param login what is known of the login, for the checks that apply to credentials made from the token
 * @param logins what tells the logins of the identity that the token was made for; it ends with any of them
 * @param principalTags session tags of credentials that are made from the token; may be empty
 * @param roles the roles that a role mapping gives the login; null where it has no mapping
 */
public record TokenSubject(
        PoolId pool,
        IdentityId identity,
        List<String> amr,
        Login login,
        Set<String> logins,
        Map<String, String> principalTags,
        @Nullable AllowedRoles roles) {
    /**
     * The login behind the token.
     *
     * @param provider internal id of the provider that vouches for it
     * @param userId the realm's user; null where another provider vouches
     * @param issuedAt when the login's own token was made, whole seconds
     */
    public record Login(
            String provider,
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable String client,
            Instant issuedAt) {}

    public TokenSubject {
        amr = List.copyOf(amr);
        logins = Set.copyOf(logins);
        principalTags = Map.copyOf(principalTags);
    }
}
