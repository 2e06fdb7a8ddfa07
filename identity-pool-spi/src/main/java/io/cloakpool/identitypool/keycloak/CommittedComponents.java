package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.keycloak.models.jpa.entities.ComponentConfigEntity;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.provider.Provider;

/**
 * Compares the pack's components as a transaction sees them with what is committed. Under REPEATABLE READ (MariaDB's default) a
 * transaction goes on seeing what was there at its first read, whatever it locks afterwards; only a read that locks shows what
 * others have committed since.
 */
final class CommittedComponents {
    static final List<String> TYPES = Arrays.stream(ComponentKind.values())
            .map(CommittedComponents::type)
            .map(Class::getName)
            .toList();
    private static final String COMPONENTS =
            "select c from ComponentEntity c where c.realm.id = :realm and c.providerType in :types";
    private static final String CONFIGURATION =
            "select v from ComponentConfigEntity v where v.component.realm.id = :realm and v.component.providerType in :types";

    private CommittedComponents() {}

    private static Class<? extends Provider> type(ComponentKind kind) {
        return switch (kind) {
            case POOL -> IdentityPoolComponent.class;
            case BINDING -> LoginBindingComponent.class;
            case ROLE -> PoolRoleComponent.class;
            case ISSUER -> CredentialIssuerComponent.class;
            case GATEWAY -> GatewayComponent.class;
            case KEY -> PoolKeyComponent.class;
        };
    }

    /** Whether nobody has changed one since this transaction began to read. Keeps others from doing so until it ends. */
    static boolean areSeen(EntityManager transaction, String realmId) {
        return read(transaction, realmId, LockModeType.NONE)
                .equals(read(transaction, realmId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** In a context of its own on the same connection: the transaction's own one answers with what it has read before. */
    private static Set<List<String>> read(EntityManager transaction, String realmId, LockModeType mode) {
        Set<List<String>> rows = new HashSet<>();
        try (Session session = transaction
                .unwrap(Session.class)
                .sessionWithOptions()
                .connection()
                .openSession()) {
            for (ComponentEntity component : query(session, COMPONENTS, ComponentEntity.class, realmId, mode)) {
                rows.add(List.of(component.getId(), text(component.getName()), text(component.getParentId())));
            }
            for (ComponentConfigEntity value :
                    query(session, CONFIGURATION, ComponentConfigEntity.class, realmId, mode)) {
                rows.add(List.of(
                        value.getId(), value.getComponent().getId(), text(value.getName()), text(value.getValue())));
            }
        }
        return rows;
    }

    private static <T> List<T> query(Session session, String query, Class<T> type, String realmId, LockModeType mode) {
        return session.createQuery(query, type)
                .setParameter("realm", realmId)
                .setParameter("types", TYPES)
                .setLockMode(mode)
                .getResultList();
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
