package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Users from a file, held to {@code kc.sh import} of a realm with as many. What that command takes for a realm without users, most of
 * it its start, is subtracted; it runs on the server's core while the server does nothing.
 */
final class KcImports {
    static final String NAME = "bulk-import-against-kc-import";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What part of the plan's users one round makes: what is subtracted must not be most of it. */
    private static final int SHARE = 2;
    /** Each takes more than a minute. */
    private static final int MAX_PAIRS = 5;

    /** Files, for the compiler of the server that runs. The command's process is a new one each time, whatever it imports. */
    private static final int WARM_UP = 3;

    private static final int STARTS = 3;
    /** As {@code kc.sh export} writes them. */
    private static final int USERS_PER_FILE = 50;

    private final BenchServer.Setup setup;
    private final Path folder;
    private final FileImport file;
    private int realms;
    private int next;

    /** @param setup what the server was started with */
    KcImports(BenchServer server, BenchServer.Setup setup, Probe probe) {
        this.setup = setup;
        this.folder = setup.log().resolveSibling("kc-import");
        this.file = new FileImport(server, probe);
    }

    Result measure(Plan plan) throws IOException, InterruptedException {
        int users = plan.users() / SHARE;
        for (int i = 0; i < WARM_UP; i++) {
            ours(users);
        }
        double start = start();
        Pairs rates = new Pairs();
        int pairs = Math.min(plan.pairs(), MAX_PAIRS);
        for (int pair = 0; pair <= pairs; pair++) {
            rates.reference(users / (seconds(users(users)) - start));
            if (pair < pairs) {
                rates.measured(ours(users));
            }
        }
        List<Double> figures = rates.values((ours, theirs) -> ours / theirs);
        return Result.of(
                NAME,
                figures,
                "x-kc-import",
                Goal.atLeast(3),
                String.format(
                        Locale.ROOT,
                        "%d of %d pairs of %d users; users/s of a file %s, of kc.sh import %s, less %.1f s that it takes to start",
                        figures.size(),
                        rates.size(),
                        users,
                        rates.values((ours, theirs) -> Math.round(ours)),
                        rates.values((ours, theirs) -> Math.round(theirs)),
                        start));
    }

    private double ours(int users) {
        ImportedUsers all = users(users);
        long start = System.nanoTime();
        file.run(all, done -> {});
        return users / seconds(start);
    }

    /** What it takes without users; the first time warms up the disk. */
    private double start() throws IOException, InterruptedException {
        seconds(users(0));
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            seconds.add(seconds(users(0)));
        }
        return Spread.of(seconds).median();
    }

    private double seconds(ImportedUsers users) throws IOException, InterruptedException {
        write("imported-" + realms++, users.representations());
        long start = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of("import", "--optimized", "--dir=" + folder));
        arguments.addAll(setup.database());
        setup.home().run(arguments, setup.environment(), folder.resolveSibling("kc-import.log"));
        return seconds(start);
    }

    private void write(String realm, List<Map<String, Object>> users) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path one : old.toList()) {
                Files.delete(one);
            }
        }
        write(realm + "-realm.json", Map.of("realm", realm, "enabled", true));
        for (int from = 0; from < users.size(); from += USERS_PER_FILE) {
            write(
                    realm + "-users-" + from / USERS_PER_FILE + ".json",
                    Map.of(
                            "realm",
                            realm,
                            "users",
                            users.subList(from, Math.min(users.size(), from + USERS_PER_FILE))));
        }
    }

    private void write(String name, Map<String, Object> json) throws IOException {
        JSON.writeValue(folder.resolve(name).toFile(), json);
    }

    private ImportedUsers users(int number) {
        ImportedUsers users = new ImportedUsers("kc", next, number);
        next += number;
        return users;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
