package io.cloakpool.migration.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.hash.MemoryBudget.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class MemoryBudgetTest {
    private static final long MIB = 1L << 20;
    private static final byte[] RIGHT = {1};
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void comparisons_that_do_not_fit_together_wait_for_each_other() throws Exception {
        MemoryBudget budget = new MemoryBudget(2 * MIB);

        assertThat(together(budget, hash(MIB), 6)).containsOnly(Outcome.RIGHT);
        assertThat(most).hasValueBetween(1, 2);
    }

    @Test
    void one_beyond_the_whole_budget_runs_alone() throws Exception {
        MemoryBudget budget = new MemoryBudget(2 * MIB);

        assertThat(together(budget, hash(100 * MIB), 3)).containsOnly(Outcome.RIGHT);
        assertThat(most).hasValue(1);
    }

    @Test
    void small_ones_do_not_wait() throws Exception {
        MemoryBudget budget = new MemoryBudget(1);
        CountDownLatch met = new CountDownLatch(2);
        ForeignHash hash = new ForeignHash(RIGHT, password -> {
            met.countDown();
            return await(met) ? password : new byte[0];
        });

        assertThat(together(budget, hash, 2)).containsOnly(Outcome.RIGHT);
    }

    @Test
    void room_is_given_back_after_a_failure() {
        MemoryBudget budget = new MemoryBudget(MIB);
        ForeignHash broken = new ForeignHash(RIGHT, MIB, password -> {
            throw new IllegalStateException("broken");
        });

        for (int i = 0; i < 3; i++) {
            assertThat(failure(budget, broken)).hasMessage("broken");
        }
        assertThat(budget.compare(hash(MIB), RIGHT, PATIENCE)).isEqualTo(Outcome.RIGHT);
        assertThat(budget.compare(hash(MIB), new byte[] {2}, PATIENCE)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void nobody_waits_longer_than_their_patience_and_room_is_there_again_afterwards() {
        MemoryBudget budget = new MemoryBudget(2 * MIB);
        TakenMemory.during(budget, () -> {
            long begin = System.nanoTime();
            assertThat(budget.compare(hash(MIB), RIGHT, Duration.ofMillis(100))).isEqualTo(Outcome.BUSY);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(100), Duration.ofSeconds(3));
            assertThat(budget.compare(hash(MIB), RIGHT, Duration.ZERO)).isEqualTo(Outcome.BUSY);
            assertThat(budget.compare(hash(0), RIGHT, Duration.ZERO))
                    .as("a small one")
                    .isEqualTo(Outcome.RIGHT);
        });
        assertThat(budget.compare(hash(2 * MIB), RIGHT, Duration.ZERO)).isEqualTo(Outcome.RIGHT);
    }

    @Test
    void whoever_is_interrupted_waits_no_longer_and_stays_interrupted() {
        MemoryBudget budget = new MemoryBudget(MIB);
        TakenMemory.during(budget, () -> {
            Thread.currentThread().interrupt();
            assertThat(budget.compare(hash(MIB), RIGHT, PATIENCE)).isEqualTo(Outcome.BUSY);
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    private static Throwable failure(MemoryBudget budget, ForeignHash hash) {
        try {
            budget.compare(hash, RIGHT, PATIENCE);
            throw new AssertionError("it did not fail");
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private ForeignHash hash(long memory) {
        return new ForeignHash(RIGHT, memory, password -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            pause();
            running.decrementAndGet();
            return password;
        });
    }

    private static List<Outcome> together(MemoryBudget budget, ForeignHash hash, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Outcome>> answers = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> budget.compare(hash, RIGHT, PATIENCE)))
                    .toList();
            for (Future<Outcome> answer : answers) {
                answer.get();
            }
            return answers.stream().map(MemoryBudgetTest::now).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome now(Future<Outcome> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
