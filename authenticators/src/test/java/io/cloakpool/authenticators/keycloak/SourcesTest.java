package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;

final class SourcesTest {
    @Test
    void all_addresses_of_an_ipv6_network_are_one_source() {
        assertThat(source("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(source("2001:db8:1:2::1"))
                .isNotEqualTo(source("2001:db8:1:3::1"));
    }

    @Test
    void an_ipv4_address_is_a_source_however_it_is_written() {
        assertThat(source("192.0.2.7")).isEqualTo("192.0.2.7").isEqualTo(source("::ffff:192.0.2.7"));
        assertThat(source("192.0.2.8")).isNotEqualTo(source("192.0.2.7"));
    }

    /** What a proxy says may be anything; names are not looked up. */
    @Test
    void what_is_no_address_is_taken_as_it_is() {
        assertThat(source("unknown")).isEqualTo("unknown");
        assertThat(source("host:1234:x")).isEqualTo("host:1234:x");
    }

    private static String source(String address) {
        return Sources.of(new ClientConnection() {
            @Override
            public String getRemoteAddr() {
                return address;
            }

            @Override
            public String getRemoteHost() {
                return address;
            }

            @Override
            public int getRemotePort() {
                return 1;
            }

            @Override
            public String getLocalAddr() {
                return "127.0.0.1";
            }

            @Override
            public int getLocalPort() {
                return 2;
            }
        });
    }
}
