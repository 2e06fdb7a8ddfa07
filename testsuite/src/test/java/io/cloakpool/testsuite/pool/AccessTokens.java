package io.cloakpool.testsuite.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Access tokens of providers that say themselves what a token is: Facebook, Amazon, and an issuer with token introspection. */
final class AccessTokens {
    static final String FACEBOOK_SECRET = "facebook-secret";
    static final String INTROSPECTION_CLIENT = "pool";
    static final String INTROSPECTION_SECRET = "introspection-secret";

    private static final String FACEBOOK = "EAA|";
    private static final String AMAZON = "Atza|";
    private static final String OPAQUE = "opaque-";

    private final Map<String, Map<String, Object>> tokens = new ConcurrentHashMap<>();

    /** A good token of Facebook, but for these changes of what Facebook says of it. */
    String facebook(String app, String user, Map<String, ?> changes) {
        return issue(
                FACEBOOK,
                Map.of(
                        "app_id",
                        app,
                        "type",
                        "USER",
                        "application",
                        "Demo",
                        "data_access_expires_at",
                        now() + 3_600,
                        "expires_at",
                        now() + 600,
                        "is_valid",
                        true,
                        "user_id",
                        user),
                changes);
    }

    /** Likewise of Amazon. */
    String amazon(String client, String user, Map<String, ?> changes) {
        return issue(
                AMAZON,
                Map.of(
                        "iss",
                        "https://www.amazon.com",
                        "user_id",
                        user,
                        "aud",
                        client,
                        "app_id",
                        "amzn1.application.demo",
                        "exp",
                        600,
                        "iat",
                        now()),
                changes);
    }

    /** Likewise of the issuer with introspection. */
    String opaque(String client, String user, Map<String, ?> changes) {
        return issue(OPAQUE, Map.of("active", true, "client_id", client, "sub", user, "exp", now() + 600), changes);
    }

    /** From now on the token is as if it had never been. */
    void revoke(String token) {
        tokens.remove(token);
    }

    void facebook(HttpExchange exchange) throws IOException {
        String[] asker = authorization(exchange, "Bearer ").split("\\|", 2);
        Map<String, Object> known = known(FACEBOOK, parameters(exchange).get("input_token"));
        if (asker.length != 2 || !asker[1].equals(FACEBOOK_SECRET)) {
            answer(exchange, 400, facebookError(190, "Invalid OAuth access token signature."));
        } else if (known == null) {
            Map<String, Object> data = new HashMap<>(facebookError(190, "Error validating access token"));
            data.put("is_valid", false);
            answer(exchange, 200, Map.of("data", data));
        } else if (!asker[0].equals(known.get("app_id"))) {
            answer(exchange, 400, facebookError(100, "(#100) The App_id did not match the Viewing App"));
        } else {
            answer(exchange, 200, Map.of("data", known));
        }
    }

    void amazon(HttpExchange exchange) throws IOException {
        Map<String, Object> known = known(AMAZON, parameters(exchange).get("access_token"));
        answer(
                exchange,
                known == null ? 400 : 200,
                known == null ? Map.of("error", "invalid_token", "error_description", "The token is bad") : known);
    }

    void introspect(HttpExchange exchange) throws IOException {
        String basic =
                Base64.getEncoder().encodeToString((INTROSPECTION_CLIENT + ":" + INTROSPECTION_SECRET).getBytes(UTF_8));
        if (!authorization(exchange, "Basic ").equals(basic)) {
            answer(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Map<String, Object> known = known(OPAQUE, fields(form).get("token"));
        answer(exchange, 200, known == null ? Map.of("active", false) : known);
    }

    private @Nullable Map<String, Object> known(String prefix, @Nullable String token) {
        return token != null && token.startsWith(prefix) ? tokens.get(token) : null;
    }

    private String issue(String prefix, Map<String, Object> good, Map<String, ?> changes) {
        String token = prefix + UUID.randomUUID();
        Map<String, Object> said = new HashMap<>(good);
        said.putAll(changes);
        tokens.put(token, said);
        return token;
    }

    private static Map<String, Object> facebookError(int code, String message) {
        return Map.of("error", Map.of("message", message, "type", "OAuthException", "code", code));
    }

    private static String authorization(HttpExchange exchange, String scheme) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith(scheme) ? header.substring(scheme.length()) : "";
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of() : fields(query);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        LoginStandIn.answer(exchange, status, LoginStandIn.json(body));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
