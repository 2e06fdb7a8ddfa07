package io.cloakpool.testsuite.migration;

import io.cloakpool.migration.hash.MemoryBudget;
import java.lang.reflect.Field;
import java.util.concurrent.Semaphore;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.testframework.remote.providers.runonserver.RunOnServer;

/** Takes what comparisons with imported hashes share, as if large ones were running. */
final class MemoryOnServer {
    private MemoryOnServer() {}

    static RunOnServer take() {
        return session -> {
            MemoryBudget memory = memory(session);
            ((Semaphore) read(memory, "free")).acquireUninterruptibly((int) read(memory, "units"));
        };
    }

    static RunOnServer giveBack() {
        return session -> {
            MemoryBudget memory = memory(session);
            ((Semaphore) read(memory, "free")).release((int) read(memory, "units"));
        };
    }

    private static MemoryBudget memory(KeycloakSession session) {
        return (MemoryBudget) read(session.getProvider(PasswordHashProvider.class, "foreign-scrypt"), "memory");
    }

    private static Object read(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
