package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.TokenSignatures.SignedToken;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ID tokens of one provider as OpenID Connect Core, section 3.1.3.7, has it, without a nonce: the pool has not asked for
 * the token. Access, refresh and logout tokens may carry the same issuer and signature, and are told apart here. Whether user and
 * session are still good is not asked here.
 */
final class IdTokenVerifier {
    private static final String ID_TOKEN = "ID";
    /** What says the kind of a token at Amazon Cognito, whose access tokens look much the same. */
    private static final String TOKEN_USE = "token_use";

    private static final String TOKEN_USE_ID = "id";
    /** Only logout and security events have it (OpenID Connect Back-Channel Logout, section 2.4). */
    private static final String EVENTS = "events";

    private final InstantSource clock;

    IdTokenVerifier(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param clientIds the clients whose tokens count
     * @throws io.cloakpool.identitypool.spi.Refused for a token that proves nothing here
     */
    Proof prove(String token, IdTokenIssuer issuer, Set<String> clientIds) {
        if (token.length() > LoginLimits.MAX_TOKEN_LENGTH) {
            throw IdTokenClaims.invalid(IdTokenClaims.NOT_AN_ID_TOKEN);
        }
        SignedToken signed = issuer.signatures().verify(token);
        IdTokenClaims claims = new IdTokenClaims(signed.claims());
        Set<String> audiences = claims.audiences();
        requireIdToken(signed.type(), claims, issuer.realm());
        if (!issuer.issuers().contains(claims.text("iss"))) {
            throw IdTokenClaims.invalid(IdTokenClaims.OTHER_ISSUER);
        }
        String client = client(claims, audiences, issuer.realm());
        if (!clientIds.contains(client) || Collections.disjoint(audiences, clientIds)) {
            throw IdTokenClaims.invalid(IdTokenClaims.OTHER_AUDIENCE);
        }
        Proof proof = new Proof(login(claims, issuer.provider(), client), notBefore(claims), signed.key());
        proof.requireInTime(clock);
        return proof;
    }

    private static void requireIdToken(@Nullable String headerType, IdTokenClaims claims, boolean realm) {
        boolean plainJwt = headerType == null || headerType.equalsIgnoreCase("JWT");
        // Keycloak says the kind in each token; so it must where it is the provider, and may not be another one
        // elsewhere.
        Optional<String> kind = claims.optionalText("typ");
        boolean rightKind = realm
                ? kind.filter(ID_TOKEN::equals).isPresent()
                : kind.map(ID_TOKEN::equals).orElse(true);
        boolean rightUse =
                claims.optionalText(TOKEN_USE).map(TOKEN_USE_ID::equals).orElse(true);
        if (!plainJwt || !rightKind || !rightUse || claims.has(EVENTS)) {
            throw IdTokenClaims.invalid(IdTokenClaims.NOT_AN_ID_TOKEN);
        }
    }

    /** For whom the token was made: {@code azp}, and where a provider says none, its only audience. */
    private static String client(IdTokenClaims claims, Set<String> audiences, boolean realm) {
        boolean alone = !realm && audiences.size() == 1;
        return alone ? claims.optionalText("azp").orElse(audiences.iterator().next()) : claims.text("azp");
    }

    private static VerifiedLogin login(IdTokenClaims claims, String provider, String client) {
        String subject = claims.text("sub");
        if (!Subjects.isGood(subject)) {
            throw IdTokenClaims.invalid(IdTokenClaims.NOT_AN_ID_TOKEN);
        }
        return new VerifiedLogin(
                provider,
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
