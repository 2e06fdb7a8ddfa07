package io.cloakpool.testsuite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip that administrators unpack in Keycloak's home. */
final class Bundle {
    private static final Path FOLDER = Homes.BUILT.resolve("../bundle/target").normalize();

    private Bundle() {}

    static Path zip() throws IOException {
        List<Path> zips = Homes.files(FOLDER, ".zip");
        if (zips.size() != 1) {
            throw new AssertionError("not one zip in " + FOLDER + ": " + zips);
        }
        return zips.get(0);
    }

    /** Unpacks it over what is there, as {@code unzip -o} does. */
    static void unzip(Path home) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = home.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolve("..").normalize());
                    Files.write(target, in.readAllBytes());
                    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
                }
            }
        }
    }

    /** The files in it. */
    static List<String> names() throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip()))) {
            Set<String> names = new TreeSet<>();
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
            return List.copyOf(names);
        }
    }

    /** The packages of a jar's classes, as folders. */
    static Set<String> packages(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                Stream<String> names = file.stream().map(ZipEntry::getName)) {
            return names.filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')))
                    .collect(Collectors.toSet());
        }
    }
}
