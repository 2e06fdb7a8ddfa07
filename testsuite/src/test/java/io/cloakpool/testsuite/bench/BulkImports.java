package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/** Users from a file, from its upload to its end, held to Keycloak's partial import of as many such users. */
final class BulkImports {
    static final String NAME = "bulk-import-against-partial";

    private static final String UNIT = "x-partial-import";
    private static final double GOAL = 5;
    /** Rounds of each, for the compiler. */
    private static final int WARM_UP = 3;
    /** What part of the plan's users one round makes: each round is one transaction of the partial import. */
    private static final int SHARE = 10;

    private final BenchServer server;
    private final Probe probe;
    private final FileImport file;
    private int next;

    BulkImports(BenchServer server, Probe probe) {
        this.server = server;
        this.probe = probe;
        this.file = new FileImport(server, probe);
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
        JsonNode done = probe.calls()
                .post(
                        server.at("/admin/realms/" + BenchRealm.NAME + "/partialImport"),
                        probe.adminToken(),
                        Map.of(
                                "ifResourceExists",
                                "SKIP",
                                "users",
                                users("partial", users).representations()));
        if (done.path("added").asInt() != users) {
            throw new BenchException("Not all " + users + " users were imported: " + done);
        }
    }

    private void bulkImport(int users) {
        file.run(users("bulk", users), done -> {});
    }

    private ImportedUsers users(String prefix, int number) {
        ImportedUsers users = new ImportedUsers(prefix, next, number);
        next += number;
        return users;
    }

    private static String median(List<Double> values) {
        return values.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.2f", Spread.of(values).median());
    }
}
