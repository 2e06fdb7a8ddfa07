package io.cloakpool.testsuite.migration;

import io.cloakpool.testsuite.demo.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** Certificates of servers at the loopback address, made new in each run. */
public enum Certificates {
    /** That the tests' Keycloak trusts. */
    TRUSTED,
    UNKNOWN;

    private static final String PASSWORD = "changeit";

    private final Path folder = Path.of("target", "certificates").toAbsolutePath();

    Certificates() {
        try {
            Files.createDirectories(folder);
            Path store = folder.resolve(name() + ".p12");
            Files.deleteIfExists(store);
            Commands.run(
                            Map.of(),
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=" + name(),
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-validity",
                            "2",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .succeeded();
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            write(certificate(), "CERTIFICATE", keys.getCertificate("server").getEncoded());
            write(
                    key(),
                    "PRIVATE KEY",
                    keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String kind, byte[] encoded) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                        + "-----\n");
    }

    public Path certificate() {
        return folder.resolve(name() + ".crt.pem");
    }

    Path key() {
        return folder.resolve(name() + ".key.pem");
    }
}
