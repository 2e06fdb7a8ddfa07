package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Administrators who have seen one revision of a pool and change it at the same moment: one of them is let through. */
final class ParallelChanges {
    private static final int ROUNDS = 12;
    private static final int WRITERS = 4;
    private static final int SHORTEST = 900;

    private final Realm realm;
    private final URI pool;
    private final String[] bearer;

    ParallelChanges(Realm realm, String poolId) {
        this.realm = realm;
        this.pool = URI.create(realm.admin() + "/identity-pools/" + poolId);
        this.bearer = realm.bearer();
    }

    void assertOneWinsEachRound() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                assertOneWins(writers, round);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private void assertOneWins(ExecutorService writers, int round) throws Exception {
        Http.Answer seen = Http.get(pool, bearer);
        People.expect(seen);
        List<Callable<Http.Answer>> changes = IntStream.range(0, WRITERS)
                .<Callable<Http.Answer>>mapToObj(writer -> () -> change(seen, SHORTEST + WRITERS * round + writer))
                .toList();
        forget();

        List<Http.Answer> answers =
                writers.invokeAll(changes).stream().map(ParallelChanges::result).toList();

        assertThat(answers).as("round %d", round).allMatch(answer -> List.of(200, 412)
                .contains(answer.status()));
        List<JsonNode> made = answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(Http.Answer::json)
                .toList();
        assertThat(made).as("round %d", round).hasSize(1);
        assertThat(Http.get(pool, bearer).json()).as("round %d", round).isEqualTo(made.get(0));
    }

    private Http.Answer change(Http.Answer seen, int lifetime) {
        ObjectNode changed = seen.json().deepCopy();
        String[] headers = Stream.concat(Stream.of(bearer), Stream.of("If-Match", seen.header("etag")))
                .toArray(String[]::new);
        return Http.json("PUT", pool, changed.put("credentialLifetime", lifetime), headers);
    }

    /** Empties Keycloak's caches: the next requests read from the database before they come to write. */
    private void forget() {
        for (String cache : List.of("realm", "user")) {
            People.expect(
                    Http.json("POST", URI.create(realm.admin() + "/clear-" + cache + "-cache"), Map.of(), bearer));
        }
    }

    private static Http.Answer result(Future<Http.Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
