package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A kept connection with at most one request under way. */
final class Connection implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private int request;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /** Number of the request that is under way. */
    int request() {
        return request;
    }

    /** Sends it whole: a request is small against the socket's buffer, and the one before it has been answered. */
    void send(int number, byte[] bytes) throws IOException {
        request = number;
        in.clear();
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** The answer, good until the next {@link #send}; null while it is not whole. */
    @Nullable
    HttpAnswer read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        HttpAnswer answer = HttpAnswer.parse(in.array(), in.position());
        if (answer == null && !in.hasRemaining()) {
            throw new IOException("an answer is longer than " + BUFFER + " bytes");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
