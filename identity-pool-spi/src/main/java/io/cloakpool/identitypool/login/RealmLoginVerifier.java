package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.RealmTokens.SignedToken;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ID tokens of the own realm. Access, refresh and logout tokens carry the same issuer and signature: the payload's
 * {@code typ} tells them apart. Whether user and session are still good is not asked here.
 */
public final class RealmLoginVerifier implements LoginVerifier {
    private static final String ID_TOKEN = "ID";

    private final RealmTokens tokens;
    private final PoolRealm realm;
    private final InstantSource clock;

    public RealmLoginVerifier(RealmTokens tokens, PoolRealm realm, InstantSource clock) {
        this.tokens = tokens;
        this.realm = realm;
        this.clock = clock;
    }

    @Override
    public VerifiedLogin verify(String token, Set<String> clientIds) {
        return prove(token, clientIds).login();
    }

    Proof prove(String token, Set<String> clientIds) {
        if (token.length() > LoginLimits.MAX_TOKEN_LENGTH) {
            throw IdTokenClaims.invalid(IdTokenClaims.NOT_AN_ID_TOKEN);
        }
        SignedToken signed = tokens.verify(token);
        IdTokenClaims claims = new IdTokenClaims(signed.claims());
        Set<String> audiences = claims.audiences();
        requireIdToken(signed.type(), claims);
        if (!claims.text("iss").equals(realm.issuer().toString())) {
            throw IdTokenClaims.invalid("Invalid login token. Issuer doesn't match providerName");
        }
        String client = claims.text("azp");
        if (!clientIds.contains(client) || Collections.disjoint(audiences, clientIds)) {
            throw IdTokenClaims.invalid("Invalid login token. Incorrect token audience.");
        }
        Proof proof = new Proof(login(claims, client), notBefore(claims), signed.kid(), signed.algorithm());
        proof.requireInTime(clock);
        return proof;
    }

    private static void requireIdToken(@Nullable String headerType, IdTokenClaims claims) {
        boolean plainJwt = headerType == null || headerType.equalsIgnoreCase("JWT");
        if (!plainJwt || !claims.optionalText("typ").filter(ID_TOKEN::equals).isPresent()) {
            throw IdTokenClaims.invalid(IdTokenClaims.NOT_AN_ID_TOKEN);
        }
    }

    private VerifiedLogin login(IdTokenClaims claims, String client) {
        String subject = claims.text("sub");
        if (subject.length() > LoginLimits.MAX_SUBJECT_LENGTH) {
            throw IdTokenClaims.invalid(IdTokenClaims.NOT_AN_ID_TOKEN);
        }
        return new VerifiedLogin(
                realm.providerId(),
                subject,
                claims.present(),
                client,
                claims.optionalText("sid").orElse(null),
                claims.time("iat"),
                claims.time("exp"));
    }

    private static Instant notBefore(IdTokenClaims claims) {
        Instant issuedAt = claims.time("iat");
        return claims.optionalTime("nbf").filter(issuedAt::isBefore).orElse(issuedAt);
    }
}
