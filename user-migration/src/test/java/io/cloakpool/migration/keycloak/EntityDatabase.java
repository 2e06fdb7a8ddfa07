package io.cloakpool.migration.keycloak;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** A database in memory with the tables of some entities, as a session of Keycloak has it. */
final class EntityDatabase implements AutoCloseable {
    private final EntityManagerFactory database;

    /** @param name of its own */
    EntityDatabase(String name, Class<?>... entities) {
        PersistenceConfiguration configuration = new PersistenceConfiguration(name)
                .property(
                        "jakarta.persistence.jdbc.url", "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE")
                .property("hibernate.hbm2ddl.auto", "create-drop");
        for (Class<?> entity : entities) {
            configuration.managedClass(entity);
        }
        database = configuration.createEntityManagerFactory();
    }

    /** Work in a transaction of its own. */
    <T> T in(Function<EntityManager, T> work) {
        EntityManager entities = database.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    static KeycloakSession session(EntityManager entities) {
        JpaConnectionProvider connection = answering(JpaConnectionProvider.class, entities);
        return answering(KeycloakSession.class, connection);
    }

    /** Answers whatever it is asked with the one thing that it has. */
    static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                EntityDatabase.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }

    @Override
    public void close() {
        database.close();
    }
}
