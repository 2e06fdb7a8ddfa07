package io.cloakpool.testsuite.userpool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.LoginStandIn;
import io.cloakpool.testsuite.pool.LoginStandIn.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Plays providers of users: an OpenID Connect provider, Apple and Amazon, with answers of the shapes that they document. Its users have
 * signed in there; what it says of them is the test's to choose.
 */
public final class ProviderStandIn {
    public static final ProviderStandIn INSTANCE = new ProviderStandIn();

    static final String OIDC_CLIENT = "cloakpool-at-company";
    static final String APPLE_CLIENT = "com.example.cloakpool";
    static final String AMAZON_CLIENT = "amzn1.application-oa2-client.1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final SigningKey key = newKey();
    /** Answers of the token endpoint, by code. */
    private final Map<String, Map<String, Object>> answers = new ConcurrentHashMap<>();
    /** Profiles of Amazon, by access token. */
    private final Map<String, Map<String, Object>> profiles = new ConcurrentHashMap<>();
    /** Whose an access token of Amazon is. */
    private final Map<String, Map<String, Object>> tokens = new ConcurrentHashMap<>();

    private volatile Map<String, String> lastTokenRequest = Map.of();

    private ProviderStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "provider-stand-in");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/keys", exchange -> answer(exchange, 200, Map.of("keys", List.of(jwk()))));
        server.createContext("/token", this::token);
        server.createContext(
                "/amazon/tokeninfo",
                exchange -> known(exchange, tokens, query(exchange).getOrDefault("access_token", "")));
        server.createContext(
                "/amazon/profile",
                exchange -> known(
                        exchange,
                        profiles,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                                .replace("Bearer ", "")));
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    String issuer() {
        return url("");
    }

    SigningKey key() {
        return key;
    }

    /** The form that the token endpoint was last sent. */
    Map<String, String> lastTokenRequest() {
        return lastTokenRequest;
    }

    /** Sends the browser, which is at this provider, back with a good ID token of these claims. */
    public SignIn oidc(SignIn browser, Map<String, ?> claims) {
        return back(browser, idToken(browser, OIDC_CLIENT, claims));
    }

    /** Where a browser that stands at this address of the provider is sent back to, with a good ID token of these claims. */
    URI oidc(URI request, Map<String, ?> claims) {
        return back(request, idToken(request, OIDC_CLIENT, claims));
    }

    /** Sends the browser back with this ID token. */
    SignIn back(SignIn browser, String idToken) {
        return browser.open(back(browser.page().address(), idToken));
    }

    private URI back(URI request, String idToken) {
        return URI.create(redirect(request) + "?code=" + code(idToken) + "&state="
                + URLEncoder.encode(parameters(request).getOrDefault("state", ""), StandardCharsets.UTF_8));
    }

    /** As Apple does it: by a form. */
    SignIn apple(SignIn browser, String idToken, Map<String, String> more) {
        URI request = browser.page().address();
        return browser.send(redirect(request), appleForm(request, idToken, more));
    }

    /** The form that Apple has the browser, which stands at this address, send to {@link #redirect}. */
    Map<String, String> appleForm(URI request, String idToken, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("code", code(idToken));
        form.put("state", parameters(request).getOrDefault("state", ""));
        return form;
    }

    /** Where a browser that stands at this address of the provider is to be sent back to. */
    static URI redirect(URI request) {
        return URI.create(parameters(request).getOrDefault("redirect_uri", ""));
    }

    /** As Amazon does it. */
    SignIn amazon(SignIn browser, Map<String, Object> profile, Map<String, Object> changedInfo) {
        return browser.open(amazon(browser.page().address(), profile, changedInfo));
    }

    /** Where Amazon sends a browser that stands at this address back to. */
    URI amazon(URI request, Map<String, Object> profile, Map<String, Object> changedInfo) {
        String token = "Atza|" + random();
        profiles.put(token, profile);
        Map<String, Object> info = new HashMap<>(Map.of(
                "iss",
                "https://www.amazon.com",
                "aud",
                AMAZON_CLIENT,
                "user_id",
                profile.getOrDefault("user_id", ""),
                "app_id",
                "amzn1.application.1",
                "exp",
                3597,
                "iat",
                1_800_000_000));
        info.putAll(changedInfo);
        tokens.put(token, info);
        String code = code(Map.of(
                "access_token",
                token,
                "token_type",
                "bearer",
                "expires_in",
                3600,
                "refresh_token",
                "Atzr|" + random()));
        return URI.create(redirect(request) + "?code=" + code + "&state="
                + URLEncoder.encode(parameters(request).getOrDefault("state", ""), StandardCharsets.UTF_8)
                + "&scope=profile");
    }

    /** A good ID token for the request that the browser stands at, with these claims changed; those that are null are left out. */
    String idToken(SignIn browser, String client, Map<String, ?> changes) {
        return idToken(browser.page().address(), client, changes);
    }

    String idToken(URI request, String client, Map<String, ?> changes) {
        return signed(claims(request, client, changes));
    }

    private String signed(Map<String, Object> claims) {
        return LoginStandIn.signed(Map.of("alg", "RS256", "kid", key.kid()), claims, key);
    }

    Map<String, Object> claims(SignIn browser, String client, Map<String, ?> changes) {
        return claims(browser.page().address(), client, changes);
    }

    private Map<String, Object> claims(URI request, String client, Map<String, ?> changes) {
        Map<String, Object> claims = LoginStandIn.claims(issuer(), client, Map.of());
        String nonce = parameters(request).get("nonce");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        claims.putAll(changes);
        claims.values().removeIf(Objects::isNull);
        return claims;
    }

    static Map<String, String> parameters(URI address) {
        return form(String.valueOf(address.getRawQuery()));
    }

    /** One that the token endpoint answers with this ID token. */
    String code(String idToken) {
        return code(Map.of("access_token", random(), "token_type", "Bearer", "expires_in", 60, "id_token", idToken));
    }

    private String code(Map<String, Object> answer) {
        Issued.addAllIn(json(answer));
        String code = random();
        answers.put(code, answer);
        return code;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        lastTokenRequest = form;
        Issued.add(form.getOrDefault("client_secret", ""));
        Map<String, Object> answer = answers.remove(form.getOrDefault("code", ""));
        if (answer == null) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            answer(exchange, 200, answer);
        }
    }

    private static void known(HttpExchange exchange, Map<String, Map<String, Object>> all, String token)
            throws IOException {
        Map<String, Object> one = all.get(token);
        answer(exchange, one == null ? 400 : 200, one == null ? Map.of("error", "invalid_token") : one);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json(body).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return parameters(exchange.getRequestURI());
    }

    private static Map<String, String> form(String text) {
        UnaryOperator<String> decode = part -> URLDecoder.decode(part, StandardCharsets.UTF_8);
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(decode.apply(parts[0]), parts.length == 1 ? "" : decode.apply(parts[1]));
        }
        return form;
    }

    private Map<String, String> jwk() {
        RSAPublicKey rsa = (RSAPublicKey) key.pair().getPublic();
        return Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                key.kid(),
                "n",
                number(rsa.getModulus()),
                "e",
                number(rsa.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    static SigningKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new SigningKey(random(), generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }
}
