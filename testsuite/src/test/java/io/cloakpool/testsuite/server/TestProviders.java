package io.cloakpool.testsuite.server;

import io.cloakpool.testsuite.server.twins.TwinStorageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.keycloak.storage.UserStorageProviderFactory;

/** A jar with the providers that only the tests need. The same classes make the same bytes, so that no server is built twice. */
final class TestProviders {
    private TestProviders() {}

    /** Writes the jar; its folder is created. */
    static Path write(Path jar) throws IOException {
        Files.createDirectories(jar.resolve("..").normalize());
        URI compiled = URI.create(TwinStorageFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        Path root = Path.of(compiled);
        String inside = TwinStorageFactory.class.getPackageName().replace('.', '/');
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> classes = Files.list(root.resolve(inside))) {
            add(
                    zip,
                    "META-INF/services/" + UserStorageProviderFactory.class.getName(),
                    TwinStorageFactory.class.getName().getBytes(StandardCharsets.UTF_8));
            for (Path file : classes.sorted().toList()) {
                add(zip, root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
