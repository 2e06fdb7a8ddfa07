package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.cluster.ExecutionResult;
import org.keycloak.connections.jpa.JpaConnectionProvider;

final class KeyAgingTest {
    private final List<Object> tasks = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final FakeServer server = new FakeServer(Map.of("getComponentsStream", arguments -> {
        steps.add("look");
        if (Collections.frequency(steps, "look") == 1) {
            throw new IllegalStateException("this realm is broken");
        }
        return Stream.of();
    }));

    @Test
    void node_that_is_not_chosen_does_nothing() {
        cluster(false);

        new KeyAging().run(server.session());

        assertThat(tasks).containsExactly("cloakpool-key-aging", 3600);
        assertThat(server.journal).isEmpty();
    }

    @Test
    void each_realm_has_a_transaction_of_its_own_and_a_broken_one_stops_no_other() {
        cluster(true);

        new KeyAging().run(server.session());

        assertThat(server.journal).containsExactly("open", "rollback", "close", "open", "close");
        assertThat(steps).startsWith("lock", "look", "lock", "look");
    }

    private void cluster(boolean chosen) {
        server.provide(JpaConnectionProvider.class, new LockableRealm(() -> steps.add("lock")).connection());
        server.provide(
                ClusterProvider.class,
                Stub.of(
                        ClusterProvider.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of("executeIfNotExecuted", arguments -> {
                            tasks.addAll(arguments.subList(0, 2));
                            return chosen
                                    ? ExecutionResult.executed(call((Callable<?>) arguments.get(2)))
                                    : ExecutionResult.notExecuted();
                        })));
    }

    private static Object call(Callable<?> task) {
        try {
            return task.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
