package io.cloakpool.examples.loginverifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.http.client.config.RequestConfig;
import org.keycloak.common.util.Time;
import org.keycloak.http.simple.SimpleHttp;
import org.keycloak.http.simple.SimpleHttpResponse;

/** Proves access tokens by asking their issuer (RFC 7662). */
final class IntrospectionLoginVerifier implements LoginVerifier {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_ANSWER = 64 * 1024;
    private static final RequestConfig BOUNDS = RequestConfig.custom()
            .setConnectionRequestTimeout(TIMEOUT_MILLIS)
            .setConnectTimeout(TIMEOUT_MILLIS)
            .setSocketTimeout(TIMEOUT_MILLIS)
            .setRedirectsEnabled(false)
            .build();
    /** What rules and tags may stand on: nothing that the user could have written. */
    private static final Set<String> CLAIMS = Set.of("sub", "client_id", "scope");

    private final Introspection introspection;
    private final SimpleHttp http;

    IntrospectionLoginVerifier(Introspection introspection, SimpleHttp http) {
        this.introspection = introspection;
        this.http = http.withRequestConfig(BOUNDS).withMaxConsumedResponseSize(MAX_ANSWER);
    }

    @Override
    public VerifiedLogin verify(String provider, String token, Set<String> clientIds) {
        JsonNode answer = introspect(token);
        if (!answer.path("active").isBoolean() || !answer.path("active").booleanValue()) {
            throw new Refused(Reason.LOGIN_INVALID, "Invalid login token. It is not active.");
        }
        String client = answer.path("client_id").asText();
        if (!clientIds.contains(client)) {
            throw new Refused(Reason.LOGIN_INVALID, "Invalid login token. It was made for another client.");
        }
        if (!answer.path("sub").isTextual() || !answer.path("exp").isIntegralNumber()) {
            throw new Refused(Reason.EXTERNAL_SERVICE, "The issuer of the login token does not say whose it is.");
        }
        Instant expiresAt = Instant.ofEpochSecond(answer.path("exp").longValue());
        Instant issuedAt = Instant.ofEpochSecond(answer.path("iat").asLong(Time.currentTimeSeconds()));
        return new VerifiedLogin(
                provider, answer.path("sub").textValue(), claims(answer), client, null, issuedAt, expiresAt);
    }

    private JsonNode introspect(String token) {
        try (SimpleHttpResponse response = http.doPost(introspection.endpoint().toString())
                .authBasic(encoded(introspection.clientId()), encoded(introspection.clientSecret()))
                .param("token", token)
                .acceptJson()
                .asResponse()) {
            if (response.getStatus() == 200) {
                return response.asJson();
            }
        } catch (IOException e) {
            throw new Refused(Reason.EXTERNAL_SERVICE, "The issuer of the login token cannot be asked.", e);
        }
        throw new Refused(Reason.EXTERNAL_SERVICE, "The issuer of the login token refuses to say what it is.");
    }

    /** As a client authenticates itself (RFC 6749, section 2.3.1). */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static Map<String, Object> claims(JsonNode answer) {
        Map<String, Object> claims = new HashMap<>();
        CLAIMS.stream()
                .filter(name -> answer.path(name).isTextual())
                .forEach(name -> claims.put(name, answer.path(name).textValue()));
        return claims;
    }

    @Override
    public void close() {}
}
