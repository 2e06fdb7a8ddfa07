package io.cloakpool.migration.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.Users;
import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.hash.TakenMemory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
final class JdbcDirectoryTest {
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final LegacyName ANN = new LegacyName("Ann");
    /** Of passlib, for {@code password}. */
    private static final String HASH = "$pbkdf2$1212$OB.dtnSEXZK8U5cgxU/GYQ$y5LKPOplRmok7CZp/aqVDVg8zGI";

    private Connection open;
    private JdbcDataSource database;

    @BeforeEach
    void fill() throws SQLException {
        database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:users;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        open = database.getConnection();
        run("create table users (id int, username varchar, email varchar, email_verified boolean, phone_number varchar,"
                + " phone_number_verified int, first_name varchar, family_name varchar, enabled varchar,"
                + " password_hash varchar, totp_secret varchar, color varchar, \"attribute.Shoe\" int)");
        run("create table teams (person varchar, team varchar)");
        run("insert into users values (7, 'Ann', 'ann@example.com', true, '+15550100', 1, 'Ann', 'Other', 'yes', '"
                + HASH + "', 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq', 'blue', 44)");
        run("insert into teams values ('7', '/staff'), ('7', null), ('8', '/board')");
    }

    @AfterEach
    void drop() throws SQLException {
        run("shutdown");
    }

    @Test
    void a_user_is_read_by_the_names_of_columns() {
        LegacyUser user =
                found(directory("select * from users where username = ?").find(ANN, TIME));

        assertThat(user.id()).isEqualTo("7");
        assertThat(user.name()).isEqualTo(ANN);
        assertThat(user.provenEmail()).contains("ann@example.com");
        assertThat(user.phone()).isEqualTo("+15550100");
        assertThat(user.phoneVerified()).isTrue();
        assertThat(user.firstName()).isEqualTo("Ann");
        assertThat(user.lastName()).isEqualTo("Other");
        assertThat(user.enabled()).isTrue();
        assertThat(user.totps()).containsExactly(new LegacyTotp(Users.TOTP.secret(), "", 6, 30, "HmacSHA1"));
        assertThat(user.attributes()).isEqualTo(Map.of("color", List.of("blue"), "Shoe", List.of("44")));
        assertThat(user.groups()).containsExactly("/staff");
        assertThat(user.toString()).doesNotContain(HASH).doesNotContain("GEZD");
    }

    @Test
    void a_name_that_is_not_there_is_not_found() {
        JdbcDirectory directory = directory("select * from users where username = ?");

        for (String name : List.of("Bob", "' or 1=1 --", "ann")) {
            assertThat(directory.find(new LegacyName(name), TIME)).as(name).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void the_password_is_compared_with_the_hash() {
        JdbcDirectory directory = directory("select * from users where username = ?");

        assertThat(authenticate(directory, "password")).isInstanceOf(Found.class);
        assertThat(authenticate(directory, "Password")).isEqualTo(new Rejected(Rejected.Reason.WRONG_PASSWORD));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"NULL", "''", "!unusable", "*LK*"},
            nullValues = "NULL")
    void without_a_hash_no_password_is_right(@Nullable String hash) throws SQLException {
        hash(hash);

        assertThat(authenticate(directory("select * from users where username = ?"), "password"))
                .isEqualTo(new Rejected(Rejected.Reason.WRONG_PASSWORD));
    }

    @Test
    void a_hash_that_cannot_be_used_is_not_a_wrong_password() throws SQLException {
        hash("what-no-system-writes");

        assertThat(authenticate(directory("select * from users where username = ?"), "password"))
                .isInstanceOfSatisfying(Unavailable.class, outage -> {
                    assertThat(outage.fault()).isEqualTo(Fault.BAD_ANSWER);
                    assertThat(outage.detail()).doesNotContain("what-no-system-writes");
                });
    }

    @Test
    void a_hash_that_there_is_no_memory_to_compare_with_is_an_outage_in_time() throws SQLException {
        // Of passlib, for 64 MiB.
        hash("$scrypt$ln=16,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk");
        MemoryBudget memory = new MemoryBudget(1 << 20);
        JdbcDirectory directory =
                new JdbcDirectory(config("select * from users where username = ?", 2), database, memory);

        TakenMemory.during(memory, () -> {
            long begin = System.nanoTime();
            assertThat(authenticate(directory, "password"))
                    .isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                            .isEqualTo(Fault.BUSY));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIME.plusSeconds(1));
        });
    }

    @Test
    void users_are_counted_where_there_is_a_statement_for_it() {
        assertThat(counting("select count(*) from teams").size(TIME)).hasValue(3);
        assertThat(directory("select * from users where username = ?").size(TIME))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from nothing",
                "select 1 where 1 = 2",
                "select team from teams where team is null",
                "select -1",
                "select 'many'",
                "select 1 union all select 2"
            })
    void what_is_no_count_tells_nothing(String sql) {
        assertThat(counting(sql).size(TIME)).isEmpty();
    }

    @Test
    void nobody_waits_for_a_count_longer_than_the_time() {
        CountDownLatch end = new CountDownLatch(1);
        try {
            long begin = System.nanoTime();
            assertThat(new JdbcDirectory(counted("select count(*) from users"), hanging(end), new MemoryBudget(1))
                            .size(Duration.ofMillis(200)))
                    .isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1500));
        } finally {
            end.countDown();
        }
    }

    @Test
    void somebody_who_has_gone_meanwhile_is_not_found() throws SQLException {
        run("delete from users");

        assertThat(authenticate(directory("select * from users where username = ?"), "password"))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a' as username, ? as x union all select 'b', 'y'",
                "select 1 as id, ? as x",
                "select ? as username, 'perhaps' as enabled",
                "select ? as username, repeat('x', 256) as email",
                "select ? as username, repeat('x', 2049) as motto",
                "select ? as username, 'GEZDGNBV1' as totp_secret",
                "select ? as username, 'GEZDGNBVGY3TQOJQ' as totp_secret, 'six' as totp_digits",
                "select ? as username, 'a' as email, 'b' as \"EMAIL\"",
                "select ? || chr(10) as username"
            })
    void a_row_that_is_not_as_agreed_is_an_outage(String sql) {
        assertThat(directory(sql).find(ANN, TIME)).isInstanceOfSatisfying(Unavailable.class, outage -> {
            assertThat(outage.fault()).isEqualTo(Fault.BAD_ANSWER);
            assertThat(outage.detail()).doesNotContain("Ann").doesNotContain("GEZD");
        });
    }

    @Test
    void a_statement_that_the_database_refuses_is_a_mistake_of_the_configuration() {
        assertThat(directory("select * from nothing where x = ?").find(ANN, TIME))
                .isInstanceOfSatisfying(
                        Unavailable.class, outage -> assertThat(outage.fault()).isEqualTo(Fault.MISCONFIGURED));
    }

    @Test
    void nothing_that_a_statement_does_lasts() throws SQLException {
        run("create alias visit for 'io.cloakpool.migration.jdbc.JdbcDirectoryTest$Visits.visit'");

        assertThat(directory("select username, visit() as x from users where username = ?")
                        .find(ANN, TIME))
                .isInstanceOf(Found.class);

        try (var result = open.createStatement().executeQuery("select count(*) from teams")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(3);
        }
    }

    /** Called by H2. */
    public static final class Visits {
        private Visits() {}

        public static String visit(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into teams values ('7', '/boss')");
            }
            return "done";
        }
    }

    @Test
    void nobody_waits_longer_than_the_time_and_no_more_ask_than_there_are_connections() {
        CountDownLatch end = new CountDownLatch(1);
        JdbcDirectory directory = new JdbcDirectory(
                config("select * from users where username = ?", 1), hanging(end), new MemoryBudget(1));
        try {
            assertWithin(directory, "it did not answer within 200 ms");
            assertWithin(directory, "all connections to it are in use");
        } finally {
            end.countDown();
        }
    }

    private static void assertWithin(JdbcDirectory directory, String detail) {
        long start = System.nanoTime();
        LegacyReply reply = directory.find(ANN, Duration.ofMillis(200));

        assertThat(reply).isEqualTo(new Unavailable(Fault.TIMEOUT, detail));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource({
        "08001, UNREACHABLE",
        "08006, UNREACHABLE",
        "53300, UNREACHABLE",
        "57P01, CUT_OFF",
        "57014, TIMEOUT",
        "28P01, MISCONFIGURED",
        "3D000, MISCONFIGURED",
        "42501, MISCONFIGURED",
        "25006, MISCONFIGURED",
        "22P02, BAD_ANSWER"
    })
    void errors_are_told_apart_by_their_state_and_never_by_their_text(String state, Fault fault) {
        Unavailable outage = JdbcFaults.of(new SQLException("pool", new SQLException("Ann's secret", state)));

        assertThat(outage.fault()).isEqualTo(fault);
        assertThat(outage.detail()).doesNotContain("Ann");
        assertThat(JdbcFaults.of(new SQLException("no connection")).fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(JdbcFaults.of(new SQLTimeoutException("late")).fault()).isEqualTo(Fault.TIMEOUT);
    }

    @Test
    void a_driver_that_fails_in_a_way_of_its_own_is_an_outage() {
        DataSource failing = (DataSource) Proxy.newProxyInstance(
                JdbcDirectoryTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> {
                    throw new ClassCastException("Ann's secret");
                });
        JdbcDirectory directory =
                new JdbcDirectory(config("select * from users where username = ?", 1), failing, new MemoryBudget(1));

        // Twice, since the first must give its place back.
        for (int i = 0; i < 2; i++) {
            assertThat(directory.find(ANN, TIME)).isInstanceOfSatisfying(Unavailable.class, outage -> {
                assertThat(outage.fault()).isEqualTo(Fault.BAD_ANSWER);
                assertThat(outage.detail()).contains("ClassCastException").doesNotContain("secret");
            });
        }
    }

    private static DataSource hanging(CountDownLatch end) {
        return (DataSource) Proxy.newProxyInstance(
                JdbcDirectoryTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> {
                    end.await();
                    throw new SQLException("closed", "08003");
                });
    }

    private LegacyReply authenticate(JdbcDirectory directory, String password) {
        return directory.authenticate(Users.ann("7", Map.of(), List.of(), List.of()), password, TIME);
    }

    private static LegacyUser found(LegacyReply reply) {
        assertThat(reply).isInstanceOf(Found.class);
        return ((Found) reply).user();
    }

    private JdbcDirectory directory(String sql) {
        return new JdbcDirectory(config(sql, 2), database, new MemoryBudget(1 << 20));
    }

    private JdbcDirectory counting(String sql) {
        return new JdbcDirectory(counted(sql), database, new MemoryBudget(1));
    }

    private static JdbcConfig counted(String sql) {
        return config("select * from users where username = ?", 1, new CountStatement(sql));
    }

    private static JdbcConfig config(String sql, int connections) {
        return config(sql, connections, null);
    }

    private static JdbcConfig config(String sql, int connections, @Nullable CountStatement count) {
        return new JdbcConfig(
                DatabaseKind.POSTGRESQL,
                "127.0.0.1",
                1,
                "x",
                "u",
                "p",
                false,
                new SelectStatement(sql),
                new SelectStatement("select team from teams where person = ?"),
                null,
                count,
                connections);
    }

    private void hash(@Nullable String hash) throws SQLException {
        try (var statement = open.prepareStatement("update users set password_hash = ?")) {
            statement.setString(1, hash);
            statement.execute();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }
}
