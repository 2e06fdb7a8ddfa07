package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Set;

/**
 * An access token of the own realm that the door has authenticated: signature, times, revocation, proof of possession.
 *
 * @param login what it says; its {@code client} is the token's {@code azp}, its {@code sessionId} null where the token has no
 *     session that could be looked up (service accounts)
 * @param audiences its {@code aud}
 */
public record BearerLogin(VerifiedLogin login, Set<String> audiences) {
    public BearerLogin {
        audiences = Set.copyOf(audiences);
    }
}
