package io.cloakpool.testsuite.server;

import io.cloakpool.distribution.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of its own for a test: a file, or a server on the loopback address, which no test kills: it need not wait for the
 * disk.
 *
 * @param url the JDBC address, without credentials
 * @param password new in each run
 * @param stop ends the server, where there is one
 */
public record Database(Kind kind, String url, String password, Runnable stop) implements AutoCloseable {
    /** The user that may make tables. */
    public static final String USER = "keycloak";

    private static final String HOST = "127.0.0.1";
    private static final AtomicInteger STARTED = new AtomicInteger();

    /** The databases that Keycloak's users run. */
    public enum Kind {
        H2("dev-file"),
        POSTGRESQL("postgres"),
        MARIADB("mariadb");

        private final String vendor;

        Kind(String vendor) {
            this.vendor = vendor;
        }

        /** The name that Keycloak gives to this kind. */
        String vendor() {
            return vendor;
        }
    }

    /**
     * Starts a new database; the test is skipped when the system has no such server.
     *
     * @param folder empty; may be handed over to the user that the server runs as
     */
    public static Database start(Kind kind, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(Homes.WORK);
        String name = "database-" + kind.name().toLowerCase(Locale.ROOT) + "-" + STARTED.incrementAndGet();
        Path log = Files.writeString(Homes.WORK.resolve(name + ".log"), "");
        return switch (kind) {
            case H2 -> h2(folder);
            case POSTGRESQL -> postgresql(folder, log);
            case MARIADB -> mariadb(folder, log);
        };
    }

    /** Without a delay of writes, which H2 has by default: what was committed is on the disk. */
    private static Database h2(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("keycloak")
                + ";NON_KEYWORDS=VALUE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
        return new Database(Kind.H2, url, UUID.randomUUID().toString(), () -> {});
    }

    private static Database postgresql(Path folder, Path log) throws IOException, InterruptedException {
        Account account = Account.named("postgres");
        Path initdb = Program.find("initdb");
        Path server = Program.find("postgres");
        String password = UUID.randomUUID().toString();
        Path secret = Files.writeString(folder.resolve("password"), password);
        account.own(folder);
        String data = folder.resolve("data").toString();
        account.run(
                log,
                List.of(
                        initdb.toString(),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--pwfile=" + secret,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C"));
        int port = FreePort.pick();
        Daemon daemon = Daemon.start(
                account,
                log,
                "ready to accept connections",
                List.of(
                        server.toString(),
                        "-D",
                        data,
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=" + HOST,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"));
        return new Database(
                Kind.POSTGRESQL, "jdbc:postgresql://" + HOST + ":" + port + "/postgres", password, daemon::close);
    }

    private static Database mariadb(Path folder, Path log) throws IOException, InterruptedException {
        Account account = Account.named("mysql");
        Path install = Program.find("mariadb-install-db");
        Path server = Program.find("mariadbd");
        String password = UUID.randomUUID().toString();
        String user = "'" + USER + "'@'" + HOST + "'";
        Path first = Files.writeString(
                folder.resolve("first.sql"),
                String.join(
                        "\n",
                        "CREATE DATABASE keycloak CHARACTER SET utf8mb4;",
                        "CREATE USER " + user + " IDENTIFIED BY '" + password + "';",
                        "GRANT ALL PRIVILEGES ON keycloak.* TO " + user + ";",
                        ""));
        account.own(folder);
        String data = "--datadir=" + folder.resolve("data");
        account.run(
                log,
                List.of(
                        install.toString(),
                        "--no-defaults",
                        data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"));
        int port = FreePort.pick();
        Daemon daemon = Daemon.start(
                account,
                log,
                "ready for connections",
                List.of(
                        server.toString(),
                        "--no-defaults",
                        data,
                        "--bind-address=" + HOST,
                        "--port=" + port,
                        "--socket=" + folder.resolve("socket"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--skip-name-resolve",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--init-file=" + first));
        return new Database(Kind.MARIADB, "jdbc:mariadb://" + HOST + ":" + port + "/keycloak", password, daemon::close);
    }

    /** Gives a file or folder to the user that PostgreSQL runs as. */
    public Path own(Path file) throws IOException {
        Account.named("postgres").own(file);
        return file;
    }

    /** The port of its server. */
    public int port() {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    /** The same one by another port of this machine. */
    Database through(int otherPort) {
        return new Database(kind, url.replace(":" + port() + "/", ":" + otherPort + "/"), password, stop);
    }

    @Override
    public void close() {
        stop.run();
    }
}
