package io.cloakpool.migration.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class JdbcPoolsTest {
    private static final Map<String, String> OPTIONS = Map.of(
            "host", "127.0.0.1",
            "port", "1",
            "databaseName", "shop",
            "user", "reader",
            "password", "a-password",
            "userSql", "select * from users where name = ?");

    private final AtomicLong now = new AtomicLong();

    private static JdbcConfig config() throws UnusableOptionException {
        return JdbcConfig.from(
                new SourceOptions(key -> OPTIONS.containsKey(key) ? List.of(OPTIONS.get(key)) : List.of()));
    }

    /** Agroal hands what it is told to the driver manager, by which Keycloak connects to its own database. */
    @Test
    void time_to_log_in_elsewhere_stays_as_it_is() throws UnusableOptionException {
        int before = DriverManager.getLoginTimeout();
        DriverManager.setLoginTimeout(17);
        try (JdbcPools pools = new JdbcPools(new MemoryBudget(1 << 20))) {
            pools.directory("one", config());

            assertThat(DriverManager.getLoginTimeout()).isEqualTo(17);
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    @Test
    void connections_that_nobody_has_wanted_for_long_are_forgotten() throws UnusableOptionException {
        try (JdbcPools pools = new JdbcPools(new MemoryBudget(1 << 20), now::get)) {
            var deleted = pools.directory("deleted on another node", config());
            pools.directory("used", config());
            for (int minute = 0; minute < 20; minute++) {
                now.addAndGet(Duration.ofMinutes(1).plusNanos(1).toNanos());
                pools.directory("used", config());
            }

            assertThat(pools.size()).isEqualTo(1);
            assertThat(pools.directory("deleted on another node", config())).isNotSameAs(deleted);
        }
    }
}
