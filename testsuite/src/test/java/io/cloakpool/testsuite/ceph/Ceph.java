package io.cloakpool.testsuite.ceph;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.testsuite.server.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Ceph's gateway with one monitor and one store in memory, from Debian's packages. Runs from the first use to the end of this
 * Java process, on loopback only. Nothing of it needs another user, systemd or a device.
 */
public final class Ceph implements AutoCloseable {
    /** The operator, who owns every bucket. */
    public static final AwsCredentials OPERATOR = AwsBasicCredentials.create("OPSKEY", "OPSSECRET");

    private static final long START_LIMIT = TimeUnit.MINUTES.toNanos(2);
    private static final long POLL_MILLIS = 100;
    private static final int COMMAND_SECONDS = 60;
    private static @Nullable Ceph running;

    private final Path folder;
    private final URI endpoint;
    private final Deque<Process> daemons = new ArrayDeque<>();

    private Ceph(Path folder, int gateway) {
        this.folder = folder;
        this.endpoint = URI.create("http://127.0.0.1:" + gateway);
    }

    /** The running cluster; skips the test where Ceph is not installed. */
    public static synchronized Ceph running() {
        if (running == null) {
            try {
                running = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
        return running;
    }

    /** Of the S3 and of the STS alike. */
    public URI endpoint() {
        return endpoint;
    }

    private static Ceph start() throws IOException, InterruptedException {
        for (String program :
                List.of("radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "ceph-authtool", "monmaptool")) {
            Program.find(program);
        }
        Ceph ceph = new Ceph(Files.createTempDirectory("cloakpool-ceph"), FreePort.pick());
        Runtime.getRuntime().addShutdownHook(new Thread(ceph::close, "ceph-stop"));
        boolean started = false;
        try {
            ceph.boot();
            started = true;
        } finally {
            if (!started) {
                ceph.close();
            }
        }
        return ceph;
    }

    private void boot() throws IOException, InterruptedException {
        String cluster = UUID.randomUUID().toString();
        int monitor = FreePort.pick();
        for (String part : List.of("mon", "osd0", "log", "rgw")) {
            Files.createDirectories(folder.resolve(part));
        }
        Files.writeString(folder.resolve("ceph.conf"), configuration(cluster, monitor));
        keys();
        run("monmaptool", "--create", "--addv", "a", "[v2:127.0.0.1:" + monitor + "]", "--fsid", cluster, at("monmap"));
        run("ceph-mon", "--mkfs", "-i", "a", "--monmap", at("monmap"), "--keyring", at("keyring"));
        daemon("ceph-mon", "-i", "a");
        await("the monitor", () -> succeeds("ceph", "--connect-timeout", "3", "mon", "stat"));
        String store = UUID.randomUUID().toString();
        run("ceph", "osd", "new", store, "0");
        run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", store);
        daemon("ceph-osd", "-i", "0");
        await("the store", () -> output("ceph", "osd", "stat").contains("1 up"));
        daemon("radosgw", "-n", "client.rgw.a");
        await("the gateway", this::answers);
        run(
                "radosgw-admin",
                "-n",
                "client.admin",
                "user",
                "create",
                "--uid",
                "ops",
                "--display-name",
                "ops",
                "--caps",
                "roles=*;oidc-provider=*;user-policy=*",
                "--access-key",
                OPERATOR.accessKeyId(),
                "--secret-key",
                OPERATOR.secretAccessKey());
    }

    private void keys() throws IOException, InterruptedException {
        String keyring = at("keyring");
        authtool("mon.", List.of("--cap", "mon", "allow *"), "--create-keyring", keyring);
        authtool("client.admin", List.of("--cap", "mon", "allow *", "--cap", "osd", "allow *"), keyring);
        authtool("osd.0", List.of("--cap", "mon", "allow profile osd", "--cap", "osd", "allow *"), keyring);
        authtool("client.rgw.a", List.of("--cap", "mon", "allow rw", "--cap", "osd", "allow rwx"), keyring);
    }

    private void authtool(String name, List<String> caps, String... keyring) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(keyring));
        command.addAll(List.of("--gen-key", "-n", name));
        command.addAll(caps);
        run("ceph-authtool", command.toArray(String[]::new));
    }

    /** {@code $name} is Ceph's own variable. */
    private String configuration(String cluster, int monitor) {
        return """
                [global]
                fsid = %2$s
                mon host = v2:127.0.0.1:%3$d/0
                public network = 127.0.0.0/8
                run dir = %1$s
                admin socket = %1$s/$name.asok
                log file = %1$s/log/$name.log
                pid file = %1$s/$name.pid
                keyring = %1$s/keyring
                auth cluster required = cephx
                auth service required = cephx
                auth client required = cephx
                osd pool default size = 1
                osd pool default min size = 1
                osd pool default pg num = 1
                osd pool default pgp num = 1
                mon allow pool size one = true
                mon warn on pool no redundancy = false
                osd crush chooseleaf type = 0
                ms bind ipv6 = false
                ms bind msgr1 = false
                [mon]
                mon data = %1$s/mon
                mon initial members = a
                mon data avail crit = 1
                mon data avail warn = 2
                auth allow insecure global id reclaim = false
                [osd]
                osd data = %1$s/osd0
                osd objectstore = memstore
                memstore device bytes = 268435456
                osd memory target = 939524096
                [client.rgw.a]
                rgw frontends = beast endpoint=127.0.0.1:%4$d
                rgw data = %1$s/rgw
                rgw sts key = abcdefghijklmnop
                rgw s3 auth use sts = true
                rgw enable usage log = false
                debug rgw = 1
                """
                .formatted(folder, cluster, monitor, endpoint.getPort());
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private interface Question {
        boolean ask() throws IOException, InterruptedException;
    }

    private void await(String what, Question ready) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!ready.ask()) {
            boolean ended = daemons.element().waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() - start > START_LIMIT) {
                throw new AssertionError("Ceph: " + what + " is not ready, see " + folder.resolve("log"));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void daemon(String program, String... arguments) throws IOException {
        List<String> command = command(program, arguments);
        command.add("-f");
        Path log = folder.resolve("log").resolve(program + ".out");
        daemons.push(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    private List<String> command(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Program.find(program).toString()));
        if (!program.equals("ceph-authtool") && !program.equals("monmaptool")) {
            command.addAll(List.of("--conf", at("ceph.conf")));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        if (!succeeds(program, arguments)) {
            throw new AssertionError(program + " failed: " + Files.readString(folder.resolve("log/command.out")));
        }
    }

    private String output(String program, String... arguments) throws IOException, InterruptedException {
        run(program, arguments);
        return Files.readString(folder.resolve("log/command.out"));
    }

    private boolean succeeds(String program, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(program, arguments))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log/command.out").toFile());
        builder.environment().put("CEPH_CONF", at("ceph.conf"));
        Process process = builder.start();
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    /** Kills what was started, the gateway first, and removes its files: there is nothing to keep. */
    @Override
    public void close() {
        while (!daemons.isEmpty()) {
            daemons.pop().destroyForcibly().onExit().join();
        }
        // Whoever closed it before left nothing.
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
}
