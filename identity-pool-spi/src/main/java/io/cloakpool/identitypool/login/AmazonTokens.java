package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Access tokens of Login with Amazon, which says itself what they are worth ("Obtain customer profile information", token-info). */
final class AmazonTokens {
    private static final String USER = "user_id";
    private static final String CLIENT = "aud";
    private static final String APP = "app_id";
    private static final int OK = 200;
    /** What Amazon answers for a token that it does not know, or no more. */
    private static final int BAD_TOKEN = 400;

    private final ProviderApi api;
    private final InstantSource clock;

    AmazonTokens(ProviderApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /** @throws io.cloakpool.identitypool.spi.Refused {@code LOGIN_INVALID}, {@code LOGIN_EXPIRED}, {@code EXTERNAL_SERVICE} */
    VerifiedLogin verify(AcceptedProvider provider, String token) {
        URI address = URI.create(PublicProvider.AMAZON.address(
                        provider.binding().provider()) + "?access_token=" + AccessTokens.queryValue(token));
        ProviderApi.Answer answer = api.get(address, null);
        if (answer.status() == BAD_TOKEN) {
            throw IdTokenClaims.invalid("Invalid login token. Amazon does not accept it.");
        }
        if (answer.status() != OK) {
            throw ProviderAnswer.unusable(
                    "Amazon does not say what the login token is: status " + answer.status() + ".");
        }
        return login(provider, new ProviderAnswer(answer.body()));
    }

    private VerifiedLogin login(AcceptedProvider provider, ProviderAnswer answer) {
        if (!provider.facts().issuers().contains(answer.id("iss"))) {
            throw IdTokenClaims.invalid(IdTokenClaims.OTHER_ISSUER);
        }
        String client = answer.id(CLIENT);
        AccessTokens.requireClient(provider.clientIds(), client);
        Instant now = clock.instant();
        // Here "exp" is not a time but what is left of it.
        Instant expiresAt = now.plusSeconds(answer.seconds("exp"));
        Instant issuedAt =
                answer.optionalSeconds("iat").map(Instant::ofEpochSecond).orElse(now);
        Proof.requireInTime(issuedAt, expiresAt, now);
        String user = answer.id(USER);
        Map<String, Object> claims = answer.present();
        claims.keySet().retainAll(Set.of(USER, CLIENT, APP));
        return new VerifiedLogin(provider.facts().id(), user, claims, client, null, issuedAt, expiresAt);
    }
}
