package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;

/** What the pack adds to a server before it does much: time to start, memory, bytes. */
final class Footprint {
    private static final double BYTES_PER_MB = 1_000_000;
    private static final String START = "start-up-added";
    private static final String MEMORY = "live-memory-added";
    private static final String JARS = "provider-jars";

    /** Enough for every class of the usual requests to be there. */
    private static final Duration EXERCISE = Duration.ofSeconds(2);

    private final LoadGenerator generator = new LoadGenerator();
    private final BenchOptions options;
    private final Consumer<Result> results;
    private final Consumer<String> progress;

    Footprint(BenchOptions options, Consumer<Result> results, Consumer<String> progress) {
        this.options = options;
        this.results = results;
        this.progress = progress;
    }

    /** One start of one server. */
    private record Start(double seconds, double megabytes) {}

    void run(Installations installations, List<Path> jars) throws IOException, InterruptedException {
        if (options.wants(JARS)) {
            double bytes = 0;
            for (Path jar : jars) {
                bytes += Files.size(jar);
            }
            results.accept(Result.exact(JARS, bytes / BYTES_PER_MB, "MB", Goal.atMost(1.5), jars.size() + " jars"));
        }
        if (options.wants(START) || options.wants(MEMORY)) {
            starts(installations);
        }
    }

    private void starts(Installations installations) throws IOException, InterruptedException {
        Pairs seconds = new Pairs();
        Pairs megabytes = new Pairs();
        // The first start of each makes tables and imports the realm, where no comparison of rates came before.
        start(installations, false);
        start(installations, true);
        for (int pair = 0; pair <= options.plan().starts(); pair++) {
            progress.accept("Starting servers, round " + (pair + 1) + " of "
                    + (options.plan().starts() + 1));
            Start without = start(installations, false);
            seconds.reference(without.seconds());
            megabytes.reference(without.megabytes());
            if (pair < options.plan().starts()) {
                Start with = start(installations, true);
                seconds.measured(with.seconds());
                megabytes.measured(with.megabytes());
            }
        }
        results.accept(added(START, seconds, "s", Goal.atMost(1)));
        results.accept(added(MEMORY, megabytes, "MB", Goal.atMost(30)));
    }

    private static Result added(String name, Pairs pairs, String unit, Goal goal) {
        List<Double> added = pairs.values((with, without) -> with - without);
        return Result.of(
                name,
                added,
                unit,
                goal,
                String.format(
                        Locale.ROOT,
                        "%d of %d pairs; with the pack %s %s, without %s %s",
                        added.size(),
                        pairs.size(),
                        median(pairs, (with, without) -> with),
                        unit,
                        median(pairs, (with, without) -> without),
                        unit));
    }

    private static String median(Pairs pairs, DoubleBinaryOperator value) {
        List<Double> values = pairs.values(value);
        return values.isEmpty()
                ? "unknown"
                : String.format(Locale.ROOT, "%.1f", Spread.of(values).median());
    }

    /** Memory is looked at after the same sign-ins and renewals, and on the server with the pack after its own requests as well. */
    private Start start(Installations installations, boolean withPack) throws IOException, InterruptedException {
        BenchServer.Setup setup = withPack ? installations.with() : installations.without();
        try (BenchServer server = BenchServer.start(setup)) {
            Probe probe = new Probe(server, setup.adminPassword());
            exercise(Loads.refresh(server, probe.tokens()));
            if (withPack) {
                String pool = probe.poolId(BenchRealm.CHECKED_POOL);
                String identity = probe.identity(pool);
                exercise(Loads.getId(server, pool, identity, probe.tokens()));
                exercise(Loads.credentials(server, identity, probe.tokens()));
                exercise(Loads.authorize(server, installations.gatewaySecret(), identity, probe.credentials(identity)));
            } else {
                probe.adminToken();
            }
            return new Start(server.startSeconds(options.measure()), LiveMemory.megabytes(server.pid()));
        }
    }

    private void exercise(Load load) {
        generator.run(load.server().port(), load.rounds().get(), load.expectation(), EXERCISE);
    }
}
