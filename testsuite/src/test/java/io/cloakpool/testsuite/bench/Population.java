package io.cloakpool.testsuite.bench;

import io.cloakpool.identitypool.pool.Sha256;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Many identities with a login of Google each, written into the tables as the server writes them. Of Google, since nothing looks after
 * their users here: users of the realm that are not there would be swept.
 *
 * @param realmId the realm's internal id
 * @param poolId a pool that takes Google's logins
 */
record Population(String realmId, String poolId) {
    private static final String PROVIDER = "public:accounts.google.com";

    /** Who has the identity of this number. */
    static String subject(int number) {
        return "person-" + number;
    }

    void fill(Postgres postgres, String databaseUrl, int size) throws IOException, InterruptedException {
        Path identities = Files.createTempFile("cloakpool-identities", ".txt");
        Path logins = Files.createTempFile("cloakpool-logins", ".txt");
        try {
            try (Writer identity = Files.newBufferedWriter(identities);
                    Writer login = Files.newBufferedWriter(logins)) {
                for (int number = 0; number < size; number++) {
                    write(number, identity, login);
                }
            }
            readable(identities, logins);
            postgres.copy(
                    databaseUrl,
                    "cloakpool_identity (identity_key, realm_id, pool_key, pool_id, pool_uuid, identity_id, status, created_at, modified_at)",
                    identities);
            postgres.copy(
                    databaseUrl,
                    "cloakpool_login (login_key, identity_key, subject_key, realm_id, provider, subject, linked_at)",
                    logins);
            postgres.analyze(databaseUrl);
        } finally {
            Files.delete(identities);
            Files.delete(logins);
        }
    }

    private void write(int number, Writer identities, Writer logins) throws IOException {
        String id = BenchRealm.REGION + ":" + new UUID(number, Long.MIN_VALUE);
        String key = digest(realmId, id);
        String subject = subject(number);
        identities.write(
                row(key, realmId, digest(realmId, poolId), poolId, poolId.split(":", 2)[1], id, "ACTIVE", "0", "0"));
        logins.write(row(
                digest(realmId, poolId, PROVIDER, subject),
                key,
                digest(realmId, PROVIDER, subject),
                realmId,
                PROVIDER,
                subject,
                "0"));
    }

    private static String row(String... values) {
        return String.join("\t", values) + "\n";
    }

    private static String digest(String... texts) {
        return HexFormat.of().formatHex(Sha256.of(List.of(texts)));
    }

    /** The database's programs run as another user. */
    private static void readable(Path... files) {
        for (Path file : files) {
            if (!file.toFile().setReadable(true, false)) {
                throw new BenchException(file + " cannot be made readable");
            }
        }
    }
}
