package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the build put what a run needs.
 *
 * @param root the repository's root
 */
record BenchFiles(Path root) {
    Path keycloakZip() throws IOException {
        return only("distribution/target/keycloak", ".zip").get(0);
    }

    List<Path> providers() throws IOException {
        return only("distribution/target/providers", ".jar");
    }

    Path baselines() throws IOException {
        return only("testsuite/baselines/target", ".jar").get(0);
    }

    /** A place in the folder that a run works in; git-ignored. */
    Path work(String name) {
        return root.resolve(".bench").resolve(name);
    }

    private List<Path> only(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            if (found.isEmpty()) {
                throw new BenchException("The build left no " + suffix + " in " + folder);
            }
            return found;
        }
    }
}
