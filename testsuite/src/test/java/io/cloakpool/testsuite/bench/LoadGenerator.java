package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps a few connections busy from the calling thread alone: on each, one request is under way at any time. */
final class LoadGenerator {
    /** As the floor was measured. */
    static final int CONNECTIONS = 8;

    private static final long ANSWER_LIMIT_MILLIS = 30_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /**
     * Sends requests until the time is over or there are no more, and waits for all answers.
     *
     * @param port of the loopback address
     * @throws BenchException when an answer is refused by {@code answers}, missing or not HTTP
     */
    Rate run(int port, Requests requests, Answers answers, Duration limit) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        List<Connection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    connections.add(Connection.open(server, selector));
                }
                return drive(selector, connections, new Round(requests, limit), answers);
            } finally {
                for (Connection connection : connections) {
                    connection.close();
                }
            }
        } catch (IOException e) {
            throw new BenchException("The server on port " + port + " does not answer: " + e.getMessage(), e);
        }
    }

    private Rate drive(Selector selector, List<Connection> connections, Round round, Answers answers)
            throws IOException {
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        int busy = 0;
        for (Connection connection : connections) {
            busy += round.sendNext(connection) ? 1 : 0;
        }
        while (busy > 0) {
            if (selector.select(ANSWER_LIMIT_MILLIS) == 0) {
                throw new BenchException("No answer within " + ANSWER_LIMIT_MILLIS / 1000 + " s");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                HttpAnswer answer = connection.read();
                if (answer != null) {
                    answers.accept(connection.request(), answer);
                    round.answered();
                    busy -= round.sendNext(connection) ? 0 : 1;
                }
            }
            selector.selectedKeys().clear();
        }
        double nanos = System.nanoTime() - start;
        return new Rate(
                round.done(),
                nanos / Duration.ofSeconds(1).toNanos(),
                (threads.getCurrentThreadCpuTime() - cpuBefore) / nanos);
    }

    /** What is left to send. */
    private static final class Round {
        private final Requests requests;
        private final long end;
        private int sent;
        private long done;

        Round(Requests requests, Duration limit) {
            this.requests = requests;
            this.end = System.nanoTime() + limit.toNanos();
        }

        boolean sendNext(Connection connection) throws IOException {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            byte[] request = requests.next();
            if (request == null) {
                return false;
            }
            connection.send(sent++, request);
            return true;
        }

        void answered() {
            done++;
        }

        long done() {
            return done;
        }
    }
}
