package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** More imports than the server has threads for. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ImportQueueTest {
    /** More than the executor of a node has threads. */
    private static final int JOBS = 6;

    private static final int ROWS = 700;

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    private Imports imports;

    @BeforeEach
    void prepare() {
        Issued.add(Administrators.PASSWORD);
        imports = new Administrators(realm).imports();
    }

    private static String rows(int count) {
        String prefix = BulkRealm.name();
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"username\":\"" + prefix + "-" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    @Test
    void imports_of_a_realm_run_one_after_the_other_in_the_order_in_which_they_were_started() {
        List<String> ids = IntStream.range(0, JOBS)
                .mapToObj(i -> imports.upload(Imports.NDJSON, rows(ROWS), false))
                .toList();

        ids.forEach(imports::start);

        boolean ended = false;
        boolean waited = false;
        while (!ended) {
            List<String> states = states(ids);
            assertThat(states).doesNotContain("Interrupted", "Failed", "Created");
            assertThat(states).filteredOn("InProgress"::equals).hasSizeLessThanOrEqualTo(1);
            waited |= states.contains("Queued");
            ended = states.stream().allMatch("Succeeded"::equals);
        }
        assertThat(waited).as("some had to wait").isTrue();
        List<JsonNode> jobs = ids.stream().map(imports::get).toList();
        assertThat(jobs)
                .allSatisfy(job -> assertThat(job.path("imported").asInt()).isEqualTo(ROWS));
        List<JsonNode> byEnd = new ArrayList<>(jobs);
        byEnd.sort(Comparator.comparingLong(job -> job.path("endedAt").asLong()));
        assertThat(byEnd).isEqualTo(jobs);
    }

    private List<String> states(List<String> ids) {
        JsonNode all = imports.send("GET", "", Imports.NDJSON, "").json();
        List<String> states = new ArrayList<>();
        all.forEach(job -> {
            if (ids.contains(job.path("id").asText())) {
                states.add(job.path("state").asText());
            }
        });
        return states;
    }

    @Test
    void an_import_that_waits_is_stopped_at_once_and_waits_again_when_it_is_resumed() {
        String first = imports.upload(Imports.NDJSON, rows(10 * ROWS), false);
        String second = imports.upload(Imports.NDJSON, rows(1), false);
        imports.start(first);
        imports.start(second);
        assertThat(imports.get(second).path("state").asText()).isEqualTo("Queued");
        assertThat(send("DELETE", second, "").status()).isEqualTo(409);
        assertThat(send("POST", second, "/start").status()).isEqualTo(409);
        assertThat(send("POST", second, "/parts?after=1").status()).isEqualTo(409);

        Http.Answer stopped = send("POST", second, "/stop");
        assertThat(stopped.json().path("state").asText()).as(stopped.body()).isEqualTo("Stopped");
        Http.Answer resumed = send("POST", second, "/resume");
        assertThat(resumed.json().path("state").asText()).as(resumed.body()).isEqualTo("Queued");

        assertThat(imports.get(first).path("state").asText()).isEqualTo("InProgress");
        send("POST", first, "/stop");
        assertThat(imports.await(second).path("state").asText()).isEqualTo("Succeeded");
        assertThat(imports.get(first).path("state").asText()).isEqualTo("Stopped");
    }

    private Http.Answer send(String method, String id, String path) {
        return imports.send(method, "/" + id + path, Imports.NDJSON, "");
    }
}
