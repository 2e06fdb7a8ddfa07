package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.server.PoolClient.Issued;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers of a load balancer that go on whatever fails, and count it. Users take turns, so that first calls and repeated ones are
 * under way all the time; the identity of a user must be the same in every answer.
 */
final class Outage implements AutoCloseable {
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What happened in a while. */
    record Calls(int all, int failed) {}

    private final PoolClient client;
    private final Map<String, String> identities = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> tokens;
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private volatile boolean ending;

    private Outage(PoolClient client, Iterable<String> idTokens) {
        this.client = client;
        this.tokens = new ConcurrentLinkedQueue<>();
        idTokens.forEach(tokens::add);
    }

    /** Starts the callers. */
    static Outage of(PoolClient client, Iterable<String> idTokens) {
        Outage outage = new Outage(client, idTokens);
        for (int i = 0; i < CALLERS; i++) {
            outage.threads.execute(outage::call);
        }
        return outage;
    }

    private void call() {
        while (!ending) {
            String token = Objects.requireNonNull(tokens.poll(), "more callers than users");
            try {
                attempt(() -> {
                    String identity = client.identity(token);
                    String before = identities.putIfAbsent(token, identity);
                    if (before != null && !before.equals(identity)) {
                        wrong.add("a user was " + before + " and is " + identity);
                    }
                });
                attempt(() -> {
                    Issued issued = client.issue(token);
                    client.assertOpen(issued);
                });
            } finally {
                tokens.add(token);
            }
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (AssertionError e) {
            failed.incrementAndGet();
        }
        all.incrementAndGet();
    }

    /** Lets the callers work for a while. */
    Calls during(Duration time) throws InterruptedException {
        int allBefore = all.get();
        int failedBefore = failed.get();
        Thread.sleep(time.toMillis());
        return new Calls(all.get() - allBefore, failed.get() - failedBefore);
    }

    /** Ends the callers, who all came to an end: no call may hang. The identities by token. */
    Map<String, String> finish() throws InterruptedException {
        ending = true;
        threads.shutdown();
        assertThat(threads.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("every call is answered")
                .isTrue();
        assertThat(wrong).isEmpty();
        return Map.copyOf(identities);
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
