package io.cloakpool.testsuite.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plays providers of logins: publishes keys, signs ID tokens, says what access tokens are, and misbehaves at addresses made for that. */
public final class LoginStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int HUGE = 300 * 1024;
    private static final long SLOW_MILLIS = 8_000;

    /** A key of a provider. */
    public record SigningKey(String kid, KeyPair pair) {
        static SigningKey create() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return new SigningKey(UUID.randomUUID().toString(), generator.generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private Map<String, String> jwk() {
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            return Map.of(
                    "kty",
                    "RSA",
                    "use",
                    "sig",
                    "alg",
                    "RS256",
                    "kid",
                    kid,
                    "n",
                    number(key.getModulus()),
                    "e",
                    number(key.getPublicExponent()));
        }

        private static String number(BigInteger value) {
            byte[] bytes = value.toByteArray();
            return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final AccessTokens accessTokens = new AccessTokens();
    private volatile SigningKey key = SigningKey.create();

    /** At any free port. */
    public LoginStandIn() {
        this(0);
    }

    /** @param port where the server of the test was told to ask; 0 for any */
    LoginStandIn(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 404, ""));
        for (String path : List.of(
                "/keys", "/google/oauth2/v3/certs", "/apple/auth/keys", "/facebook/.well-known/oauth/openid/jwks/")) {
            server.createContext(path, exchange -> answer(exchange, 200, keySet()));
        }
        server.createContext("/broken", exchange -> answer(exchange, 500, keySet()));
        server.createContext("/nonsense", exchange -> answer(exchange, 200, "<html>welcome</html>"));
        server.createContext("/empty", exchange -> answer(exchange, 200, "{}"));
        server.createContext("/huge", exchange -> answer(exchange, 200, keySet() + " ".repeat(HUGE)));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/keys");
            answer(exchange, 302, keySet());
        });
        server.createContext("/slow", exchange -> {
            pause();
            answer(exchange, 200, keySet());
        });
        server.createContext("/facebook/debug_token", accessTokens::facebook);
        server.createContext("/amazon/auth/o2/tokeninfo", accessTokens::amazon);
        server.createContext("/introspect", accessTokens::introspect);
        server.start();
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String keySet() {
        return json(Map.of("keys", List.of(key.jwk())));
    }

    /** An address of it. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    AccessTokens accessTokens() {
        return accessTokens;
    }

    /** The key that is published and signs. */
    public SigningKey key() {
        return key;
    }

    /** From now on another key is published and signs. */
    public void rotate() {
        key = SigningKey.create();
    }

    /** A good ID token with these claims changed. */
    String idToken(String issuer, String client, Map<String, ?> changes) {
        return signed(Map.of("alg", "RS256", "typ", "JWT", "kid", key.kid()), claims(issuer, client, changes), key);
    }

    /** Those of a good ID token, with these changed. */
    public static Map<String, Object> claims(String issuer, String client, Map<String, ?> changes) {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss", issuer, "aud", client, "sub", UUID.randomUUID().toString(), "iat", now, "exp", now + 300));
        claims.putAll(changes);
        return claims;
    }

    /** A token of these parts. */
    public static String signed(Map<String, ?> header, Map<String, ?> claims, SigningKey with) {
        try {
            String content = content(header, claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(with.pair().getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a stranger can make who has only the public key. */
    static String hmac(Map<String, ?> header, Map<String, ?> claims, byte[] secret) {
        try {
            String content = content(header, claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String content(Map<String, ?> header, Map<String, ?> claims) {
        return part(header) + "." + part(claims);
    }

    private static String part(Map<String, ?> members) {
        return BASE64.encodeToString(json(members).getBytes(StandardCharsets.UTF_8));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
