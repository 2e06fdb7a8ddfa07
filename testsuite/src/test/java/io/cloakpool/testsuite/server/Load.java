package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.server.PoolClient.Issued;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that issue credentials at one node and use them, and those they got before, at another, without a pause while all nodes serve. Whatever is
 * refused ends the caller, and {@link #finish} tells. Only a node that {@link #leaves} may leave a call without an answer; the callers then turn to the others,
 * as behind a load balancer.
 */
final class Load implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** While a node is away: it starts on the processors that callers would take from it. */
    private static final Duration REST = Duration.ofMillis(100);

    private final List<PoolClient> nodes;
    private final List<Future<List<Issued>>> callers = new ArrayList<>();
    private final Set<PoolClient> leaving = ConcurrentHashMap.newKeySet();
    private final Set<PoolClient> gone = ConcurrentHashMap.newKeySet();
    private final Semaphore rounds = new Semaphore(0);
    private final ExecutorService threads;
    private final AtomicInteger finished = new AtomicInteger();
    private volatile boolean ending;

    private Load(List<PoolClient> nodes, int callers) {
        this.nodes = nodes;
        this.threads = Executors.newFixedThreadPool(callers);
    }

    /** One caller for each token. */
    static Load start(List<PoolClient> nodes, List<String> idTokens) {
        Load load = new Load(nodes, idTokens.size());
        for (String token : idTokens) {
            load.callers.add(load.threads.submit(() -> load.call(token)));
        }
        return load;
    }

    private List<Issued> call(String token) throws InterruptedException {
        List<Issued> all = new ArrayList<>();
        for (int round = 0; !ending; round++) {
            if (!gone.isEmpty()) {
                Thread.sleep(REST.toMillis());
            }
            List<PoolClient> serving =
                    nodes.stream().filter(node -> !gone.contains(node)).toList();
            try {
                round(round, serving, token, all);
                finished.incrementAndGet();
                rounds.release();
            } catch (AssertionError e) {
                if (!(e.getCause() instanceof IOException) || serving.stream().noneMatch(leaving::contains)) {
                    throw e;
                }
                gone.addAll(leaving);
            }
        }
        return all;
    }

    private static void round(int round, List<PoolClient> serving, String token, List<Issued> all) {
        PoolClient here = serving.get(round % serving.size());
        PoolClient there = serving.get((round + 1) % serving.size());
        Issued issued = here.issue(token);
        all.add(issued);
        String openIdToken = here.openIdToken(issued.identity(), token);
        assertSucceeded(there.assumeRole(openIdToken));
        for (PoolClient node : List.of(here, there)) {
            node.assertOpen(issued);
            node.assertOpen(all.get(all.size() / 2));
        }
    }

    /** From now on this node may leave calls without an answer. What it answers must still be right. */
    void leaves(PoolClient node) {
        leaving.add(node);
    }

    /** The node is there again and gets its share of the calls. */
    void returns(PoolClient node) {
        leaving.remove(node);
        gone.remove(node);
    }

    /** How many rounds the callers have gone through together. */
    int rounds() {
        return finished.get();
    }

    /** Returns when the callers together have gone through so many further rounds. */
    void awaitRounds(int further) throws Exception {
        rounds.drainPermits();
        if (!rounds.tryAcquire(further, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            finish();
            throw new AssertionError("the callers are stuck");
        }
    }

    /** Ends the load. Everything that was ever issued must work at every node. */
    void finish() throws Exception {
        ending = true;
        for (Future<List<Issued>> caller : callers) {
            List<Issued> all = caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(all).isNotEmpty();
            for (Issued issued : all) {
                nodes.forEach(node -> node.assertOpen(issued));
            }
        }
    }

    private static void assertSucceeded(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }
}
