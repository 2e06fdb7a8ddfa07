package io.cloakpool.migration.keycloak;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One sign-in of the cluster at a time takes a user over. It does so in its own transaction, and whoever comes meanwhile waits for the end of
 * that. A row by a second transaction would do without the waiting, and be invisible to the flow on databases that read repeatably.
 */
final class ImportLock {
    /** Should the node that has it be gone. */
    private static final long LIFESPAN_SECONDS = 30;
    /** How long those who waited have to learn who was taken over. */
    private static final long OUTCOME_SECONDS = 120;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 50;
    private static final String USER = "user";

    private final KeycloakSession session;
    private final String lock;
    private final String outcome;
    private @Nullable String migrated;

    /** @param name of the user, as Keycloak keeps it */
    ImportLock(KeycloakSession session, String component, String name) {
        this.session = session;
        String key = digest(component + "\n" + name);
        lock = "cloakpool-migrating:" + key;
        outcome = "cloakpool-migrated:" + key;
    }

    /** Takes it, to the end of this session's transaction. False when somebody else has it for too long. */
    boolean take() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!session.singleUseObjects().putIfAbsent(lock, LIFESPAN_SECONDS)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        releaseInTheEnd();
        return true;
    }

    /** Whom another sign-in has just taken over. */
    Optional<String> outcome() {
        return Optional.ofNullable(session.singleUseObjects().get(outcome)).map(notes -> notes.get(USER));
    }

    /** Tells whom this one has taken over, once that is certain. */
    void migrated(String userId) {
        migrated = userId;
    }

    private void releaseInTheEnd() {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                String userId = migrated;
                if (userId != null) {
                    // On its own, since it counts only from the commit on.
                    KeycloakModelUtils.runJobInTransaction(
                            factory, job -> job.singleUseObjects().put(outcome, OUTCOME_SECONDS, Map.of(USER, userId)));
                }
                release(factory);
            }

            @Override
            protected void rollbackImpl() {
                release(factory);
            }
        });
    }

    private void release(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(
                factory, job -> job.singleUseObjects().remove(lock));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
