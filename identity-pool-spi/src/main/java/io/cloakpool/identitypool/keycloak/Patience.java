package io.cloakpool.identitypool.keycloak;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks what may never answer, such as LDAP without a read time-out, for a limited time. Who was asked keeps a thread until the answer
 * comes, and is asked nothing else meanwhile.
 */
final class Patience {
    private static final String THREAD = "cloakpool-question";

    private final Duration limit;
    private final Map<String, FutureTask<?>> unanswered = new ConcurrentHashMap<>();

    Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * The answer.
     *
     * @param whom is asked
     * @throws RuntimeException what the question throws; {@link IllegalStateException} when the time is over, or whoever is asked
     *     has not answered the question before
     */
    <T> T ask(String whom, Supplier<T> question) {
        FutureTask<?> before = unanswered.get(whom);
        if (before != null && !before.isDone()) {
            throw new IllegalStateException("no answer to the question before");
        }
        FutureTask<T> task = new FutureTask<>(question::get);
        unanswered.put(whom, task);
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
        try {
            T answer = task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            unanswered.remove(whom);
            return answer;
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            unanswered.remove(whom);
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
