package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** Files that come slowly, or too large. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class UploadTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    /** As many as a node reads at a time. */
    private static final int UPLOADS = 8;

    private static final int MEGABYTE = 1_000_000;

    @InjectRealm(config = BulkRealm.class)
    ManagedRealm realm;

    private Administrators administrators;
    private Imports imports;

    @BeforeEach
    void prepare() {
        Issued.add(Administrators.PASSWORD);
        administrators = new Administrators(realm);
        imports = administrators.imports();
    }

    /** A client that says that it sends much and sends a byte now and then. */
    private static final class Drip implements AutoCloseable {
        private final Socket socket;
        private final Thread thread;

        Drip(URI uri, String token) throws IOException {
            socket = new Socket(uri.getHost(), uri.getPort());
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                            + " HTTP/1.1\r\nHost: localhost:" + uri.getPort() + "\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            thread = new Thread(() -> drip(out), "drip");
            thread.setDaemon(true);
            thread.start();
        }

        private static void drip(OutputStream out) {
            try {
                while (true) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(200);
                }
            } catch (IOException e) {
                // The server has had enough.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** The status of the answer, when it comes. */
        String status() throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
            socket.close();
        }
    }

    @Test
    void whoever_drips_locks_nothing_and_has_so_much_time() throws IOException {
        String id = imports.upload(Imports.NDJSON, "{\"username\":\"" + BulkRealm.name() + "\"}\n", false);
        URI parts = URI.create(administrators.door() + "/" + id + "/parts?after=1");
        long begin = System.nanoTime();
        try (Drip drip = new Drip(parts, imports.token().get())) {
            sleep(500);
            long asked = System.nanoTime();
            Http.Answer part = imports.send(
                    "POST", "/" + id + "/parts?after=1", Imports.NDJSON, "{\"username\":\"" + BulkRealm.name() + "\"}");
            assertThat(part.status()).as(part.body()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
            assertThat(databaseConnections()).isZero();

            assertThat(drip.status()).contains(" 408 ");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(PoolServer.UPLOAD_SECONDS * 900L), Duration.ofSeconds(20));
        }
        assertThat(imports.get(id).path("rows").asInt()).isEqualTo(2);
    }

    /** In use at the moment, as the server's metrics tell. */
    private double databaseConnections() {
        String metrics = Http.get(URI.create("http://localhost:9000/metrics")).body();
        return metrics.lines()
                .filter(line -> line.startsWith("agroal_active_count"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no such metric"));
    }

    @Test
    void a_node_reads_so_many_uploads_at_a_time() throws IOException {
        String token = imports.token().get();
        List<Drip> drips = new ArrayList<>();
        try {
            for (int i = 0; i < UPLOADS; i++) {
                drips.add(new Drip(administrators.door(), token));
            }
            sleep(1000);

            Http.Answer more = imports.send("POST", "", Imports.NDJSON, "");

            assertThat(more.status()).as(more.body()).isEqualTo(503);
            assertThat(imports.send("GET", "", Imports.NDJSON, "").status()).isEqualTo(200);
            for (Drip drip : drips) {
                assertThat(drip.status()).contains(" 408 ");
            }
            imports.upload(Imports.NDJSON, "", false);
        } finally {
            for (Drip drip : drips) {
                drip.close();
            }
        }
    }

    @Test
    void a_file_and_all_files_of_a_realm_have_so_many_bytes() {
        String id = imports.upload(Imports.NDJSON, lines(7), false);
        int after = lines(7).split("\n", -1).length - 1;
        assertThat(part(id, after, lines(6)).status()).isEqualTo(200);
        after += lines(6).split("\n", -1).length - 1;

        Http.Answer tooLarge = part(id, after, lines(2));

        assertThat(tooLarge.status()).as(tooLarge.body()).isEqualTo(413);
        assertThat(tooLarge.json().path("errorMessage").asText())
                .isEqualTo("A file has at most " + PoolServer.FILE_BYTES + " bytes");
        assertThat(imports.get(id).path("lines").asInt()).isEqualTo(after);
        Http.Answer full = imports.send("POST", "", Imports.NDJSON, lines(8));
        assertThat(full.status()).as(full.body()).isEqualTo(409);
        assertThat(full.json().path("errorMessage").asText()).contains("finish or delete one first");

        assertThat(imports.send("DELETE", "/" + id, Imports.NDJSON, "").status())
                .isEqualTo(204);
        assertThat(imports.send("POST", "", Imports.NDJSON, lines(8)).status()).isEqualTo(201);
    }

    private Http.Answer part(String id, int after, String rows) {
        return imports.send("POST", "/" + id + "/parts?after=" + after, Imports.NDJSON, rows);
    }

    /** So many megabytes, of lines that are too long to be kept. */
    private static String lines(int megabytes) {
        return ("x".repeat(MEGABYTE - 1) + "\n").repeat(megabytes);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
