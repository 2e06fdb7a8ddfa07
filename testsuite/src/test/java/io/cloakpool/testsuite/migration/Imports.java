package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The door for imports of a realm.
 *
 * @param uri its address
 * @param token of whoever calls, each time anew
 */
public record Imports(URI uri, Supplier<String> token) {
    public static final String CSV = "text/csv";
    public static final String NDJSON = "application/x-ndjson";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 100;
    private static final Set<String> BUSY = Set.of("Queued", "InProgress", "Stopping");

    /** Uploads a file and returns the job's id. */
    public String upload(String type, String file, boolean dryRun) {
        return upload(type, file.getBytes(StandardCharsets.UTF_8), dryRun);
    }

    /** The same, for a file that may be no text. */
    public String upload(String type, byte[] file, boolean dryRun) {
        Http.Answer made = send("POST", dryRun ? "?dryRun=true" : "", type, file);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asText();
    }

    /** Uploads a file, has it imported and returns the job in its end. */
    public JsonNode run(String type, String file, boolean dryRun) {
        String id = upload(type, file, dryRun);
        start(id);
        return await(id);
    }

    public void start(String id) {
        Http.Answer started = send("POST", "/" + id + "/start", CSV, "");
        assertThat(started.status()).as(started.body()).isEqualTo(200);
    }

    /** Waits until nobody is at work at a job any more. */
    public JsonNode await(String id) {
        return await(id, state -> !BUSY.contains(state.path("state").asText()));
    }

    /** Waits until something is true of a job. */
    public JsonNode await(String id, Predicate<JsonNode> condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonNode job = get(id);
            if (condition.test(job)) {
                return job;
            }
            assertThat(System.nanoTime()).as("still " + job).isLessThan(end);
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    public JsonNode get(String id) {
        return send("GET", "/" + id, CSV, "").json();
    }

    /** The report's lines, without the first one. */
    public String errors(String id) {
        Http.Answer report = send("GET", "/" + id + "/errors", CSV, "");
        assertThat(report.body()).startsWith("row,outcome,column,reason\r\n");
        assertThat(report.header("content-disposition")).contains("attachment");
        return report.body().substring(report.body().indexOf('\n') + 1);
    }

    /** Sends anything. */
    public Http.Answer send(String method, String path, String type, String body) {
        return send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private Http.Answer send(String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        String bearer = token.get();
        return Http.send(
                bearer.isEmpty()
                        ? request.build()
                        : request.header("Authorization", "Bearer " + bearer).build());
    }
}
