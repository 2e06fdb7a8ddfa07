package io.cloakpool.aws.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;

/**
 * Feeds damaged inputs to a reader. Only the reader's own refusals may come out. Time and memory are those of the thread, so that
 * a busy machine changes neither.
 */
final class Fuzz {
    /** A guard against hangs only: it is never reached otherwise. */
    private static final Duration HANG = Duration.ofMinutes(2);

    private static final Duration CPU_OF_ONE_INPUT = Duration.ofSeconds(2);
    private static final long BYTES_OF_ONE_INPUT = 8L << 20;
    private static final long BYTES_FOR_A_CHARACTER = 600;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long seed;
    private final Set<Class<? extends RuntimeException>> refusals;

    Fuzz(long seed, Set<Class<? extends RuntimeException>> refusals) {
        this.seed = seed;
        this.refusals = refusals;
    }

    /** What is tested; may throw refusals. */
    @FunctionalInterface
    interface Reader {
        void read(String input);
    }

    /** Runs so many rounds; some must be accepted and some refused, or the test would see only one side. */
    void run(int rounds, Mutator inputs, Reader reader) {
        assertTimeoutPreemptively(HANG, () -> {
            int accepted = 0;
            for (int round = 0; round < rounds; round++) {
                accepted += accepted(round, inputs.next(), reader) ? 1 : 0;
            }
            assertThat(accepted).as("rounds that were accepted").isBetween(1 + rounds / 200, rounds - rounds / 20);
        });
    }

    /** Runs one input that was made by hand. */
    void runOne(String input, Reader reader) {
        assertTimeoutPreemptively(HANG, () -> accepted(0, input, reader));
    }

    private boolean accepted(int round, String input, Reader reader) {
        Spent first = spent(round, input, reader);
        // The first input of all also pays for classes that are loaded once.
        Spent spent = first.isTooMuch(input) ? spent(round, input, reader) : first;
        assertThat(spent.isTooMuch(input))
                .as(() -> spent + " for " + told(round, input))
                .isFalse();
        return spent.accepted();
    }

    private record Spent(boolean accepted, long bytes, Duration cpu) {
        boolean isTooMuch(String input) {
            return bytes >= BYTES_OF_ONE_INPUT + BYTES_FOR_A_CHARACTER * input.length()
                    || cpu.compareTo(CPU_OF_ONE_INPUT) >= 0;
        }
    }

    private Spent spent(int round, String input, Reader reader) {
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        boolean accepted = reads(round, input, reader);
        return new Spent(
                accepted,
                threads.getCurrentThreadAllocatedBytes() - bytes,
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu));
    }

    private boolean reads(int round, String input, Reader reader) {
        try {
            reader.read(input);
            return true;
        } catch (RuntimeException e) {
            if (!refusals.contains(e.getClass())) {
                throw new AssertionError(told(round, input), e);
            }
            assertThat(e).as(() -> told(round, input)).hasMessageMatching("(?s).{1,2000}");
            return false;
        } catch (StackOverflowError e) {
            throw new AssertionError(told(round, input), e);
        }
    }

    private String told(int round, String input) {
        String shown = input.length() <= 2_000 ? input : input.substring(0, 2_000) + "… of " + input.length();
        return "seed " + seed + ", round " + round + ": " + shown;
    }
}
