package io.cloakpool.identitypool.spi;

import java.util.Set;
import org.keycloak.provider.Provider;

/**
 * Proves the logins of a provider that Cloakpool does not know: a token of any form in, a user out. A pool takes such logins by a
 * binding with provider {@code custom}, whose {@code providerName} is the id of the {@link LoginVerifierFactory}.
 *
 * <p>Keycloak makes one verifier for a request that needs one, with the request's session, whose realm is that of the pool, and
 * closes it with the session. So a verifier is used by one thread; what it keeps longer belongs to the factory.
 *
 * <p>Nothing is remembered of what a verifier says: it is asked on each use of a token, so a token that is revoked where it came
 * from counts no more. A client waits for the answer, so a verifier that asks somebody else bounds the time (Cloakpool's own: 5
 * seconds), the size of the answer and the addresses, and does not hold the database while it waits.
 *
 * <p>The engine checks what it can check without knowing the token:
 *
 * <ul>
 *   <li>the token has 1 to 50,000 characters, else the verifier is not asked;
 *   <li>{@link VerifiedLogin#provider} is the one that was given and {@link VerifiedLogin#subject} has 1 to 255 characters, else it
 *       is a fault of the verifier ({@link Reason#EXTERNAL_SERVICE});
 *   <li>{@link VerifiedLogin#client} is one of the clients that were given, else the token is refused ({@link
 *       Reason#LOGIN_INVALID});
 *   <li>{@link VerifiedLogin#expiresAt} is to come ({@link Reason#LOGIN_EXPIRED}), and {@link VerifiedLogin#issuedAt} is not, give
 *       or take ten seconds ({@link Reason#LOGIN_INVALID}).
 * </ul>
 *
 * <p>All else is the verifier's: that the token is genuine, was made for that client, is of the right kind, and that nobody else
 * will ever have the subject. An example is {@code examples/login-verifier} of Cloakpool's sources.
 */
@PublicApi
public interface LoginVerifier extends Provider {
    /**
     * Proves one token.
     *
     * @param provider what {@link VerifiedLogin#provider} must be: the internal id of the provider, {@code verifier:{factory id}}
     * @param token as the client sent it: anything
     * @param clientIds the clients for which the pool accepts tokens; at least one
     * @return the login; its claims are what role and tag rules may stand on, so what users can write does not belong there
     * @throws Refused {@link Reason#LOGIN_INVALID} for a token that proves nothing, {@link Reason#LOGIN_EXPIRED} for one that did,
     *     {@link Reason#EXTERNAL_SERVICE} when somebody who must be asked does not answer, {@link Reason#POOL_MISCONFIGURED} when
     *     settings are missing. The message is for the client. Another reason, any other exception, and null are faults. No message may
     *     hold the token or a secret
     */
    VerifiedLogin verify(String provider, String token, Set<String> clientIds);
}
