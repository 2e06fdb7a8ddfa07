package io.cloakpool.testsuite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who a database server runs as. Database servers refuse to be root, so root hands over to the system's user.
 *
 * @param user the system's user
 * @param switched whether a command must change to that user first
 */
record Account(String user, boolean switched) {
    private static final int LIMIT_SECONDS = 120;

    static Account named(String user) {
        return new Account(user, "root".equals(System.getProperty("user.name")));
    }

    void own(Path folder) throws IOException {
        if (switched) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
    }

    Process start(Path log, List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        if (switched) {
            all.addAll(List.of("runuser", "-u", user, "--"));
        }
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs a command to its end. */
    void run(Path log, List<String> command) throws IOException, InterruptedException {
        Process process = start(log, command);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command.get(0) + " did not end: " + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(command.get(0) + " failed: " + Files.readString(log));
        }
    }
}
