package io.cloakpool.testsuite.server;

import io.cloakpool.distribution.KeycloakHome;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** What stands in a database, read and written with the driver that comes with Keycloak. */
final class Rows {
    private Rows() {}

    /** What is done with a database. */
    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    /** The number of rows of a table. */
    static int count(KeycloakHome home, Database database, String table) throws IOException, SQLException {
        return Integer.parseInt(text(home, database, "select count(*) from " + table));
    }

    /** The first value of a query's first row. */
    static String text(KeycloakHome home, Database database, String query) throws IOException, SQLException {
        return work(home, database, statement -> {
            try (ResultSet answer = statement.executeQuery(query)) {
                answer.next();
                return answer.getString(1);
            }
        });
    }

    /** Runs statements, each committed. */
    static void run(KeycloakHome home, Database database, List<String> statements) throws IOException, SQLException {
        work(home, database, statement -> {
            for (String text : statements) {
                statement.executeUpdate(text);
            }
            return true;
        });
    }

    /** H2 lets only one process in, so the server must have ended. */
    private static <T> T work(KeycloakHome home, Database database, Work<T> work) throws IOException, SQLException {
        Properties account = new Properties();
        account.put("user", Database.USER);
        account.put("password", database.password());
        Path jar = driver(home, database.kind());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
            try (Connection connection = driver.connect(database.url(), account);
                    Statement statement = connection.createStatement()) {
                return work.with(statement);
            }
        }
    }

    private static Path driver(KeycloakHome home, Database.Kind kind) throws IOException {
        String prefix =
                switch (kind) {
                    case H2 -> "com.h2database.h2-";
                    case POSTGRESQL -> "org.postgresql.postgresql-";
                    case MARIADB -> "org.mariadb.jdbc.mariadb-java-client-";
                };
        try (Stream<Path> jars = Files.list(home.directory().resolve("lib/lib/main"))) {
            List<Path> found = jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
                    .toList();
            if (found.size() != 1) {
                throw new AssertionError("not one driver of " + kind + ": " + found);
            }
            return found.get(0);
        }
    }
}
