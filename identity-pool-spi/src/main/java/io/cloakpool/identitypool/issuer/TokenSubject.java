package io.cloakpool.identitypool.issuer;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a pool's OpenID token is about. Guests get no such token, so there is always a user.
 *
 * @param amr as in the token
 * @param login what is known of the login, for the checks that apply to credentials made from the token
 */
public record TokenSubject(PoolId pool, IdentityId identity, List<String> amr, Login login) {
    /**
     * The login behind the token.
     *
     * @param issuedAt when the login's own token was made, whole seconds
     */
    public record Login(String userId, @Nullable String sessionId, @Nullable String client, Instant issuedAt) {}

    public TokenSubject {
        amr = List.copyOf(amr);
    }
}
