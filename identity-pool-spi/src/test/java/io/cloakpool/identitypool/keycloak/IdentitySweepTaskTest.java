package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.fakes.Stub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
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

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, 299, 604_801})
    void interval_that_is_too_short_or_too_long_ends_the_start(long seconds) {
        Config.Scope config = Stub.of(Config.Scope.class, Map.of("getLong", arguments -> seconds));

        assertThatThrownBy(() -> IdentityPoolFactory.sweepInterval(config))
                .hasMessage("Option sweep-interval of provider cloakpool-identity-pool must be 300 to 604800 seconds,"
                        + " but is " + seconds);
    }

    @Test
    void interval_is_an_hour_by_default_and_described() {
        Config.Scope config = Stub.of(Config.Scope.class, Map.of("getLong", arguments -> arguments.get(1)));

        assertThat(IdentityPoolFactory.sweepInterval(config)).isEqualTo(Duration.ofHours(1));
        assertThat(new IdentityPoolFactory().getConfigMetadata())
                .singleElement()
                .satisfies(option -> {
                    assertThat(option.getName()).isEqualTo("sweepInterval");
                    assertThat(option.getDefaultValue()).isEqualTo("3600");
                });
    }
}
