package io.cloakpool.migration.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The drivers that Keycloak ships: what they make of our addresses and options, and of servers that are not there, say nothing, or do not
 * encrypt. Here, since there is no SQL Server to be asked; the others are asked by {@code DatabaseTest} of the testsuite.
 */
final class RealDriversTest {
    private static final LegacyName ANN = new LegacyName("Ann");
    private static final Duration TIME = Duration.ofMillis(500);
    /** That a driver gives up by itself, after the one who asked. */
    private static final Duration GIVES_UP = Duration.ofSeconds(9);

    private static final String USER = "the-reader";
    private static final String PASSWORD = "the-password-of-the-reader";

    private final JdbcPools pools = new JdbcPools(new MemoryBudget(1 << 20));

    @AfterEach
    void close() {
        pools.close();
    }

    @ParameterizedTest
    @EnumSource
    void each_option_is_one_that_the_driver_knows_with_a_value_that_it_takes(DatabaseKind kind) throws Exception {
        Driver driver = Class.forName(kind.driver())
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
        String url = kind.url("db.example:" + kind.port(), "shop");
        assertThat(driver.acceptsURL(url)).isTrue();

        for (boolean tls : new boolean[] {true, false}) {
            Map<String, String> options = kind.properties(tls, Duration.ofSeconds(2));
            Properties given = new Properties();
            given.putAll(options);
            Map<String, List<String>> known = new HashMap<>();
            for (DriverPropertyInfo info : driver.getPropertyInfo(url, given)) {
                known.put(info.name, info.choices == null ? List.of() : List.of(info.choices));
            }

            assertThat(known.keySet()).containsAll(options.keySet());
            options.forEach((name, value) -> {
                List<String> choices = known.getOrDefault(name, List.of());
                assertThat(choices.isEmpty() || choices.stream().anyMatch(value::equalsIgnoreCase))
                        .as(name + " is " + value + ", of " + choices)
                        .isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_there_is_an_outage_at_once(DatabaseKind kind) throws Exception {
        int port = freePort();
        load(kind);

        assertThat(directory(kind, port, false).find(ANN, Duration.ofSeconds(2)))
                .isInstanceOfSatisfying(
                        Unavailable.class, outage -> assertThat(outage.fault()).isEqualTo(Fault.UNREACHABLE));
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_says_nothing_is_left_in_time_and_then_by_the_driver_too(DatabaseKind kind) throws Exception {
        load(kind);
        try (DatabaseStandIn silent = DatabaseStandIn.silent()) {
            assertThat(directory(kind, silent.port(), false).find(ANN, TIME))
                    .isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                            .isEqualTo(Fault.TIMEOUT));

            assertThat(silent.isLeftWithin(GIVES_UP))
                    .as("else each sign-in would leave a thread behind")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_knows_the_name_and_then_says_nothing_is_left_too(DatabaseKind kind) throws Exception {
        load(kind);
        try (DatabaseStandIn silent = DatabaseStandIn.silentAfterName(kind)) {
            assertThat(directory(kind, silent.port(), false).find(ANN, TIME)).isInstanceOf(Unavailable.class);

            assertThat(silent.isLeftWithin(GIVES_UP)).isTrue();
            assertThat(hasHeardOf(silent, USER))
                    .as("else it was left for another reason")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_does_not_encrypt_gets_neither_name_nor_password(DatabaseKind kind) throws Exception {
        load(kind);
        try (DatabaseStandIn plain = DatabaseStandIn.withoutTls(kind)) {
            assertThat(directory(kind, plain.port(), true).find(ANN, Duration.ofSeconds(20)))
                    .isInstanceOf(Unavailable.class);

            assertThat(plain.isLeftWithin(GIVES_UP)).isTrue();
            assertThat(hasHeardOf(plain, USER)).isFalse();
            assertThat(hasHeardOf(plain, PASSWORD)).isFalse();
        }
    }

    /** In UTF-16 too, as SQL Server's protocol has texts. */
    private static boolean hasHeardOf(DatabaseStandIn server, String text) {
        String heard = new String(server.heard(), ISO_8859_1);
        return heard.contains(text) || heard.contains(new String(text.getBytes(UTF_16LE), ISO_8859_1));
    }

    /** The classes of a driver take longer than any question may. */
    private void load(DatabaseKind kind) throws Exception {
        directory(kind, freePort(), false).find(ANN, Duration.ofSeconds(20));
        pools.forget(kind.name());
    }

    private static int freePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    private LegacyDirectory directory(DatabaseKind kind, int port, boolean tls) throws UnusableOptionException {
        Map<String, String> options = Map.of(
                "database",
                SourceOptions.nameOf(kind),
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(port),
                "databaseName",
                "shop",
                "user",
                USER,
                "password",
                PASSWORD,
                "tls",
                tls ? "verify" : "off",
                "userSql",
                "select * from users where name = ?");
        return pools.directory(
                kind.name(),
                JdbcConfig.from(
                        new SourceOptions(key -> options.containsKey(key) ? List.of(options.get(key)) : List.of())));
    }
}
