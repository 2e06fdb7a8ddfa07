package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.migration.Imports;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Imports of one realm that are started at all nodes in turns. */
final class ParallelImports {
    private static final int EACH = 2;
    private static final int ROWS = 600;

    private ParallelImports() {}

    /** @param nodes the same realm, by each of them */
    static void assertOneAtATime(List<Realm> nodes) {
        List<Imports> doors = nodes.stream().map(ParallelImports::door).toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < EACH * doors.size(); i++) {
            ids.add(doors.get(0).upload(Imports.NDJSON, rows(i), false));
        }
        for (int i = 0; i < ids.size(); i++) {
            doors.get(i % doors.size()).start(ids.get(i));
        }
        boolean ended = false;
        while (!ended) {
            List<String> states = new ArrayList<>();
            doors.get(1)
                    .send("GET", "", Imports.NDJSON, "")
                    .json()
                    .forEach(job -> states.add(job.path("state").asText()));
            assertThat(states).doesNotContain("Interrupted", "Failed");
            assertThat(states).filteredOn("InProgress"::equals).hasSizeLessThanOrEqualTo(1);
            ended = states.stream().allMatch("Succeeded"::equals);
        }
        ids.forEach(
                id -> assertThat(doors.get(1).get(id).path("imported").asInt()).isEqualTo(ROWS));
    }

    private static Imports door(Realm realm) {
        String token = realm.bearer()[1].substring("Bearer ".length());
        return new Imports(URI.create(realm.admin() + "/cloakpool-migration/imports"), () -> token);
    }

    private static String rows(int file) {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "{\"username\":\"parallel-" + file + "-" + i + "\"}\n")
                .collect(Collectors.joining());
    }
}
