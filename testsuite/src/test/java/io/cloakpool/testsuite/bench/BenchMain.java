package io.cloakpool.testsuite.bench;

import io.cloakpool.distribution.KeycloakException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Entry point of {@code bin/bench}; the working directory is the repository's root. */
public final class BenchMain {
    private static final int SHORT = 1;
    private static final int CANNOT_RUN = 2;

    private final PrintStream out;
    private final List<Result> results = new ArrayList<>();

    private BenchMain(PrintStream out) {
        this.out = out;
    }

    /** Exit code 0 when no figure is short, 1 when one is, 2 when the run could not be done. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            System.exit(new BenchMain(out).run(BenchOptions.parse(List.of(arguments))));
        } catch (BenchException | KeycloakException e) {
            System.err.println("bin/bench: " + e.getMessage());
            System.exit(CANNOT_RUN);
        }
    }

    private int run(BenchOptions options) throws Exception {
        BenchFiles files = new BenchFiles(Path.of("").toAbsolutePath());
        Cores cores = Cores.ofThisProcess();
        progress("Building two servers, with and without the pack");
        Installations.Homes homes = Installations.build(files);
        cores.moveThisProcess();
        out.println("# server on core " + cores.server() + ", load and database on core " + cores.load()
                + "; load average " + loadAverage());
        try (Postgres postgres = Postgres.start(files.work("postgres.log"))) {
            Installations installations = homes.on(postgres, cores, files);
            new Throughput(options, this::show, this::progress).run(installations);
            new Footprint(options, this::show, this::progress).run(installations, files.providers());
        }
        out.println("# load average " + loadAverage());
        out.println();
        results.forEach(result -> out.println(result.line()));
        return results.stream().anyMatch(result -> result.verdict() == Goal.Verdict.SHORT) ? SHORT : 0;
    }

    private void show(Result result) {
        results.add(result);
        out.println("# " + result.line());
        out.println(result.comment());
    }

    private void progress(String text) {
        System.err.println(text);
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }
}
