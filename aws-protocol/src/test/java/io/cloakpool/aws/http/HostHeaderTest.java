package io.cloakpool.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "s3.example.com, s3.example.com",
        "S3.Example.com:443, S3.Example.com",
        "127.0.0.1:9000, 127.0.0.1",
        "[::1]:9000, [::1]",
        "s3_server, s3_server"
    })
    void the_name_is_the_header_without_the_port(String header, String name) {
        assertThat(HostHeader.name(Headers.of("Host", header))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a/b",
                "user@host",
                "host:",
                "host:port",
                "host:123456",
                "a,b",
                "[::1",
                "h\u00f6st",
                "a%2eb"
            })
    void anything_else_is_refused(String header) {
        assertThatThrownBy(() -> HostHeader.name(Headers.of("Host", header)))
                .isInstanceOf(MalformedTargetException.class);
    }

    @Test
    void no_host_and_two_hosts_are_refused() {
        assertThatThrownBy(() -> HostHeader.name(Headers.of())).isInstanceOf(MalformedTargetException.class);
        assertThatThrownBy(() -> HostHeader.name(Headers.of("host", "a", "Host", "a")))
                .isInstanceOf(MalformedTargetException.class);
    }
}
