package io.cloakpool.testsuite.bench;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests of one round, each whole as it goes over the wire. */
@FunctionalInterface
interface Requests {
    /** The next one, or null when there are no more. */
    byte @Nullable [] next();

    /** The same again and again. */
    static Requests repeat(byte[] request) {
        return () -> request;
    }

    /** One after the other, and again from the first. */
    static Requests inTurns(List<byte[]> requests) {
        int[] next = {0};
        return () -> requests.get(next[0]++ % requests.size());
    }

    /** Each once. */
    static Requests each(List<byte[]> requests) {
        Iterator<byte[]> iterator = requests.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}
