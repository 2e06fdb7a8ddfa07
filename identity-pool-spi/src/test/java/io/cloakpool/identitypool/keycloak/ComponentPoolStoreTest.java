package io.cloakpool.identitypool.keycloak;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.spi.Reason;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.cache.CachedRealmModel;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.models.jpa.entities.RealmEntity;

/** Keycloak's cache shows no pool; the database has one named {@code main} since another node made it. */
final class ComponentPoolStoreTest {
    private final List<String> calls = new ArrayList<>();
    private final ComponentModel stored = Components.model(
            UUID.randomUUID().toString(),
            "main",
            IdentityPoolComponent.class,
            IdentityPoolFactory.PROVIDER_ID,
            Map.of());
    private boolean cached = true;
    private boolean loaded;
    private int holders = 1;
    private final LockableRealm others = new LockableRealm(() -> {});

    @Test
    void name_is_looked_for_in_the_database_after_the_realm_is_locked() {
        ComponentPoolStore store = new ComponentPoolStore(session());

        assertRefused(
                Reason.CONFLICT,
                () -> store.savePool(UUID.randomUUID(), TestData.settings().build(), List.of()));

        assertThat(calls).containsExactly("PESSIMISTIC_WRITE", "components");
    }

    @Test
    void components_that_were_read_before_the_lock_are_read_again_after_it() {
        loaded = true;

        new ComponentPoolStore(session()).lock();

        assertThat(calls).containsExactly("PESSIMISTIC_WRITE", "refresh");
    }

    @Test
    void what_others_committed_behind_the_snapshot_of_the_database_refuses_the_change() {
        others.changedBehindTheSnapshot();
        ComponentPoolStore store = new ComponentPoolStore(session());

        assertRefused(Reason.CONCURRENT_MODIFICATION, store::lock);
        assertRefused(Reason.CONCURRENT_MODIFICATION, () -> store.deleteRole("user"));
    }

    @Test
    void realm_is_locked_once() {
        ComponentPoolStore store = new ComponentPoolStore(session());

        store.lock();
        store.lock();

        assertThat(calls).containsExactly("PESSIMISTIC_WRITE");
    }

    @Test
    void name_that_the_database_holds_twice_by_then_is_a_conflict() {
        ComponentWriter writer = new ComponentWriter(session());
        writer.flush(stored);
        assertThat(calls).containsExactly("flush", "main", "PESSIMISTIC_WRITE");

        holders = 2;
        assertRefused(Reason.CONFLICT, () -> writer.flush(stored));
    }

    private KeycloakSession session() {
        CachedRealmModel realm = Stub.of(
                CachedRealmModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getId", arguments -> Components.REALM,
                        "getDelegateForUpdate",
                                arguments -> {
                                    cached = false;
                                    return null;
                                },
                        "getComponentsStream",
                                arguments -> {
                                    calls.add("components");
                                    return cached ? Stream.empty() : Stream.of(stored);
                                }));
        RealmEntity row = new RealmEntity();
        PersistenceUnitUtil util = Stub.of(PersistenceUnitUtil.class, Map.of("isLoaded", arguments -> loaded));
        EntityManagerFactory factory =
                Stub.of(EntityManagerFactory.class, Map.of("getPersistenceUnitUtil", arguments -> util));
        EntityManager database = Stub.of(
                EntityManager.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "find",
                                arguments -> {
                                    calls.add(String.valueOf(arguments.get(2)));
                                    return row;
                                },
                        "refresh", arguments -> calls.add("refresh"),
                        "getEntityManagerFactory", arguments -> factory,
                        "flush", arguments -> calls.add("flush"),
                        "createQuery", arguments -> query(),
                        "unwrap", arguments -> others.session()));
        JpaConnectionProvider connection =
                Stub.of(JpaConnectionProvider.class, Map.of("getEntityManager", arguments -> database));
        KeycloakContext context = Stub.of(KeycloakContext.class, Map.of("getRealm", arguments -> realm));
        IdentityPoolFactory pools = new IdentityPoolFactory();
        KeycloakSessionFactory sessions =
                Stub.of(KeycloakSessionFactory.class, Map.of("getProviderFactory", arguments -> pools));
        return Stub.of(
                KeycloakSession.class,
                Map.of(
                        "getContext", arguments -> context,
                        "getProvider", arguments -> connection,
                        "getKeycloakSessionFactory", arguments -> sessions));
    }

    private Object query() {
        return Proxy.newProxyInstance(
                ComponentPoolStoreTest.class.getClassLoader(),
                new Class<?>[] {TypedQuery.class},
                (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "setParameter" -> {
                            if (arguments[0].equals("name")) {
                                calls.add((String) arguments[1]);
                            }
                        }
                        case "setLockMode" -> calls.add(((LockModeType) arguments[0]).name());
                        case "getResultStream" -> {
                            return Stream.generate(ComponentEntity::new).limit(holders);
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return self;
                });
    }
}
