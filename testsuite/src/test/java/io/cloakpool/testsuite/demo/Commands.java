package io.cloakpool.testsuite.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Programs that this machine has, and what they answer. */
public final class Commands {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Commands() {}

    /** What a program printed, to standard output and to standard error. */
    public record Run(int code, String output, String errors) {
        /** @throws AssertionError unless it ended with 0 */
        public Run succeeded() {
            if (code != 0) {
                throw new AssertionError("ended with " + code + ": " + output + errors);
            }
            return this;
        }
    }

    /** Every program of this name on the path, best first. */
    public static List<Path> all(String name) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .distinct()
                .toList();
    }

    /** Whether the program can be started and ends with 0. */
    public static boolean succeeds(String... command) {
        try {
            return run(Map.of(), command).code() == 0;
        } catch (AssertionError e) {
            return false;
        }
    }

    public static Run run(Map<String, String> environment, String... command) {
        return run(Path.of(""), environment, List.of(command));
    }

    static Run run(Path folder, Map<String, String> environment, List<String> command) {
        return run(folder, environment, command, LIMIT);
    }

    /** @param limit for what starts servers */
    public static Run run(Path folder, Map<String, String> environment, List<String> command, Duration limit) {
        try {
            Path output = Files.createTempFile(Path.of("target"), "command", ".out");
            Path errors = Files.createTempFile(Path.of("target"), "command", ".err");
            Process process = start(folder, environment, command, output, errors);
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not done in time: " + command + Files.readString(errors));
            }
            Run run = new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
            // Some print credentials.
            Files.delete(output);
            Files.delete(errors);
            return run;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static Process start(Path folder, Map<String, String> environment, List<String> command, Path output, Path errors)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
