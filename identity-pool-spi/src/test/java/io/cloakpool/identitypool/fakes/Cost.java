package io.cloakpool.identitypool.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** What one input of a few kilobytes may cost. Time and memory are those of the thread, so that a busy machine changes neither. */
public final class Cost {
    private static final Duration CPU = Duration.ofSeconds(2);
    private static final long BYTES = 8L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long bytes = THREADS.getCurrentThreadAllocatedBytes();
    private final long cpu = THREADS.getCurrentThreadCpuTime();

    private Cost() {}

    /** Reads an input, twice where once was dear: the first of all also pays for classes that are loaded once. Fails when it stays dear. */
    public static <T> T bounded(Supplier<String> told, Supplier<T> reader) {
        Cost first = new Cost();
        try {
            return reader.get();
        } finally {
            if (first.isTooMuch()) {
                Cost second = new Cost();
                again(reader);
                assertThat(second.isTooMuch()).as(() -> "dear: " + told.get()).isFalse();
            }
        }
    }

    private static void again(Supplier<?> reader) {
        try {
            Object unused = reader.get();
        } catch (RuntimeException sameAsBefore) {
            // What the test sees is the first one.
        }
    }

    private boolean isTooMuch() {
        return THREADS.getCurrentThreadAllocatedBytes() - bytes >= BYTES
                || THREADS.getCurrentThreadCpuTime() - cpu >= CPU.toNanos();
    }
}
