package io.cloakpool.migration.jdbc;

import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of a database.
 *
 * @param host a name or an address, IPv6 in brackets
 * @param password the password itself, or where it is in the vault
 * @param tls whether connections are encrypted and the server has to show a certificate
 * @param users finds the user of a name or an address
 * @param groups finds the groups of a user's id; null for none
 * @param roles finds the roles of a user's id; null for none
 * @param count counts all users; null where nobody can tell
 * @param connections at most, of this server
 */
public record JdbcConfig(
        DatabaseKind kind,
        String host,
        int port,
        String database,
        String user,
        String password,
        boolean tls,
        SelectStatement users,
        @Nullable SelectStatement groups,
        @Nullable SelectStatement roles,
        @Nullable CountStatement count,
        int connections) {
    public static final String KIND = "database";
    public static final String HOST = "host";
    public static final String PORT = "port";
    public static final String NAME = "databaseName";
    public static final String USER = "user";
    public static final String PASSWORD = "password";
    public static final String TLS = "tls";
    public static final String USER_SQL = "userSql";
    public static final String GROUPS_SQL = "groupsSql";
    public static final String ROLES_SQL = "rolesSql";
    public static final String COUNT_SQL = "countSql";
    public static final String CONNECTIONS = "connections";

    public static final int DEFAULT_CONNECTIONS = 5;
    public static final int MOST_CONNECTIONS = 50;

    private static final int MOST_PORT = 65_535;
    private static final Pattern HOST_FORM =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern NAME_FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern USER_FORM = Pattern.compile("[!-~]{1,128}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Whether connections are encrypted. */
    public enum Tls {
        /** They are, and the server has to show a certificate that this one trusts, with its name. */
        VERIFY,
        /** They are not: for a database on this host. */
        OFF
    }

    /** Reads the options. */
    public static JdbcConfig from(SourceOptions options) throws UnusableOptionException {
        DatabaseKind kind = options.choice(KIND, DatabaseKind.POSTGRESQL);
        String host = options.needed(HOST, HOST_FORM, "is a host, IPv6 in brackets");
        boolean tls = options.choice(TLS, Tls.VERIFY) == Tls.VERIFY;
        if (!tls && !LOOPBACK.contains(host)) {
            throw new UnusableOptionException(TLS, "is off for a database on this host only");
        }
        return new JdbcConfig(
                kind,
                host,
                options.number(PORT, kind.port(), 1, MOST_PORT),
                options.needed(NAME, NAME_FORM, "is up to 64 letters, digits, dots, hyphens and underscores"),
                options.needed(USER, USER_FORM, "is up to 128 characters without spaces"),
                options.secret(PASSWORD, 1).orElseThrow(() -> new UnusableOptionException(PASSWORD, "is needed")),
                tls,
                statement(options, USER_SQL, SelectStatement::new)
                        .orElseThrow(() -> new UnusableOptionException(USER_SQL, "is needed")),
                statement(options, GROUPS_SQL, SelectStatement::new).orElse(null),
                statement(options, ROLES_SQL, SelectStatement::new).orElse(null),
                statement(options, COUNT_SQL, CountStatement::new).orElse(null),
                options.number(CONNECTIONS, DEFAULT_CONNECTIONS, 1, MOST_CONNECTIONS));
    }

    private static <S> Optional<S> statement(SourceOptions options, String key, Function<String, S> kind)
            throws UnusableOptionException {
        Optional<String> text = options.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.apply(text.get()));
        } catch (IllegalArgumentException e) {
            throw new UnusableOptionException(key, String.valueOf(e.getMessage()));
        }
    }

    /** Where the password goes. Kinds differ in how they show it. */
    public String address() {
        return SourceOptions.nameOf(kind) + "://" + host + ":" + port;
    }

    /** The same with the password itself. */
    public JdbcConfig withPassword(String revealed) {
        return new JdbcConfig(
                kind, host, port, database, user, revealed, tls, users, groups, roles, count, connections);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "JdbcConfig[" + kind + ", " + host + ":" + port + "/" + database + "]";
    }
}
