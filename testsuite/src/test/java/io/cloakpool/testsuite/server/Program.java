package io.cloakpool.testsuite.server;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the system. */
public final class Program {
    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");

    private Program() {}

    /** Where a program is, on the path or in the places where Debian puts servers; the test is skipped when nowhere. */
    public static Path find(String name) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(POSTGRES_VERSIONS)) {
            try (Stream<Path> versions = Files.list(POSTGRES_VERSIONS)) {
                versions.map(version -> version.resolve("bin")).forEach(folders::add);
            }
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            folders.add(Path.of(folder));
        }
        folders.add(Path.of("/usr/sbin"));
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("SKIPPED: " + name + " is not installed"));
    }
}
