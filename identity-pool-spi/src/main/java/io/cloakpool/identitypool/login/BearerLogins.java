package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Set;

/** Which access tokens of the own realm a pool accepts at its bearer door. */
public final class BearerLogins {
    private BearerLogins() {}

    /**
     * Accepts an authenticated access token that was made for a client of the pool, or for the pool itself.
     *
     * @param audiences the token's {@code aud}; may name the pool by its id
     * @throws io.cloakpool.identitypool.spi.Refused {@code LOGIN_INVALID} when the token is not for this pool
     */
    public static ProvenLogin admit(IdentityPool pool, VerifiedLogin login, Set<String> audiences) {
        String client = login.client();
        LoginBinding binding = pool.binding(LoginProvider.REALM)
                .filter(b -> (client != null && b.clientIds().contains(client))
                        || audiences.contains(pool.id().toString()))
                .orElseThrow(() -> IdTokenClaims.invalid("The token was not made for this identity pool."));
        return new ProvenLogin(binding, login, true);
    }
}
