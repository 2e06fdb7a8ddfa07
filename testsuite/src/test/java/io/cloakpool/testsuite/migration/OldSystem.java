package io.cloakpool.testsuite.migration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloakpool.testsuite.logs.Issued;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Plays the system that users come from, behind the documented contract, and misbehaves on demand. */
public final class OldSystem implements AutoCloseable {
    public static final String SECRET = "a-secret-of-the-old-system";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HUGE = 10 << 20;
    private static final long SLOW_MILLIS = 2500;
    private static final long DRIP_MILLIS = 50;
    private static final int DRIPS = 400;

    /** How it misbehaves. */
    enum Fault {
        NONE,
        SLOW,
        CUT,
        STATUS_500,
        STATUS_204,
        HTML,
        WRONG_JSON,
        WRONG_TYPES,
        NOT_UTF8,
        HUGE,
        ENDLESS,
        MOVED
    }

    private record Person(Map<String, Object> json, String password) {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;
    private volatile boolean atSignInsOnly;
    private volatile boolean counting;

    public OldSystem() {
        Issued.add(SECRET);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/users", this::answer);
        server.start();
    }

    /** Where it answers. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/users";
    }

    /** Somebody with these fields on top of a name. */
    public void add(String name, String password, Map<String, Object> fields) {
        Issued.add(password);
        Map<String, Object> json = new HashMap<>(fields);
        json.put("username", name);
        people.put(name, new Person(json, password));
    }

    void remove(String name) {
        people.remove(name);
    }

    void misbehave(Fault how) {
        fault = how;
    }

    /** Only where it is asked about a password. */
    void misbehaveAtSignIns(Fault how) {
        atSignInsOnly = true;
        fault = how;
    }

    /** Answers sign-ins of somebody with a status, whatever the password. */
    void answerSignIns(String name, int status) {
        statuses.put(name, status);
    }

    /** Wants more than the right password of somebody. */
    void challenge(String name, String challenge) {
        challenges.put(name, challenge);
    }

    /** Has something happen while somebody's password is being checked. */
    public void meanwhile(String name, Runnable hook) {
        hooks.put(name, hook);
    }

    /** Method and name of each call about somebody. */
    public List<String> calls(String name) {
        return calls.stream().filter(call -> call.endsWith(" " + name)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.equals("/users")) {
                tellHowMany(exchange);
                return;
            }
            String name =
                    URLDecoder.decode(path.substring("/users/".length()).replace("+", "%2B"), StandardCharsets.UTF_8);
            byte[] body = exchange.getRequestBody().readAllBytes();
            calls.add(exchange.getRequestMethod() + " " + name);
            switch (atSignInsOnly && exchange.getRequestMethod().equals("GET") ? Fault.NONE : fault) {
                case NONE -> answer(exchange, name, body);
                case SLOW -> {
                    pause(SLOW_MILLIS);
                    answer(exchange, name, body);
                }
                case CUT -> {}
                case STATUS_500 -> send(exchange, 500, "{}");
                case STATUS_204 -> exchange.sendResponseHeaders(204, -1);
                case HTML -> send(exchange, 200, "<html>Welcome</html>");
                case WRONG_JSON -> send(exchange, 200, "{\"username\":");
                case WRONG_TYPES -> send(exchange, 200, "{\"username\":\"" + name + "\",\"groups\":\"all\"}");
                case NOT_UTF8 -> send(exchange, 200, "{\"username\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
                case HUGE -> send(exchange, 200, "{\"username\":\"" + " ".repeat(HUGE) + "\"}");
                case ENDLESS -> drip(exchange);
                case MOVED -> {
                    exchange.getResponseHeaders().add("Location", uri() + "/elsewhere");
                    send(exchange, 302, "");
                }
            }
        }
    }

    /** Has it know the question for the number of its users, which services need not. */
    void count() {
        counting = true;
    }

    private void tellHowMany(HttpExchange exchange) throws IOException {
        if (!counting) {
            send(exchange, 404, "{}");
        } else if (isAllowed(exchange, new byte[0])) {
            send(exchange, 200, "{\"users\":" + people.size() + "}");
        } else {
            send(exchange, 401, "{}");
        }
    }

    private static boolean isAllowed(HttpExchange exchange, byte[] body) {
        return ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || isSigned(exchange, body);
    }

    private void answer(HttpExchange exchange, String name, byte[] body) throws IOException {
        if (!isAllowed(exchange, body)) {
            send(exchange, 401, "{}");
            return;
        }
        Person person = people.values().stream()
                .filter(one -> name.equals(one.json().get("username"))
                        || name.equals(one.json().get("email"))
                        || name.equals(one.json().get("phoneNumber")))
                .findFirst()
                .orElse(null);
        if (person == null) {
            send(exchange, 404, "{}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, JSON.writeValueAsString(person.json()));
        } else {
            boolean right = JSON.readTree(body).path("password").asText().equals(person.password());
            hooks.getOrDefault(name, () -> {}).run();
            if (right && challenges.containsKey(name)) {
                send(exchange, 409, JSON.writeValueAsString(Map.of("challenge", challenges.get(name))));
            } else {
                send(exchange, statuses.getOrDefault(name, right ? 200 : 401), "");
            }
        }
    }

    /** As {@code docs/migrate.md} has it. */
    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        String time = exchange.getRequestHeaders().getFirst("X-Cloakpool-Time");
        String signature = exchange.getRequestHeaders().getFirst("X-Cloakpool-Signature");
        if (time == null
                || signature == null
                || Math.abs(Long.parseLong(time) - Instant.now().getEpochSecond()) > 60) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            String lines = "v1\n" + exchange.getRequestMethod() + "\n"
                    + exchange.getRequestURI().getRawPath() + "\n" + time + "\n" + digest;
            return signature.equals(
                    "v1=" + HexFormat.of().formatHex(mac.doFinal(lines.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** A byte at a time, each long before any socket's timeout, until the other side has gone. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (int i = 0; i < DRIPS; i++) {
            body.write(' ');
            body.flush();
            pause(DRIP_MILLIS);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
