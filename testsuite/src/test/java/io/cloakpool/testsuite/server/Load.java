package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.server.PoolClient.Issued;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Callers that issue credentials at one node and use them, and those they got before, at another, without a pause. Whatever is
 * refused ends the caller, and {@link #finish} tells.
 */
final class Load implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<PoolClient> nodes;
    private final List<Future<List<Issued>>> callers = new ArrayList<>();
    private final Semaphore rounds = new Semaphore(0);
    private final ExecutorService threads;
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

    private List<Issued> call(String token) {
        List<Issued> all = new ArrayList<>();
        for (int round = 0; !ending; round++) {
            PoolClient here = nodes.get(round % nodes.size());
            PoolClient there = nodes.get((round + 1) % nodes.size());
            Issued issued = here.issue(token);
            String openIdToken = here.openIdToken(issued.identity(), token);
            all.add(issued);
            assertSucceeded(there.assumeRole(openIdToken));
            for (PoolClient node : List.of(here, there)) {
                node.assertOpen(issued);
                node.assertOpen(all.get(round / 2));
            }
            rounds.release();
        }
        return all;
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
