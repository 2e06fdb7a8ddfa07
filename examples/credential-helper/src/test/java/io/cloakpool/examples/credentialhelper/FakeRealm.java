package io.cloakpool.examples.credentialhelper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A realm that rotates refresh tokens without mercy: one that is used twice ends the session. {@code refresh-1} is good at the
 * start; each use answers with the next number.
 */
final class FakeRealm implements AutoCloseable {
    static final String POOL = "us-east-1:0a1b2c3d-0000-4000-8000-000000000000";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Deque<Reply> deviceReplies = new ArrayDeque<>();
    private final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private volatile int generation = 1;
    private volatile boolean ended;
    private volatile boolean out;
    private volatile boolean silent;
    private volatile boolean clientRefused;
    private volatile String refusedAccessToken = "";
    private volatile int doorStatus = 200;
    private volatile int life = 300;

    private record Reply(int status, String body) {}

    private FakeRealm(HttpServer server) {
        this.server = server;
    }

    static FakeRealm start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeRealm realm = new FakeRealm(server);
        server.setExecutor(realm.threads);
        realm.serve("/protocol/openid-connect/auth/device", exchange -> realm.device());
        realm.serve("/protocol/openid-connect/token", realm::token);
        realm.serve("/protocol/openid-connect/revoke", realm::revoke);
        realm.serve("/identity-pools/" + POOL + "/credentials", realm::credentials);
        server.start();
        return realm;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realms/demo");
    }

    Realm realm() {
        return new Realm(uri(), "cli");
    }

    /** The token endpoint answers the device flow with these errors, one after another, and then with tokens. */
    void pending(String... errors) {
        Arrays.stream(errors).forEach(error -> deviceReplies.add(error(error)));
    }

    void lifeOfAccessTokens(int seconds) {
        life = seconds;
    }

    /** From now on the token endpoint knows no such client. */
    void refuseClient() {
        clientRefused = true;
    }

    void endSession() {
        ended = true;
    }

    /** Whether each call is answered with 503. */
    void outage(boolean now) {
        out = now;
    }

    /** From now on calls are accepted and never answered. */
    void fallSilent() {
        silent = true;
    }

    void refuse(String accessToken) {
        refusedAccessToken = accessToken;
    }

    void doorAnswers(int status) {
        doorStatus = status;
    }

    List<Map<String, String>> tokenRequests() {
        return tokenRequests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    List<String> revoked() {
        return revoked;
    }

    private interface Door {
        Reply answer(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Door door) {
        HttpHandler handler = exchange -> {
            if (silent) {
                return;
            }
            try (exchange) {
                Reply reply = out ? new Reply(503, "out of order") : door.answer(exchange);
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        };
        server.createContext("/realms/demo" + path, handler);
    }

    private Reply device() {
        return new Reply(
                200,
                "{\"device_code\":\"device-secret\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"http://here/device\","
                        + "\"verification_uri_complete\":\"http://here/device?user_code=ABCD-EFGH\",\"expires_in\":60,"
                        + "\"interval\":5}");
    }

    private synchronized Reply token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        tokenRequests.add(form);
        if (clientRefused) {
            return new Reply(401, "{\"error\":\"invalid_client\",\"error_description\":\"because\"}");
        }
        if (form.getOrDefault("grant_type", "").endsWith("device_code")) {
            Reply next = deviceReplies.poll();
            return next == null ? tokens() : next;
        }
        if (ended || !("refresh-" + generation).equals(form.get("refresh_token"))) {
            ended = true;
            return error("invalid_grant");
        }
        generation++;
        return tokens();
    }

    private Reply tokens() {
        return new Reply(
                200,
                "{\"access_token\":\"access-%d\",\"refresh_token\":\"refresh-%d\",\"expires_in\":%d}"
                        .formatted(generation, generation, life));
    }

    private Reply revoke(HttpExchange exchange) throws IOException {
        revoked.add(form(exchange).getOrDefault("token", ""));
        return new Reply(200, "");
    }

    private Reply credentials(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization);
        if (authorization.equals("Bearer " + refusedAccessToken)) {
            return new Reply(401, "{\"error\":\"invalid_token\"}");
        }
        return doorStatus == 200
                ? new Reply(
                        200,
                        "{\"Version\":1,\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"key\",\"SessionToken\":\"st\"}")
                : new Reply(doorStatus, "{\"error\":\"access_denied\",\"error_description\":\"not\\u001b[2Jyou\"}");
    }

    private static Reply error(String code) {
        return new Reply(400, "{\"error\":\"" + code + "\",\"error_description\":\"because\"}");
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Collections.unmodifiableMap(Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(f -> f[0], f -> URLDecoder.decode(f[1], StandardCharsets.UTF_8))));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
