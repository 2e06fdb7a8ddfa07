package io.cloakpool.distribution.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the build put what the demo needs.
 *
 * @param root the repository's root
 */
record DemoFiles(Path root) {
    Path keycloakZip() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("distribution/target/keycloak"))) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow(() -> new DemoException("the build left no Keycloak below distribution/target"));
        }
    }

    List<Path> providers() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("distribution/target/providers"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    Path realm() {
        return root.resolve("realm-exports/identity-pool-demo.json");
    }

    Path environment() {
        return root.resolve("demo.env");
    }

    /** A place in the folder that the demo works in; git-ignored. */
    Path work(String name) {
        return root.resolve(".demo").resolve(name);
    }
}
