package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.migration.Imports;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An import of some thousand users that is at work when its server is killed, and one that waits for its end. */
record HalfImport(Realm realm, Imports imports, String id, String waiting) {
    private static final String PREFIX = "half-way-";
    private static final int ROWS = 6000;

    /** Begins, and returns once the first users are there. */
    static HalfImport begin(Realm realm) {
        Imports imports = new Imports(
                URI.create(realm.admin() + "/cloakpool-migration/imports"),
                () -> realm.bearer()[1].substring("Bearer ".length()));
        HalfImport half = new HalfImport(
                realm,
                imports,
                imports.upload(Imports.CSV, file(), false),
                imports.upload(Imports.NDJSON, "{\"username\":\"whoever-waits\"}", false));
        imports.start(half.id());
        imports.start(half.waiting());
        imports.await(half.id(), job -> job.path("done").asInt() > 0);
        assertThat(imports.get(half.waiting()).path("state").asText()).isEqualTo("Queued");
        return half;
    }

    private static String file() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> PREFIX + i + "," + PREFIX + i + "@example.com\n")
                .collect(Collectors.joining("", "cognito:username,email\n", ""));
    }

    /**
     * Goes on after the kill, and finds each user there once: none was lost, and none made twice. The one that waited begins by itself, once
     * the other counts as interrupted.
     */
    void finish() {
        JsonNode killed = imports.await(id, job -> Set.of("Interrupted", "Succeeded")
                .contains(job.path("state").asText()));
        assertThat(killed.path("state").asText()).as(killed.toString()).isEqualTo("Interrupted");
        int done = killed.path("done").asInt();
        assertThat(done).isBetween(1, ROWS - 1);
        assertThat(users()).isEqualTo(done);

        assertThat(imports.await(waiting).path("state").asText()).isEqualTo("Succeeded");

        Http.Answer resumed = imports.send("POST", "/" + id + "/resume", Imports.CSV, "");
        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);

        JsonNode job = imports.await(id);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("Succeeded");
        assertThat(job.path("imported").asInt()).isEqualTo(ROWS);
        assertThat(job.path("skipped").asInt() + job.path("failed").asInt()).isZero();
        assertThat(users()).isEqualTo(ROWS);
    }

    private int users() {
        return Integer.parseInt(
                Http.get(URI.create(realm.admin() + "/users/count?search=" + PREFIX + "*"), realm.bearer())
                        .body());
    }
}
