package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.identity.Identity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;

/** The pack's two tables in memory, behind the named queries that the adapters ask. Every call is its own transaction. */
final class FakeTables {
    final Map<String, IdentityEntity> identities = new TreeMap<>();
    final Map<String, LoginEntity> logins = new TreeMap<>();
    /** The identity whose row the database refuses to delete. */
    @Nullable
    String failing;

    void add(IdentityEntity row) {
        identities.put(row.key, row);
    }

    void add(LoginEntity row) {
        logins.put(row.key, row);
    }

    JpaConnectionProvider connection() {
        EntityManager database = Stub.of(
                EntityManager.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "find", arguments -> table(arguments.get(0)).get(arguments.get(1)),
                        "persist", arguments -> persist(arguments.get(0)),
                        "createNamedQuery", arguments -> query((String) arguments.get(0))));
        return Stub.of(JpaConnectionProvider.class, Map.of("getEntityManager", arguments -> database));
    }

    private Map<String, ?> table(Object type) {
        return type == IdentityEntity.class ? identities : logins;
    }

    private @Nullable Object persist(Object row) {
        if (row instanceof IdentityEntity identity) {
            add(identity);
        } else {
            add((LoginEntity) row);
        }
        return null;
    }

    private Object query(String name) {
        Map<String, Object> parameters = new HashMap<>();
        int[] max = {Integer.MAX_VALUE};
        return Proxy.newProxyInstance(
                FakeTables.class.getClassLoader(), new Class<?>[] {TypedQuery.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "setParameter" -> parameters.put((String) arguments[0], arguments[1]);
                        case "setMaxResults" -> max[0] = (Integer) arguments[0];
                        case "getResultList" -> {
                            return rows(name, parameters).limit(max[0]).toList();
                        }
                        case "getResultStream" -> {
                            return rows(name, parameters).limit(max[0]);
                        }
                        case "executeUpdate" -> {
                            return update(name, parameters);
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return self;
                });
    }

    private Stream<?> rows(String name, Map<String, Object> parameters) {
        return switch (name) {
            case "cloakpoolKeysOfPool" ->
                identities.values().stream()
                        .filter(row -> row.realmId.equals(parameters.get("realm"))
                                && Objects.equals(row.poolUuid, parameters.get("pool")))
                        .map(row -> row.key)
                        .filter(key -> isAfter(key, parameters));
            case "cloakpoolKeysOfRealm" ->
                identities.values().stream()
                        .filter(row -> row.realmId.equals(parameters.get("realm")))
                        .map(row -> row.key)
                        .filter(key -> isAfter(key, parameters));
            case "cloakpoolLoginsOfSubject" ->
                logins.values().stream().filter(row -> row.subjectKey.equals(parameters.get("subject")));
            case "cloakpoolLoginsOf" ->
                logins.values().stream().filter(row -> keys(parameters).contains(row.identityKey));
            default -> throw new UnsupportedOperationException(name);
        };
    }

    private int update(String name, Map<String, Object> parameters) {
        switch (name) {
            case "cloakpoolEraseLogins" ->
                logins.values().removeIf(row -> keys(parameters).contains(row.identityKey));
            case "cloakpoolErase" -> {
                if (keys(parameters).contains(failing)) {
                    throw new IllegalStateException("this row stays");
                }
                identities.keySet().removeAll(keys(parameters));
            }
            case "cloakpoolDeleteLogin" -> {
                LoginEntity row = logins.get(Objects.requireNonNull(parameters.get("key")));
                if (row == null || !row.identityKey.equals(parameters.get("identity"))) {
                    return 0;
                }
                logins.remove(row.key);
            }
            case "cloakpoolDeleteLogins" -> logins.keySet().removeAll(keys(parameters));
            case "cloakpoolActiveTouch", "cloakpoolRetire" -> {
                IdentityEntity row = identities.get(Objects.requireNonNull(parameters.get("key")));
                if (row == null || row.status != Identity.Status.ACTIVE) {
                    return 0;
                }
                if (name.equals("cloakpoolRetire")) {
                    row.status = Identity.Status.RETIRED;
                }
            }
            default -> throw new UnsupportedOperationException(name);
        }
        return 1;
    }

    private static boolean isAfter(String key, Map<String, Object> parameters) {
        return key.compareTo((String) Objects.requireNonNull(parameters.get("after"))) > 0;
    }

    private static Collection<?> keys(Map<String, Object> parameters) {
        return (Collection<?>) Objects.requireNonNull(parameters.get("keys"));
    }
}
