package io.cloakpool.testsuite.migration;

import io.cloakpool.testsuite.logs.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that Keycloak's vault reads. */
public final class VaultFolder {
    /** For the option {@code vault-dir}. */
    public static final Path PATH = made(Path.of("target", "vault").toAbsolutePath());

    private VaultFolder() {}

    /** @param realm without an underscore, as the key: the vault doubles those */
    static void put(String realm, String key, String secret) {
        Issued.add(secret);
        try {
            Files.writeString(PATH.resolve(realm + "_" + key), secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
