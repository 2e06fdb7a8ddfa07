package io.cloakpool.authenticators.keycloak;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * Has an answer that must not tell whether there is such a user leave at a tick of a clock that began when the work on it did. What a user
 * costs that a name which nobody has does not, a look at credentials or a row more, is some milliseconds and stays within one tick; it
 * cannot be done for nobody so that it takes the same time on every database.
 *
 * <p>It waits after the request's transaction, which is a part of the difference, and before the answer is sent.
 */
final class EvenAnswer extends AbstractKeycloakTransaction {
    /** Several times what such a step takes without a password hash. A server's thread waits half of it on average. */
    static final Duration TICK = Duration.ofMillis(50);

    private static final String REQUEST = "cloakpool.request-began";

    private final LongSupplier clock;
    private final Sleep sleep;
    private final long start;
    private boolean needed = true;

    EvenAnswer(LongSupplier clock, Sleep sleep) {
        this(clock, sleep, clock.getAsLong());
    }

    private EvenAnswer(LongSupplier clock, Sleep sleep, long start) {
        this.clock = clock;
        this.sleep = sleep;
        this.start = start;
    }

    /** Waits for so many nanoseconds. */
    interface Sleep {
        void nanos(long time) throws InterruptedException;
    }

    /** Begins. */
    static EvenAnswer of(KeycloakSession session) {
        return since(session, System.nanoTime());
    }

    /** Notes when the work on a request began. */
    static void requestBegins(KeycloakSession session) {
        session.setAttribute(REQUEST, System.nanoTime());
    }

    /** Began with the request: for steps that come after one of Keycloak's own, which has looked somebody up already. */
    static EvenAnswer ofRequest(KeycloakSession session) {
        return since(session, session.getAttribute(REQUEST) instanceof Long began ? began : System.nanoTime());
    }

    private static EvenAnswer since(KeycloakSession session, long start) {
        EvenAnswer answer = new EvenAnswer(System::nanoTime, TimeUnit.NANOSECONDS::sleep, start);
        session.getTransactionManager().enlistAfterCompletion(answer);
        return answer;
    }

    /** Somebody has proven who they are: their answer is another one anyway. */
    void isNotNeeded() {
        needed = false;
    }

    /** How long it is to the next tick, in nanoseconds. */
    static long untilTick(long elapsed) {
        long tick = TICK.toNanos();
        return tick - Math.floorMod(elapsed, tick);
    }

    /** Nanoseconds since it began. */
    long elapsed() {
        return clock.getAsLong() - start;
    }

    private void await() {
        if (!needed) {
            return;
        }
        try {
            sleep.nanos(untilTick(elapsed()));
        } catch (InterruptedException e) {
            // The server stops; what is left of the tick tells nobody anything.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void commitImpl() {
        await();
    }

    @Override
    protected void rollbackImpl() {
        await();
    }
}
