package io.cloakpool.testsuite.bench;

import io.cloakpool.distribution.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of its own on the loopback address, with the settings it comes with; gone with {@link #close}. */
final class Postgres implements AutoCloseable {
    static final String USER = "keycloak";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String ACCOUNT = "postgres";
    private static final String HOST = "127.0.0.1";
    private static final long LIMIT_SECONDS = 60;

    private final Path programs;
    private final Path folder;
    private final Path log;
    private final int port;
    private final String password;
    private final Process server;
    private final Thread stopAtExit;

    private Postgres(Path programs, Path folder, Path log, int port, String password, Process server) {
        this.programs = programs;
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.password = password;
        this.server = server;
        this.stopAtExit = new Thread(this::remove, "postgres-stop");
    }

    /** @param log gets what its programs say */
    static Postgres start(Path log) throws IOException, InterruptedException {
        Path programs = programs();
        Path folder = Files.createTempDirectory("cloakpool-bench-");
        String password = UUID.randomUUID().toString();
        Path secret = Files.writeString(folder.resolve("password"), password);
        if (isRoot()) {
            for (Path file : List.of(folder, secret)) {
                Files.setOwner(
                        file,
                        FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
            }
        }
        Files.writeString(log, "");
        String data = folder.resolve("data").toString();
        run(
                log,
                Map.of(),
                programs.resolve("initdb"),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        int port = FreePort.pick();
        Process server = process(
                        log,
                        Map.of(),
                        programs.resolve("postgres"),
                        "-D",
                        data,
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=" + HOST,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=250")
                .start();
        Postgres postgres = new Postgres(programs, folder, log, port, password, server);
        Runtime.getRuntime().addShutdownHook(postgres.stopAtExit);
        postgres.awaitReady();
        return postgres;
    }

    /** Makes an empty database and returns its JDBC address, without credentials. */
    String create(String database) throws IOException, InterruptedException {
        run(
                log,
                Map.of("PGPASSWORD", password),
                programs.resolve("createdb"),
                "--host=" + HOST,
                "--port=" + port,
                "--username=" + USER,
                database);
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + database;
    }

    /** Adds the rows of a file, in PostgreSQL's text form, to a table of a database that {@link #create} made. */
    void copy(String databaseUrl, String tableAndColumns, Path rows) throws IOException, InterruptedException {
        psql(databaseUrl, "\\copy " + tableAndColumns + " from '" + rows + "'");
    }

    /** Has the planner know what is in the tables, as a server in use does after a while. */
    void analyze(String databaseUrl) throws IOException, InterruptedException {
        psql(databaseUrl, "analyze");
    }

    /** Runs a statement in a database that {@link #create} made. */
    void execute(String databaseUrl, String statement) throws IOException, InterruptedException {
        psql(databaseUrl, statement);
    }

    private void psql(String databaseUrl, String command) throws IOException, InterruptedException {
        run(
                log,
                Map.of("PGPASSWORD", password),
                programs.resolve("psql"),
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--dbname=" + databaseUrl.substring("jdbc:".length()).replace("//", "//" + USER + "@"),
                "--command=" + command);
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(stopAtExit);
        } catch (IllegalStateException e) {
            // Java is ending: the hook runs anyway and finds nothing left to stop.
            return;
        }
    }

    private synchronized void remove() {
        stop();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        server.destroy();
        try {
            if (!server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Files.readString(log).contains("ready to accept connections")) {
            if (server.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() - end > 0) {
                throw new BenchException("PostgreSQL does not start: " + Files.readString(log));
            }
        }
    }

    private static Path programs() throws IOException {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                return versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                        .max(Comparator.naturalOrder())
                        .orElseThrow(Postgres::missing);
            }
        }
        throw missing();
    }

    private static BenchException missing() {
        return new BenchException(
                "PostgreSQL is missing: no initdb below " + DEBIAN + " (Debian's package postgresql)");
    }

    private static void run(Path log, Map<String, String> environment, Path program, String... arguments)
            throws IOException, InterruptedException {
        Process process = process(log, environment, program, arguments).start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new BenchException(program + " failed: " + Files.readString(log, StandardCharsets.UTF_8));
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static ProcessBuilder process(
            Path log, Map<String, String> environment, Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--init-groups", "--inh-caps=-all"));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
