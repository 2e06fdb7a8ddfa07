package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.fakes.Stub;
import io.opentelemetry.api.trace.Span;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.tracing.TracingProvider;

/**
 * As much of Keycloak as events and short transactions need: one realm, which is listed twice where all are, a store of events, sessions that open, commit when they
 * are closed and are told apart in a journal.
 */
final class FakeServer {
    static final String ADDRESS = "198.51.100.7";

    /** Events as the store got them. */
    final List<Event> events = new ArrayList<>();
    /** What happened, in order: {@code open}, {@code rollback}, {@code close}, {@code put <key>}. */
    final List<String> journal = new ArrayList<>();

    private final RealmModel realm;
    private final IdentityPoolFactory pools = new IdentityPoolFactory();
    private final Map<Class<? extends Provider>, Provider> providers = new HashMap<>();
    private final Map<Class<? extends Provider>, ProviderFactory<?>> factories = new HashMap<>();
    private final List<ProviderFactory<?>> listed = new ArrayList<>();
    private final Map<String, Function<List<Object>, @Nullable Object>> more = new HashMap<>();
    private @Nullable RuntimeException commitFailure;

    FakeServer() {
        this(Map.of());
    }

    /** @param more what the realm answers beside its id, name and events */
    FakeServer(Map<String, Function<List<Object>, @Nullable Object>> more) {
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>(Map.of(
                "getId", arguments -> Components.REALM,
                "getName", arguments -> "demo",
                "isEventsEnabled", arguments -> true,
                "getEventsListenersStream", arguments -> Stream.of(),
                "getEnabledEventTypesStream", arguments -> Stream.of()));
        answers.putAll(more);
        realm = Stub.of(RealmModel.class, answers);
        providers.put(
                EventStoreProvider.class,
                Stub.of(
                        EventStoreProvider.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of("onEvent", arguments -> {
                            events.add((Event) arguments.get(0));
                            return null;
                        })));
        providers.put(
                TracingProvider.class,
                Stub.of(TracingProvider.class, Map.of("getCurrentSpan", arguments -> Span.getInvalid())));
    }

    /** Makes the commit of every further short transaction fail. */
    void failCommits(RuntimeException failure) {
        commitFailure = failure;
    }

    void database(EntityManager entities) {
        providers.put(
                JpaConnectionProvider.class,
                Stub.of(JpaConnectionProvider.class, Map.of("getEntityManager", arguments -> entities)));
    }

    <P extends Provider> void provide(Class<P> type, P provider) {
        providers.put(type, provider);
    }

    <P extends Provider> void provide(Class<P> type, ProviderFactory<?> factory) {
        factories.put(type, factory);
    }

    /** Lists a factory whatever kind is asked for. */
    void list(ProviderFactory<?> factory) {
        listed.add(factory);
    }

    /** Has every session answer this method too. */
    void answer(String method, Function<List<Object>, @Nullable Object> answer) {
        more.put(method, answer);
    }

    /** The session of a request. */
    KeycloakSession session() {
        return session(() -> {});
    }

    private KeycloakSession opened() {
        journal.add("open");
        return session(() -> {
            journal.add("close");
            if (commitFailure != null) {
                throw commitFailure;
            }
        });
    }

    private KeycloakSession session(Runnable close) {
        ClientConnection connection = Stub.of(ClientConnection.class, Map.of("getRemoteHost", arguments -> ADDRESS));
        KeycloakContext context = Stub.of(
                KeycloakContext.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getRealm", arguments -> realm,
                        "setRealm", arguments -> null,
                        "getClient", arguments -> null,
                        "getConnection", arguments -> connection));
        KeycloakSessionFactory factory = Stub.of(
                KeycloakSessionFactory.class,
                Map.of(
                        "create", arguments -> opened(),
                        "getProviderFactory", arguments -> factories.getOrDefault(arguments.get(0), pools),
                        "getProviderFactoriesStream", arguments -> listed.stream()));
        KeycloakTransactionManager transactions = Stub.of(
                KeycloakTransactionManager.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "begin", arguments -> null, "setRollbackOnly", arguments -> journal.add("rollback")));
        RealmProvider realms = Stub.of(
                RealmProvider.class,
                Map.of(
                        "getRealm", arguments -> realm,
                        "getRealmsWithProviderTypeStream", arguments -> Stream.of(realm, realm)));
        SingleUseObjectProvider objects = Stub.of(
                SingleUseObjectProvider.class, Map.of("put", arguments -> journal.add("put " + arguments.get(0))));
        Map<String, Function<List<Object>, @Nullable Object>> answers = new HashMap<>();
        answers.put("getContext", arguments -> context);
        answers.put("getKeycloakSessionFactory", arguments -> factory);
        answers.put("getTransactionManager", arguments -> transactions);
        answers.put("realms", arguments -> realms);
        answers.put("singleUseObjects", arguments -> objects);
        answers.put("enlistForClose", arguments -> journal.add("enlist"));
        answers.put("getAttribute", arguments -> null);
        answers.put("setAttribute", arguments -> null);
        answers.put("getProvider", arguments -> providers.get(arguments.get(0)));
        answers.putAll(more);
        answers.put("close", arguments -> {
            close.run();
            return null;
        });
        return Stub.of(KeycloakSession.class, answers);
    }
}
