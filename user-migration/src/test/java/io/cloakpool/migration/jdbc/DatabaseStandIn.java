package io.cloakpool.migration.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes one connection, says a few things at most, and keeps what it hears. */
final class DatabaseStandIn implements AutoCloseable {
    private static final byte MYSQL_PROTOCOL = 10;
    private static final int TDS_ANSWER = 4;
    private static final int TDS_ENCRYPTION = 1;
    private static final int TDS_NOT_SUPPORTED = 2;

    private final ServerSocket socket;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CountDownLatch left = new CountDownLatch(1);

    /**
     * Says each thing when it is spoken to.
     *
     * @param first whether it speaks before that, too
     */
    private DatabaseStandIn(boolean first, byte[]... answers) throws IOException {
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(first, answers), "database-stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says nothing at all. */
    static DatabaseStandIn silent() throws IOException {
        return new DatabaseStandIn(false);
    }

    /** Says that it does not encrypt. */
    static DatabaseStandIn withoutTls(DatabaseKind kind) throws IOException {
        return switch (kind) {
            // The answer to SSLRequest.
            case POSTGRESQL -> new DatabaseStandIn(false, new byte[] {'N'});
            case MARIADB, MYSQL -> new DatabaseStandIn(true, mysqlGreeting());
            case SQLSERVER -> new DatabaseStandIn(false, tdsPrelogin());
        };
    }

    /** Takes name and password for right, as far as it has a word for that, and then says nothing any more. */
    static DatabaseStandIn silentAfterName(DatabaseKind kind) throws IOException {
        return switch (kind) {
            // AuthenticationOk.
            case POSTGRESQL -> new DatabaseStandIn(false, new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0});
            // To what the driver sets, too, and not to what is set for us.
            case MARIADB -> new DatabaseStandIn(true, mysqlGreeting(), mysqlOk(2), mysqlOk(1));
            case MYSQL -> new DatabaseStandIn(true, mysqlGreeting(), mysqlOk(2));
            case SQLSERVER -> new DatabaseStandIn(false, tdsPrelogin());
        };
    }

    /** Capabilities of MySQL's protocol without CLIENT_SSL. */
    private static byte[] mysqlGreeting() throws IOException {
        int capabilities = 0x0008_A20F;
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(MYSQL_PROTOCOL);
        packet.write("8.0.36\0".getBytes(US_ASCII));
        packet.write(new byte[] {1, 0, 0, 0});
        packet.write("12345678\0".getBytes(US_ASCII));
        packet.write(capabilities & 0xFF);
        packet.write(capabilities >> 8 & 0xFF);
        packet.write(new byte[] {45, 2, 0});
        packet.write(capabilities >> 16 & 0xFF);
        packet.write(capabilities >> 24 & 0xFF);
        packet.write(21);
        packet.write(new byte[10]);
        packet.write("123456789012\0".getBytes(US_ASCII));
        packet.write("mysql_native_password\0".getBytes(US_ASCII));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(new byte[] {(byte) packet.size(), 0, 0, 0});
        all.write(packet.toByteArray());
        return all.toByteArray();
    }

    /** @param number of the packet in its exchange */
    private static byte[] mysqlOk(int number) {
        return new byte[] {7, 0, 0, (byte) number, 0, 0, 0, 2, 0, 0, 0};
    }

    /** Version and encryption, as PRELOGIN has them. */
    private static byte[] tdsPrelogin() {
        byte[] body = {0, 0, 11, 0, 6, TDS_ENCRYPTION, 0, 17, 0, 1, (byte) 0xFF, 16, 0, 0, 0, 0, 0, TDS_NOT_SUPPORTED};
        byte[] all = new byte[8 + body.length];
        all[0] = TDS_ANSWER;
        all[1] = 1;
        all[3] = (byte) all.length;
        all[6] = 1;
        System.arraycopy(body, 0, all, 8, body.length);
        return all;
    }

    private void serve(boolean first, byte[]... answers) {
        try (Socket client = socket.accept()) {
            int said = 0;
            if (first) {
                client.getOutputStream().write(answers[said++]);
            }
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[4096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (heard) {
                    heard.write(buffer, 0, read);
                }
                if (said < answers.length) {
                    client.getOutputStream().write(answers[said++]);
                }
            }
        } catch (IOException e) {
            // A connection that was reset has ended too.
        } finally {
            left.countDown();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean isLeftWithin(Duration time) throws InterruptedException {
        return left.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    byte[] heard() {
        synchronized (heard) {
            return heard.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
