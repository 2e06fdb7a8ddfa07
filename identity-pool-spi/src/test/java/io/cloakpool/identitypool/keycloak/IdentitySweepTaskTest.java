package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.cluster.ExecutionResult;

final class IdentitySweepTaskTest {
    @Test
    void node_that_is_not_chosen_does_nothing() {
        FakeServer server = new FakeServer();
        List<Object> tasks = new ArrayList<>();
        server.provide(
                ClusterProvider.class,
                Stub.of(
                        ClusterProvider.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of("executeIfNotExecuted", arguments -> {
                            tasks.addAll(arguments.subList(0, 2));
                            return ExecutionResult.notExecuted();
                        })));

        new IdentitySweepTask(Duration.ofMinutes(10)).run(server.session());

        assertThat(tasks).containsExactly("cloakpool-identity-sweep", 600);
        assertThat(server.journal).isEmpty();
    }
}
