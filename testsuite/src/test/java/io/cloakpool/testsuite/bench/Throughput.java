package io.cloakpool.testsuite.bench;

import java.util.List;
import java.util.function.Consumer;

/** All comparisons of rates. */
final class Throughput {
    private static final String TOKEN_ENDPOINT = "token-endpoint-with-pack";
    private static final String CROWD = "credentials-each-token-once";

    /** How much longer a server warms up that has served nothing yet. */
    private static final int COLD = 3;

    private final LoadGenerator generator = new LoadGenerator();
    private final BenchOptions options;
    private final Consumer<Result> results;
    private final Consumer<String> progress;

    Throughput(BenchOptions options, Consumer<Result> results, Consumer<String> progress) {
        this.options = options;
        this.results = results;
        this.progress = progress;
    }

    void run(Installations installations) throws Exception {
        try (BenchServer pack = BenchServer.start(installations.with())) {
            Probe probe = new Probe(pack, installations.with().adminPassword());
            if (options.wants(TOKEN_ENDPOINT)) {
                // First, while both servers have done the same: nothing.
                measureTokenEndpoint(installations, pack, probe);
            }
            String pool = probe.poolId(BenchRealm.CHECKED_POOL);
            measure(floor(pack, probe.tokens(), probe.identity(pool)));
            measure(reusedToken(pack, probe, pool, installations.gatewaySecret()));
            new UserPools(installations, pack, probe, options, results, progress).run(generator);
            if (options.wants(CROWD)) {
                measureCrowd(pack, probe, pool);
            }
            if (options.wants(Scale.NAME)) {
                measureScale(installations, pack);
            }
            measureImports(installations, pack, probe);
            if (options.wants(StsLatency.NAME)) {
                progress.accept("Measuring " + StsLatency.NAME);
                StsLatency.measure(pack, probe, options.plan()).ifPresentOrElse(results, this::noCeph);
            }
        }
    }

    private void measureTokenEndpoint(Installations installations, BenchServer pack, Probe probe) throws Exception {
        try (BenchServer bare = BenchServer.start(installations.without())) {
            Probe bareProbe = new Probe(bare, installations.without().adminPassword());
            measure(
                    List.of(new Comparison(
                            TOKEN_ENDPOINT,
                            Loads.refresh(pack, probe.tokens()),
                            Loads.refresh(bare, bareProbe.tokens()),
                            "x-without-pack",
                            Goal.atLeast(0.97))),
                    options.plan().warmingUp(COLD));
        }
    }

    private static List<Comparison> floor(BenchServer pack, Tokens tokens, String identity) {
        Load plain = Loads.plain(pack);
        return List.of(
                floor("floor-json-echo", Loads.echo(pack), plain),
                floor("floor-hmac-aes", Loads.seal(pack, identity, tokens), plain),
                floor("floor-bearer", Loads.bearer(pack, tokens), plain),
                floor("floor-bearer-and-read", Loads.bearerRead(pack, tokens), plain));
    }

    private static Comparison floor(String name, Load load, Load plain) {
        return new Comparison(name, load, plain, "x-plain-get", Goal.NONE);
    }

    private static List<Comparison> reusedToken(BenchServer pack, Probe probe, String pool, String gatewaySecret) {
        Tokens tokens = probe.tokens();
        String identity = probe.identity(pool);
        String unchecked = probe.identity(probe.poolId(BenchRealm.UNCHECKED_POOL));
        Load credentials = Loads.credentials(pack, identity, tokens);
        Load seal = Loads.seal(pack, identity, tokens);
        return List.of(
                new Comparison(
                        "credentials-reused-token",
                        credentials,
                        Loads.bearer(pack, tokens),
                        "x-bearer",
                        Goal.atLeast(1.3)),
                new Comparison(
                        "credentials-against-refresh",
                        credentials,
                        Loads.refresh(pack, tokens),
                        "x-refresh-grant",
                        Goal.atLeast(8)),
                new Comparison("credentials-check-on", credentials, seal, "x-hmac-aes", Goal.atLeast(0.6)),
                new Comparison(
                        "credentials-check-off",
                        Loads.credentials(pack, unchecked, tokens),
                        seal,
                        "x-hmac-aes",
                        Goal.atLeast(0.8)),
                new Comparison(
                        "role-choice-of-250-rules",
                        Loads.credentials(pack, probe.identity(probe.poolId(BenchRealm.MAPPED_POOL)), tokens),
                        credentials,
                        "x-default-role",
                        Goal.atLeast(0.95)),
                new Comparison(
                        "authorize",
                        Loads.authorize(pack, gatewaySecret, identity, probe.credentials(identity)),
                        Loads.echo(pack),
                        "x-json-echo",
                        Goal.atLeast(0.5)),
                new Comparison(
                        "get-id-known-login",
                        Loads.getId(pack, pool, identity, tokens),
                        Loads.bearerRead(pack, tokens),
                        "x-bearer-and-read",
                        Goal.atLeast(0.8)));
    }

    private void measureCrowd(BenchServer pack, Probe probe, String pool) {
        progress.accept("Making " + options.plan().users() + " users and signing them in");
        Crowd crowd = Crowd.gather(
                pack,
                generator,
                probe.calls(),
                probe::adminToken,
                pool,
                options.plan().users());
        measure(List.of(new Comparison(
                CROWD,
                Loads.credentialsOfCrowd(pack, crowd),
                Loads.bearerReadOfCrowd(pack, crowd),
                "x-bearer-and-read",
                Goal.atLeast(0.8))));
    }

    private void measureScale(Installations installations, BenchServer pack) throws Exception {
        progress.accept("Filling two databases with identities");
        try (BenchServer full = BenchServer.start(installations.full())) {
            measure(List.of(Scale.of(installations, pack, full)), options.plan().warmingUp(COLD));
        }
    }

    private void measureImports(Installations installations, BenchServer pack, Probe probe) throws Exception {
        if (options.wants(BulkImports.NAME)) {
            progress.accept("Measuring " + BulkImports.NAME);
            results.accept(new BulkImports(pack, probe).measure(options.plan(), options.measure()));
        }
        if (options.wants(KcImports.NAME)) {
            progress.accept("Measuring " + KcImports.NAME);
            results.accept(new KcImports(pack, installations.with(), probe).measure(options.plan()));
        }
        if (options.wants(ImportMemory.NAME)) {
            progress.accept("Measuring " + ImportMemory.NAME);
            results.accept(new ImportMemory(pack, probe).measure(options.plan()));
        }
        if (options.wants(FirstSignIns.NAME)) {
            progress.accept("Measuring " + FirstSignIns.NAME);
            results.accept(FirstSignIns.measure(pack, probe, options.plan()));
        }
    }

    private void noCeph() {
        progress.accept(StsLatency.NAME
                + " is left out: there is no Ceph here (Debian's packages radosgw, ceph-mon, ceph-osd)");
    }

    private void measure(List<Comparison> comparisons) {
        measure(comparisons, options.plan());
    }

    private void measure(List<Comparison> comparisons, Plan plan) {
        for (Comparison comparison : comparisons) {
            if (options.wants(comparison.name())) {
                progress.accept("Measuring " + comparison.name());
                results.accept(comparison.run(generator, plan, options.measure()));
            }
        }
    }
}
