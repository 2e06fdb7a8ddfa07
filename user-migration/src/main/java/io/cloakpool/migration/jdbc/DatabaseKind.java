package io.cloakpool.migration.jdbc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The databases that can be asked, and how connections to them are made. Addresses of drivers can name classes to load and files to read,
 * so an administrator of a realm gives host, port and name only, and all else stands here.
 */
public enum DatabaseKind {
    POSTGRESQL("org.postgresql.Driver", 5432) {
        @Override
        String url(String server, String database) {
            return "jdbc:postgresql://" + server + "/" + database;
        }

        @Override
        void properties(Map<String, String> to, boolean tls, Duration patience) {
            to.put("sslmode", tls ? "verify-full" : "disable");
            if (tls) {
                // The certificates that the server trusts, instead of a file of the driver's own.
                to.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
            }
            to.put("gssEncMode", "disable");
            to.put("connectTimeout", seconds(patience));
            to.put("loginTimeout", seconds(patience));
            to.put("socketTimeout", seconds(patience));
            to.put("cancelSignalTimeout", seconds(patience));
            to.put("readOnlyMode", "transaction");
            to.put("maxResultBuffer", MAX_RESULT);
            // So that a name may be compared with a number or a UUID.
            to.put("stringtype", "unspecified");
            to.put("logServerErrorDetail", "false");
            to.put("ApplicationName", APPLICATION);
        }
    },
    MARIADB("org.mariadb.jdbc.Driver", 3306) {
        @Override
        String url(String server, String database) {
            return "jdbc:mariadb://" + server + "/" + database;
        }

        @Override
        void properties(Map<String, String> to, boolean tls, Duration patience) {
            to.put("sslMode", tls ? "verify-full" : "disable");
            to.put("connectTimeout", millis(patience));
            // That of connecting is over before the session is begun with the statement below.
            to.put("socketTimeout", millis(patience));
            to.put("allowLocalInfile", "false");
            to.put("useServerPrepStmts", "true");
            // At its lowest level the driver would log what it reads: hashes and seeds.
            to.put("maxQuerySizeToLog", "0");
            // Of a kind that needs no further files and hands the password to nobody in plain text.
            to.put("restrictedAuth", "mysql_native_password,caching_sha2_password,client_ed25519,parsec");
        }

        @Override
        String readOnlySql() {
            return "SET SESSION TRANSACTION READ ONLY";
        }
    },
    MYSQL("com.mysql.cj.jdbc.Driver", 3306) {
        @Override
        String url(String server, String database) {
            return "jdbc:mysql://" + server + "/" + database;
        }

        @Override
        void properties(Map<String, String> to, boolean tls, Duration patience) {
            to.put("sslMode", tls ? "VERIFY_IDENTITY" : "DISABLED");
            to.put("connectTimeout", millis(patience));
            to.put("socketTimeout", millis(patience));
            to.put("allowLoadLocalInfile", "false");
            to.put("useServerPrepStmts", "true");
        }

        @Override
        String readOnlySql() {
            return "SET SESSION TRANSACTION READ ONLY";
        }
    },
    /** It has no transactions that only read. What a statement writes is rolled back, as everywhere. */
    SQLSERVER("com.microsoft.sqlserver.jdbc.SQLServerDriver", 1433) {
        @Override
        String url(String server, String database) {
            return "jdbc:sqlserver://" + server + ";databaseName=" + database;
        }

        @Override
        void properties(Map<String, String> to, boolean tls, Duration patience) {
            to.put("encrypt", Boolean.toString(tls));
            to.put("trustServerCertificate", "false");
            to.put("loginTimeout", seconds(patience));
            to.put("socketTimeout", millis(patience));
            // Each of them 10 seconds after the one before.
            to.put("connectRetryCount", "0");
            to.put("applicationName", APPLICATION);
            to.put("applicationIntent", "ReadOnly");
        }
    };

    private static final String APPLICATION = "cloakpool-migration";
    private static final String MAX_RESULT = "1M";

    private final String driver;
    private final int port;

    DatabaseKind(String driver, int port) {
        this.driver = driver;
        this.port = port;
    }

    abstract String url(String server, String database);

    /**
     * Options of the driver.
     *
     * @param patience for a connection to be made, the driver's own waiting for a server that says nothing included: else a thread would
     *     wait there for ever. Each question sets a time of its own.
     */
    abstract void properties(Map<String, String> to, boolean tls, Duration patience);

    /** What a session is begun with; empty where {@link java.sql.Connection#setReadOnly} is enough. */
    String readOnlySql() {
        return "";
    }

    /** The class of the driver that it is asked by. */
    String driver() {
        return driver;
    }

    /** The port that such a server has unless it is told otherwise. */
    int port() {
        return port;
    }

    final Map<String, String> properties(boolean tls, Duration patience) {
        Map<String, String> all = new HashMap<>();
        properties(all, tls, patience);
        return all;
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.plusMillis(999).toSeconds()));
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }
}
