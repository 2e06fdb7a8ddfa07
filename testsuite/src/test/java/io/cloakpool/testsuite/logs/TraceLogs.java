package io.cloakpool.testsuite.logs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.testframework.server.KeycloakServerConfigBuilder;
import org.keycloak.testframework.server.KeycloakServerConfigBuilder.LogHandlers;

/** Has the servers of the tests write all that the pack and Keycloak log, at TRACE, into files that are read at the end of the run. */
public final class TraceLogs {
    /**
     * Levels by category: the pack, and what handles its requests. {@code docs/observe.md} says which ones are left out or held at a
     * lower level, since they do print secrets. The console, which tests read, stays at INFO.
     */
    private static final Map<String, String> LEVELS = Map.of(
            "io.cloakpool",
            "TRACE",
            "org.keycloak",
            "TRACE",
            "org.keycloak.events",
            "DEBUG",
            "org.keycloak.models.cache.infinispan.UserCacheSession",
            "DEBUG",
            "org.keycloak.transaction.JtaTransactionWrapper",
            "INFO",
            "org.jboss.resteasy",
            "TRACE",
            "io.quarkus.vertx",
            "TRACE");

    /** With the request's id from the diagnostic context in front of the message. */
    private static final String FORMAT = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c] (%t) <%X{cloakpool.request}> %s%e%n";

    private static final Path FOLDER = emptied(Path.of("target", "trace-logs").toAbsolutePath());

    private TraceLogs() {}

    /** Variables of a server that is started with Keycloak's script. A further start of the same name appends. */
    public static Map<String, String> environment(String name) {
        Map<String, String> variables = new HashMap<>();
        variables.put("KC_LOG", "console,file");
        variables.put("KC_LOG_CONSOLE_LEVEL", "INFO");
        variables.put("KC_LOG_FILE", file(name).toString());
        variables.put(
                "KC_LOG_LEVEL",
                LEVELS.entrySet().stream()
                        .map(level -> level.getKey() + ":" + level.getValue())
                        .sorted()
                        .collect(joining(",", "INFO,", "")));
        variables.put("KC_LOG_FILE_FORMAT", FORMAT);
        variables.put("KC_LOG_FILE_ROTATION_ENABLED", "false");
        return variables;
    }

    /**
     * The same for the server of the test framework.
     *
     * @param more categories of libraries that only our own code has work
     */
    public static KeycloakServerConfigBuilder on(KeycloakServerConfigBuilder server, String name, String... more) {
        KeycloakServerConfigBuilder.LogBuilder log =
                server.log().handlers(LogHandlers.CONSOLE, LogHandlers.FILE).handlerLevel(LogHandlers.CONSOLE, "INFO");
        LEVELS.forEach(log::categoryLevel);
        Stream.of(more).forEach(category -> log.categoryLevel(category, "TRACE"));
        return server.option("log-file", file(name).toString())
                .option("log-file-format", FORMAT)
                .option("log-file-rotation-enabled", "false");
    }

    /** Lines of a server that hold a text. */
    public static List<String> linesWith(String name, String text) throws IOException {
        try (Stream<String> lines = Files.lines(file(name))) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }

    private static Path file(String name) {
        return FOLDER.resolve(name + ".log");
    }

    /** The files of this run. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Path emptied(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
