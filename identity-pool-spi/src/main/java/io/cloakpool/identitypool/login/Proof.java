package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A login with what must be looked at again on each use of its token.
 *
 * @param notBefore from when on the token counts
 * @param key that signed it
 */
record Proof(VerifiedLogin login, Instant notBefore, SignatureKey key) {
    /** @throws Refused when the token is over its time, or not yet in it */
    void requireInTime(InstantSource clock) {
        requireInTime(notBefore, login.expiresAt(), clock.instant());
    }

    /** @throws Refused when a token of these times is over its time, or not yet in it */
    static void requireInTime(Instant notBefore, Instant expiresAt, Instant now) {
        if (!now.isBefore(expiresAt)) {
            // The operator stands the wrong way round in Cognito's message too; clients match on the text before it.
            throw new Refused(
                    Reason.LOGIN_EXPIRED,
                    "Invalid login token. Token expired: " + expiresAt.getEpochSecond() + " >= "
                            + now.getEpochSecond());
        }
        if (notBefore.isAfter(now.plus(LoginLimits.MAX_SKEW))) {
            throw IdTokenClaims.invalid("Invalid login token. Token is not yet valid: " + notBefore.getEpochSecond()
                    + " > " + now.getEpochSecond());
        }
    }
}
