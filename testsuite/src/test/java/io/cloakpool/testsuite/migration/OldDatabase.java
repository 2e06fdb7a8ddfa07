package io.cloakpool.testsuite.migration;

import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.server.Database;
import io.cloakpool.testsuite.server.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** The database of an old system: a table of people with hashes of several formats, and one of their groups. */
final class OldDatabase {
    static final String PASSWORD = "A-password of the old database 1";

    private static final String USER_SQL = "select id, name as username, mail as email, mail_ok as email_verified, "
            + "given as given_name, family as last_name, active as enabled, hash as password_hash, seed as totp_secret, "
            + "color as \"attribute.favourite\", shoe from people where name = ? ";

    private static final byte[] SALT = "saltsaltsaltsalt".getBytes(StandardCharsets.US_ASCII);

    private final Database server;
    private final TemporaryFolder folder;
    private final Database.Kind kind;
    /** By which the source asks, as its option calls it. */
    private final String driver;

    private OldDatabase(Database server, TemporaryFolder folder, String driver) {
        this.server = server;
        this.folder = folder;
        this.driver = driver;
        kind = server.kind();
    }

    /** The same server, of MariaDB, asked by the driver of MySQL, whose protocol it has. */
    OldDatabase byMysql() {
        return new OldDatabase(server, folder, "mysql");
    }

    static OldDatabase start(Database.Kind kind) {
        try {
            TemporaryFolder folder = TemporaryFolder.create("cloakpool-old-database-");
            Database server = Database.start(kind, folder.path());
            folder.endFirst(server::close);
            OldDatabase database = new OldDatabase(server, folder, kind.name().toLowerCase(Locale.ROOT));
            Issued.add(server.password());
            Issued.add(PASSWORD);
            database.run(
                    "create table people (id int primary key, name varchar(200), mail varchar(200), mail_ok boolean,"
                            + " given varchar(100), family varchar(100), active boolean, hash varchar(500), seed varchar(100),"
                            + " color varchar(100), shoe int)");
            database.run("create table memberships (person int, team varchar(100))");
            database.run("create table rights (person int, title varchar(100))");
            return database;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a component needs to ask it, as a user who may write as well. */
    Map<String, String> options() {
        return Map.of(
                "database",
                driver,
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(server.port()),
                "databaseName",
                kind == Database.Kind.POSTGRESQL ? "postgres" : "keycloak",
                "user",
                Database.USER,
                "password",
                server.password(),
                "tls",
                "off",
                "userSql",
                kind == Database.Kind.POSTGRESQL ? USER_SQL : USER_SQL.replace('"', '`'),
                "groupsSql",
                "select team from memberships where person = ?",
                "rolesSql",
                "select title from rights where person = ?");
    }

    /** Of PostgreSQL: has new connections begin with this certificate, where they are to be encrypted. */
    void showCertificate(Certificates certificate) throws IOException {
        Path tls = server.own(Files.createTempDirectory(folder.path(), "tls-"));
        run("alter system set ssl_cert_file = '"
                + server.own(Files.copy(certificate.certificate(), tls.resolve("certificate"))) + "'");
        run("alter system set ssl_key_file = '"
                + server.own(readableByOwnerOnly(Files.copy(certificate.key(), tls.resolve("key")))) + "'");
        run("alter system set ssl = on");
        run("select pg_reload_conf()");
    }

    private static Path readableByOwnerOnly(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    boolean isPostgres() {
        return kind == Database.Kind.POSTGRESQL;
    }

    /** Somebody new, with a proven address. */
    String person(String hash) {
        Issued.add(hash);
        String name = "person-" + UUID.randomUUID();
        int id = UUID.randomUUID().hashCode();
        run(
                "insert into people values (?, ?, ?, true, 'First', 'Last', true, ?, null, 'blue', 44)",
                id,
                name,
                name + "@example.com",
                hash);
        run("insert into memberships values (?, '/staff'), (?, '/board')", id, id);
        return name;
    }

    void run(String sql, Object... values) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int count(String sql) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), Database.USER, server.password());
    }

    /** How other systems write down {@link #PASSWORD}, or near it. */
    enum Hash {
        BCRYPT {
            @Override
            String of(String password) {
                return OpenBSDBCrypt.generate("2b", password.toCharArray(), SALT, 4);
            }
        },
        ARGON2ID {
            @Override
            String of(String password) {
                Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
                argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withSalt(SALT)
                        .withMemoryAsKB(256)
                        .withIterations(2)
                        .withParallelism(1)
                        .build());
                byte[] hash = new byte[32];
                argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
                Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
                return "$argon2id$v=19$m=256,t=2,p=1$" + base64.encodeToString(SALT) + "$"
                        + base64.encodeToString(hash);
            }
        },
        DJANGO {
            @Override
            String of(String password) {
                try {
                    byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(new PBEKeySpec(password.toCharArray(), SALT, 1000, 256))
                            .getEncoded();
                    return "pbkdf2_sha256$1000$" + new String(SALT, StandardCharsets.US_ASCII) + "$"
                            + Base64.getEncoder().encodeToString(hash);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        },
        /** A known one: nothing here makes it. */
        PHPASS {
            @Override
            String of(String password) {
                return "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0";
            }

            @Override
            String password() {
                return "test12345";
            }
        };

        abstract String of(String password);

        String password() {
            return PASSWORD;
        }

        String hash() {
            return of(password());
        }
    }

    /** The server and its files alone; the component stays. Not as something that JUnit closes after each test with it. */
    void stop() {
        folder.close();
    }

    @Override
    public String toString() {
        return driver;
    }
}
