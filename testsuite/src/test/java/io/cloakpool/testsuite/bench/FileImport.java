package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** An import of users from a file, from its upload to its end, by the interface that administrators have. */
final class FileImport {
    /** What one request uploads, as {@code bin/import-users} does. */
    private static final int PART_CHARS = 8 << 20;
    /** Each question costs the server as much as a user or two. */
    private static final long POLL_MILLIS = 100;

    private static final Set<String> BUSY = Set.of("Queued", "InProgress");

    private final BenchServer server;
    private final Probe probe;

    FileImport(BenchServer server, Probe probe) {
        this.server = server;
        this.probe = probe;
    }

    /**
     * Imports users into the realm that is measured.
     *
     * @param meanwhile is told again and again how many rows are done
     * @throws BenchException when not all of them were imported
     */
    void run(ImportedUsers users, IntConsumer meanwhile) {
        URI job = upload(users.csv().iterator());
        probe.calls().post(URI.create(job + "/start"), probe.adminToken(), Map.of());
        JsonNode done = look(job);
        while (BUSY.contains(done.path("state").asText())) {
            pause();
            done = look(job);
            meanwhile.accept(done.path("done").asInt());
        }
        if (done.path("imported").asInt() != users.number()) {
            throw new BenchException("Not all " + users.number() + " users were imported: " + done);
        }
        probe.calls().delete(job, probe.adminToken());
    }

    private URI upload(Iterator<String> lines) {
        URI imports = server.at("/admin/realms/" + BenchRealm.NAME + "/cloakpool-migration/imports");
        JsonNode made = send(imports, ImportedUsers.CSV_HEADER + part(lines));
        URI job = URI.create(imports + "/" + made.path("id").asText());
        while (lines.hasNext()) {
            made = send(URI.create(job + "/parts?after=" + made.path("lines").asInt()), part(lines));
        }
        return job;
    }

    private JsonNode send(URI uri, String part) {
        return probe.calls().upload(uri, probe.adminToken(), "text/csv", part);
    }

    private static String part(Iterator<String> lines) {
        StringBuilder part = new StringBuilder();
        while (lines.hasNext() && part.length() < PART_CHARS) {
            part.append(lines.next());
        }
        return part.toString();
    }

    private JsonNode look(URI job) {
        return probe.calls().get(job, probe.adminToken());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
