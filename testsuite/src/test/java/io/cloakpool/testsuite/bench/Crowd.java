package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many users with a session and an identity each. Their tokens are handed out once, slice by slice, and renewed when all are used. */
final class Crowd {
    /** How many slices make the whole crowd. */
    static final int SLICES = 5;

    /** How far the baseline is ahead in the order of slices, so that neither side finds the caches warmed by the other. */
    private static final int AHEAD = 2;

    private static final int IMPORT_BATCH = 250;
    private static final Duration NO_LIMIT = Duration.ofHours(1);

    /** A user of the crowd. */
    record Member(Tokens tokens, String identity) {}

    private final BenchServer server;
    private final LoadGenerator generator;
    private List<Member> members;
    private int next;

    private Crowd(BenchServer server, LoadGenerator generator, List<Member> members) {
        this.server = server;
        this.generator = generator;
        this.members = members;
    }

    /**
     * Makes the users, signs them in and asks for their identities.
     *
     * @param size a multiple of {@link #SLICES}
     * @param adminToken gives a token of an administrator, which lives for a minute only
     */
    static Crowd gather(
            BenchServer server,
            LoadGenerator generator,
            Calls calls,
            Supplier<String> adminToken,
            String poolId,
            int size) {
        List<String> names = IntStream.range(0, size).mapToObj(i -> "user" + i).toList();
        for (int from = 0; from < size; from += IMPORT_BATCH) {
            List<Map<String, Object>> users = names.subList(from, Math.min(size, from + IMPORT_BATCH)).stream()
                    .map(BenchRealm::user)
                    .toList();
            calls.post(
                    server.at("/admin/realms/" + BenchRealm.NAME + "/partialImport"),
                    adminToken.get(),
                    Map.of("ifResourceExists", "FAIL", "users", users));
        }
        Crowd crowd = new Crowd(server, generator, List.of());
        List<Tokens> tokens =
                crowd.askAll(names, name -> RawHttp.form(server.tokenEndpoint(), Tokens.signIn(name))).stream()
                        .map(Tokens::of)
                        .toList();
        List<String> identities = crowd
                .askAll(
                        tokens,
                        t -> Loads.identityPool(
                                server,
                                "GetId",
                                Map.of("IdentityPoolId", poolId, "Logins", Map.of(BenchRealm.LOGIN, t.id()))))
                .stream()
                .map(answer -> answer.path("IdentityId").asText())
                .toList();
        crowd.members = IntStream.range(0, size)
                .mapToObj(i -> new Member(tokens.get(i), identities.get(i)))
                .toList();
        crowd.renew();
        return crowd;
    }

    /** Members whose ID tokens nobody has seen yet. */
    List<Member> freshSlice() {
        if (next == SLICES) {
            renew();
        }
        return slice(next++);
    }

    /** Members for the baseline, which may see a token twice. */
    List<Member> baselineSlice() {
        return slice((next + AHEAD) % SLICES);
    }

    private List<Member> slice(int number) {
        int size = members.size() / SLICES;
        return members.subList(number * size, (number + 1) * size);
    }

    private void renew() {
        List<JsonNode> answers = askAll(
                members,
                member -> RawHttp.form(server.tokenEndpoint(), member.tokens().renewal()));
        members = IntStream.range(0, members.size())
                .mapToObj(i ->
                        new Member(Tokens.of(answers.get(i)), members.get(i).identity()))
                .toList();
        next = 0;
    }

    private <T> List<JsonNode> askAll(List<T> whom, Function<T, byte[]> request) {
        List<JsonNode> answers = new ArrayList<>(Collections.nCopies(whom.size(), Calls.read("{}")));
        generator.run(
                server.port(),
                Requests.each(whom.stream().map(request).toList()),
                (number, answer) -> {
                    Expectation.ok("{").accept(number, answer);
                    answers.set(number, Calls.read(answer.body()));
                },
                NO_LIMIT);
        return answers;
    }
}
