package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.fakes.Stub;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnitUtil;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.jpa.entities.ComponentConfigEntity;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.models.jpa.entities.RealmEntity;

/** The row of a realm that can be locked, and the values of one component's configuration as reads show them. */
final class LockableRealm {
    private final Runnable locked;
    /** What every read shows of this transaction's snapshot, and what a read that locks shows. */
    private String seen = "a";

    private String committed = "a";

    LockableRealm(Runnable locked) {
        this.locked = locked;
    }

    /** Another transaction has changed a component which this one goes on to see as it was. */
    LockableRealm changedBehindTheSnapshot() {
        committed = "b";
        return this;
    }

    Map<String, Function<List<Object>, @Nullable Object>> answers() {
        PersistenceUnitUtil util = Stub.of(PersistenceUnitUtil.class, Map.of("isLoaded", arguments -> false));
        EntityManagerFactory factory =
                Stub.of(EntityManagerFactory.class, Map.of("getPersistenceUnitUtil", arguments -> util));
        return Map.of(
                "find",
                arguments -> {
                    locked.run();
                    return new RealmEntity();
                },
                "getEntityManagerFactory",
                arguments -> factory,
                "unwrap",
                arguments -> session());
    }

    JpaConnectionProvider connection() {
        EntityManager database = Stub.of(EntityManager.class, answers());
        return Stub.of(JpaConnectionProvider.class, Map.of("getEntityManager", arguments -> database));
    }

    Session session() {
        Session own = Stub.of(
                Session.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "createQuery", arguments -> query((Class<?>) arguments.get(1)), "close", arguments -> null));
        SharedSessionBuilder[] builder = new SharedSessionBuilder[1];
        builder[0] = Stub.of(
                SharedSessionBuilder.class,
                Map.of("connection", arguments -> builder[0], "openSession", arguments -> own));
        return Stub.of(Session.class, Map.of("sessionWithOptions", arguments -> builder[0]));
    }

    private Object query(Class<?> type) {
        boolean[] locking = new boolean[1];
        return Proxy.newProxyInstance(
                LockableRealm.class.getClassLoader(), new Class<?>[] {Query.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "setParameter" -> {}
                        case "setLockMode" -> locking[0] = arguments[0] != LockModeType.NONE;
                        case "getResultList" -> {
                            return type == ComponentEntity.class
                                    ? List.of(component())
                                    : List.of(value(locking[0] ? committed : seen));
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return self;
                });
    }

    private static ComponentEntity component() {
        ComponentEntity component = new ComponentEntity();
        component.setId("component");
        return component;
    }

    private static ComponentConfigEntity value(String text) {
        ComponentConfigEntity value = new ComponentConfigEntity();
        value.setId("value");
        value.setComponent(component());
        value.setName("name");
        value.setValue(text);
        return value;
    }
}
