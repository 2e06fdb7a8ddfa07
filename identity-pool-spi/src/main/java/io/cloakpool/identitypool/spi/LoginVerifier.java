package io.cloakpool.identitypool.spi;

import java.util.Set;

/**
 * Decides whether a token proves a login. Implementations reach the outside only as their configuration says. Not for others yet:
 * nothing looks up an implementation beside the realm's own.
 */
public interface LoginVerifier {
    /**
     * Verifies one entry of a {@code Logins} map.
     *
     * @param token the token as presented, at most 50,000 characters
     * @param clientIds the clients whose tokens the pool accepts; never empty
     * @return the proven login
     * @throws Refused with {@link Reason#LOGIN_INVALID} or {@link Reason#LOGIN_EXPIRED}; {@link Reason#EXTERNAL_SERVICE} when
     *     the provider could not be asked
     */
    VerifiedLogin verify(String token, Set<String> clientIds);
}
