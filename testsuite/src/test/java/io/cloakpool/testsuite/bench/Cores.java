package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Which core does what: the server alone on one, load and database on another.
 *
 * @param server number of the server's core
 * @param load number of the load's core
 */
record Cores(int server, int load) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";

    /** The first two cores that this process may use. */
    static Cores ofThisProcess() throws IOException {
        List<Integer> allowed = new ArrayList<>();
        String list = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(ALLOWED))
                .map(line -> line.substring(ALLOWED.length()).strip())
                .findFirst()
                .orElseThrow(() -> new BenchException(STATUS + " does not name the cores of this process"));
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                allowed.add(core);
            }
        }
        if (allowed.size() < 2) {
            throw new BenchException("Two cores are needed: the server has one of its own");
        }
        return new Cores(allowed.get(0), allowed.get(1));
    }

    /** Moves this process, and what it starts from now on, to the load's core. */
    void moveThisProcess() throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder(
                        "taskset",
                        "-acp",
                        Integer.toString(load),
                        Long.toString(ProcessHandle.current().pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw new BenchException("taskset cannot move this process to core " + load);
        }
    }

    /** Writes a stand-in for {@code java} that sees the server's core only. */
    Path javaOfServer(Path file) throws IOException {
        Files.writeString(
                file,
                "#!/bin/sh\nexec taskset -c " + server + " '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' \"$@\"\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
