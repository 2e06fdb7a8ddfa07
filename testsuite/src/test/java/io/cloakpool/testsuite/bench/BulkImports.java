package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Users from a file, from its upload to its end, held to Keycloak's partial import of as many such users. */
final class BulkImports {
    static final String NAME = "bulk-import";

    private static final String UNIT = "x-partial-import";
    private static final double GOAL = 5;
    /** Rounds of each, for the compiler. */
    private static final int WARM_UP = 3;
    /** What part of the plan's users one round makes: each round is one transaction of the partial import. */
    private static final int SHARE = 10;

    /** Each question costs the server as much as a user or two. */
    private static final long POLL_MILLIS = 100;
    /** Nobody signs in with it. */
    private static final String HASH = "$2b$12$R2ePkvvUBu3IFxklDap8j.JcjgbciiG6DPwVHuE96U.yD3t7tiGcO";

    private final BenchServer server;
    private final Probe probe;
    private int next;

    BulkImports(BenchServer server, Probe probe) {
        this.server = server;
        this.probe = probe;
    }

    Result measure(Plan plan, Measure measure) {
        int users = plan.users() / SHARE;
        for (int i = 0; i < WARM_UP; i++) {
            partialImport(users);
            bulkImport(users);
        }
        Pairs rates = new Pairs();
        Pairs costs = new Pairs();
        for (int pair = 0; pair <= plan.pairs(); pair++) {
            Round theirs = round(this::partialImport, users);
            rates.reference(theirs.perSecond());
            costs.reference(theirs.cpuPerUser());
            if (pair < plan.pairs()) {
                Round ours = round(this::bulkImport, users);
                rates.measured(ours.perSecond());
                costs.measured(ours.cpuPerUser());
            }
        }
        List<Double> byRate = rates.values((ours, theirs) -> ours / theirs);
        List<Double> byCpu = costs.values((ours, theirs) -> theirs / ours);
        return Result.of(
                NAME,
                measure == Measure.RATE ? byRate : byCpu,
                UNIT,
                Goal.atLeast(GOAL),
                String.format(
                        Locale.ROOT,
                        "%d of %d pairs of %d users; of a file %s users/s, of a partial import %s; by rate %s, by processor time %s",
                        byRate.size(),
                        rates.size(),
                        users,
                        median(rates.values((ours, theirs) -> ours)),
                        median(rates.values((ours, theirs) -> theirs)),
                        median(byRate),
                        median(byCpu)));
    }

    private record Round(double perSecond, double cpuPerUser) {}

    private Round round(IntConsumer load, int users) {
        double cpu = server.cpuSeconds();
        long start = System.nanoTime();
        load.accept(users);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Round(users / seconds, (server.cpuSeconds() - cpu) / users);
    }

    private void partialImport(int users) {
        List<Map<String, Object>> all = IntStream.range(0, users)
                .mapToObj(i -> {
                    String name = "partial-" + next++;
                    return Map.of(
                            "username",
                            name,
                            "enabled",
                            true,
                            "email",
                            name + "@example.com",
                            "emailVerified",
                            true,
                            "firstName",
                            "First",
                            "lastName",
                            "Last",
                            "attributes",
                            Map.of("locale", List.of("en")),
                            "credentials",
                            List.of(Map.of(
                                    "type",
                                    "password",
                                    "credentialData",
                                    "{\"algorithm\":\"foreign-bcrypt\",\"hashIterations\":1}",
                                    "secretData",
                                    "{\"value\":\"" + HASH + "\"}")));
                })
                .toList();
        JsonNode done = probe.calls()
                .post(
                        server.at("/admin/realms/" + BenchRealm.NAME + "/partialImport"),
                        probe.adminToken(),
                        Map.of("ifResourceExists", "SKIP", "users", all));
        expect(done.path("added").asInt(), users, done);
    }

    private void bulkImport(int users) {
        String file = IntStream.range(0, users)
                .mapToObj(i -> {
                    String name = "bulk-" + next++;
                    return name + "," + name + "@example.com,true,First,Last,en," + HASH + "\n";
                })
                .collect(Collectors.joining(
                        "",
                        "cognito:username,email,email_verified,given_name,family_name,locale,cognito:password_hash\n",
                        ""));
        String token = probe.adminToken();
        URI imports = server.at("/admin/realms/" + BenchRealm.NAME + "/cloakpool-migration/imports");
        String id = probe.calls()
                .upload(imports, token, "text/csv", file)
                .path("id")
                .asText();
        URI job = URI.create(imports + "/" + id);
        probe.calls().post(URI.create(job + "/start"), token, Map.of());
        JsonNode done = probe.calls().get(job, token);
        while (Set.of("Queued", "InProgress").contains(done.path("state").asText())) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("Interrupted", e);
            }
            done = probe.calls().get(job, token);
        }
        expect(done.path("imported").asInt(), users, done);
        probe.calls().delete(job, token);
    }

    private static void expect(int made, int users, JsonNode answer) {
        if (made != users) {
            throw new BenchException("Not all " + users + " users were imported: " + answer);
        }
    }

    private static String median(List<Double> values) {
        return values.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.2f", Spread.of(values).median());
    }
}
