package io.cloakpool.migration.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class JdbcConfigTest {
    private static final Map<String, String> NEEDED = Map.of(
            "host", "db.example",
            "databaseName", "shop",
            "user", "reader",
            "password", "a-password",
            "userSql", "select * from users where name = ?");

    @Test
    void connections_are_encrypted_unless_it_is_said_otherwise() throws UnusableOptionException {
        JdbcConfig config = read(Map.of());

        assertThat(config.tls()).isTrue();
        assertThat(config.port()).isEqualTo(5432);
        assertThat(config.connections()).isEqualTo(5);
        assertThat(config.groups()).isNull();
        assertThat(config.toString()).doesNotContain("a-password");
        assertThat(read(Map.of("database", "mariadb")).port()).isEqualTo(3306);
        assertThat(read(Map.of("tls", "off", "host", "127.0.0.1")).tls()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "database, h2",
        "database, oracle",
        "host, ''",
        "host, db.example/x?socketFactory=org.example.Evil",
        "host, 'a,b'",
        "host, 'db.example;integratedSecurity=true'",
        "host, (host=db.example)",
        "port, 0",
        "port, 65536",
        "databaseName, shop?autoDeserialize=true",
        "databaseName, shop;encrypt=false",
        "databaseName, ''",
        "user, ''",
        "password, ''",
        "password, **********",
        "tls, maybe",
        "tls, off",
        "userSql, ''",
        "userSql, delete from users where name = ?",
        "groupsSql, select team from teams",
        "rolesSql, drop table users",
        "countSql, select count(*) from users where name = ?",
        "countSql, delete from users",
        "connections, 0",
        "connections, 51"
    })
    void what_cannot_be_used_is_refused_by_its_key(String key, String value) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(UnusableOptionException.class)
                .hasMessageStartingWith(key + " ");
    }

    /** An address of a driver can name classes to load; ours are made of what cannot. */
    @ParameterizedTest
    @EnumSource
    void nothing_but_the_certificate_of_a_trusted_one_will_do_with_tls(DatabaseKind kind) {
        Map<String, String> properties = kind.properties(true, Duration.ofSeconds(2));

        assertThat(properties)
                .containsAnyOf(
                        Map.entry("sslmode", "verify-full"),
                        Map.entry("sslMode", "verify-full"),
                        Map.entry("sslMode", "VERIFY_IDENTITY"),
                        Map.entry("trustServerCertificate", "false"));
        assertThat(kind.url("db.example:1", "shop"))
                .startsWith("jdbc:")
                .contains("//db.example:1")
                .endsWith("shop");
    }

    private static JdbcConfig read(Map<String, String> options) throws UnusableOptionException {
        Map<String, String> all = new HashMap<>(NEEDED);
        all.putAll(options);
        return JdbcConfig.from(new SourceOptions(key -> all.containsKey(key) ? List.of(all.get(key)) : List.of()));
    }
}
