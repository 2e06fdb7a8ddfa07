package io.cloakpool.distribution;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** What a build of Keycloak was made from, as one hash: equal hashes need no second build. */
final class BuildStamp {
    private BuildStamp() {}

    /**
     * SHA-256 in hexadecimal digits over the distribution's name, the name and bytes of each jar, and the options in their
     * order.
     *
     * @param distribution the name of the zip that was unpacked
     * @param jars the provider jars; their order does not matter
     * @param options the arguments of {@code kc.sh build}
     */
    static String of(String distribution, Collection<Path> jars, List<String> options) throws IOException {
        MessageDigest sha256 = sha256();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256))) {
            out.writeUTF(distribution);
            out.writeInt(jars.size());
            for (Path jar : jars.stream().sorted().toList()) {
                out.writeUTF(String.valueOf(jar.getFileName()));
                out.writeLong(Files.size(jar));
                Files.copy(jar, out);
            }
            for (String option : options) {
                out.writeUTF(option);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
