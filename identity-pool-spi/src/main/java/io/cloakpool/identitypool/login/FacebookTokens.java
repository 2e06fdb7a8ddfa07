package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Access tokens of Facebook's users, about which its debug endpoint is asked as the app that they should be for (Graph API reference,
 * {@code /debug_token}).
 */
final class FacebookTokens {
    private static final String GRAPH = "https://graph.facebook.com";
    private static final String DEBUG = "/debug_token?input_token=";
    private static final String USER_TOKEN = "USER";
    /** What {@code expires_at} is of a token that does not. */
    private static final long NEVER = 0;

    private static final int OK = 200;
    /** Facebook's code for a bad parameter: here a token that is not for the app that asks. */
    private static final long BAD_PARAMETER = 100;

    private final ProviderApi api;
    private final FacebookApps apps;
    private final InstantSource clock;

    FacebookTokens(ProviderApi api, FacebookApps apps, InstantSource clock) {
        this.api = api;
        this.apps = apps;
        this.clock = clock;
    }

    /**
     * @throws Refused {@code LOGIN_INVALID}, {@code LOGIN_EXPIRED}, {@code EXTERNAL_SERVICE}, and {@code POOL_MISCONFIGURED} when the
     *     realm has no secret of any of the apps
     */
    VerifiedLogin verify(AcceptedProvider provider, String token) {
        URI address = PublicProvider.at(provider.binding().provider(), GRAPH, DEBUG + AccessTokens.queryValue(token));
        Map<String, String> secrets = secrets(provider);
        for (Map.Entry<String, String> app : secrets.entrySet()) {
            // In the header, as Keycloak sends it too: what stands in an address stands in the logs of proxies.
            ProviderApi.Answer answer = api.get(address, app.getKey() + "|" + app.getValue());
            ProviderAnswer body = new ProviderAnswer(answer.body());
            if (!isOfAnotherApp(body)) {
                requireOk(answer.status());
                return login(provider, app.getKey(), body.object("data"));
            }
        }
        throw AccessTokens.otherClient();
    }

    private Map<String, String> secrets(AcceptedProvider provider) {
        Map<String, String> secrets = new TreeMap<>();
        provider.clientIds().forEach(app -> apps.secret(app).ifPresent(secret -> secrets.put(app, secret)));
        if (secrets.isEmpty()) {
            throw new Refused(
                    Reason.POOL_MISCONFIGURED,
                    "Access tokens of Facebook need an enabled identity provider of type facebook in the realm, with the id and the secret of the app.");
        }
        return secrets;
    }

    /** Facebook says it in the answer or in its data. */
    private static boolean isOfAnotherApp(ProviderAnswer body) {
        return hasBadParameter(body)
                || body.optionalObject("data")
                        .filter(FacebookTokens::hasBadParameter)
                        .isPresent();
    }

    private static boolean hasBadParameter(ProviderAnswer answer) {
        Optional<ProviderAnswer> error = answer.optionalObject("error");
        return error.isPresent() && error.get().seconds("code") == BAD_PARAMETER;
    }

    private static void requireOk(int status) {
        if (status != OK) {
            throw ProviderAnswer.unusable("Facebook does not say what the login token is: status " + status + ".");
        }
    }

    private VerifiedLogin login(AcceptedProvider provider, String app, ProviderAnswer data) {
        if (!data.isTrue("is_valid")) {
            throw IdTokenClaims.invalid("Invalid login token. Facebook does not accept it.");
        }
        if (!data.id("type").equals(USER_TOKEN)) {
            throw IdTokenClaims.invalid("Invalid login token. It is no access token of a user.");
        }
        if (!data.id("app_id").equals(app)) {
            throw AccessTokens.otherClient();
        }
        Instant now = clock.instant();
        long expiry = data.seconds("expires_at");
        Instant expiresAt = expiry == NEVER ? LoginLimits.LATEST_TIME : Instant.ofEpochSecond(expiry);
        Instant issuedAt =
                data.optionalSeconds("issued_at").map(Instant::ofEpochSecond).orElse(now);
        Proof.requireInTime(issuedAt, expiresAt, now);
        String user = data.id("user_id");
        Map<String, Object> claims = data.present();
        claims.put("sub", user);
        claims.put("aud", app);
        return new VerifiedLogin(provider.facts().id(), user, claims, app, null, issuedAt, expiresAt);
    }
}
