package io.cloakpool.testsuite.server;

import io.cloakpool.distribution.KeycloakHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Another build of the pack's jars. By default it has the same classes and another version in the manifest, which is what the tests can make for themselves;
 * {@code -Dcloakpool.next.providers=<folder>} names the jars of a real other version.
 */
final class NextBuild {
    /** What the version of a jar of the next build ends with. */
    static final String MARK = "-next";

    private static final String GIVEN = "cloakpool.next.providers";

    private NextBuild() {}

    /** The jars of the other build. */
    static List<Path> of(List<Path> jars, Path folder) throws IOException {
        String given = System.getProperty(GIVEN);
        if (given != null) {
            return Homes.files(Path.of(given), ".jar");
        }
        Files.createDirectories(folder);
        List<Path> next = new ArrayList<>();
        for (Path jar : jars) {
            next.add(stamp(jar, folder.resolve(String.valueOf(jar.getFileName()))));
        }
        return next;
    }

    /** The version of the pack in a server's home, as the manifest says it. */
    static String version(KeycloakHome home) throws IOException {
        List<Path> jars = Homes.files(home.directory().resolve("providers"), ".jar").stream()
                .filter(jar -> String.valueOf(jar.getFileName()).startsWith("cloakpool-identity-pool-spi"))
                .toList();
        try (JarFile jar = new JarFile(jars.get(0).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        }
    }

    private static Path stamp(Path jar, Path target) throws IOException {
        try (JarFile from = new JarFile(jar.toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(target))) {
            for (JarEntry entry : Collections.list(from.entries())) {
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    Manifest manifest = from.getManifest();
                    manifest.getMainAttributes()
                            .merge(Attributes.Name.IMPLEMENTATION_VERSION, MARK, (a, b) -> "" + a + b);
                    manifest.write(to);
                } else {
                    from.getInputStream(entry).transferTo(to);
                }
                to.closeEntry();
            }
        }
        return target;
    }
}
