package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the server keeps in memory while a long file of users is imported, held to a short one: it must not grow with the file. */
final class ImportMemory {
    static final String NAME = "bulk-import-memory";

    /** How much longer the long file is. */
    private static final int TIMES = 100;
    /** Full collections during each import, evenly over its rows. */
    private static final int LOOKS = 10;

    private final BenchServer server;
    private final FileImport file;
    private int next;

    ImportMemory(BenchServer server, Probe probe) {
        this.server = server;
        this.file = new FileImport(server, probe);
    }

    /** A short file first fills Keycloak's caches, which keep ten thousand users at most. */
    Result measure(Plan plan) {
        int few = plan.users();
        run(few);
        Spread small = Spread.of(run(few));
        Spread large = Spread.of(run(few * TIMES));
        return Result.exact(
                NAME,
                large.median() / small.median(),
                "x-short-file",
                Goal.atMost(1.1),
                String.format(
                        Locale.ROOT,
                        "heap and metaspace after full collections: %.0f to %.0f MB during %d users, %.0f to %.0f MB during %d",
                        small.lower(),
                        small.upper(),
                        few,
                        large.lower(),
                        large.upper(),
                        few * TIMES));
    }

    private List<Double> run(int users) {
        List<Double> megabytes = new ArrayList<>();
        ImportedUsers all = new ImportedUsers("memory", next, users);
        next += users;
        file.run(all, done -> {
            if (done < users && done >= (megabytes.size() + 1L) * users / (LOOKS + 1)) {
                megabytes.add(look());
            }
        });
        if (megabytes.size() < Result.MIN_VALUES) {
            throw new BenchException("The import of " + users + " users was over before its memory was looked at");
        }
        return megabytes;
    }

    private double look() {
        try {
            return LiveMemory.megabytes(server.pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
