package io.cloakpool.identitypool.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.common.enums.SslRequired;

final class SignatureTransportTest {
    private static final Headers NONE = Headers.of();

    @Test
    void tls_is_always_good() {
        assertThat(SignatureTransport.isProtected(true, SslRequired.ALL, "203.0.113.7", NONE))
                .isTrue();
    }

    @Test
    void plain_http_is_good_from_loopback_only() {
        assertThat(isProtected("127.0.0.1", NONE)).isTrue();
        assertThat(isProtected("127.1.2.3", NONE)).isTrue();
        assertThat(isProtected("0:0:0:0:0:0:0:1", NONE)).isTrue();
        assertThat(isProtected("::1", NONE)).isTrue();
        assertThat(isProtected("10.0.0.1", NONE)).isFalse();
        assertThat(isProtected("192.168.1.1", NONE)).isFalse();
        assertThat(isProtected("127.0.0.1.evil.example", NONE)).isFalse();
        assertThat(isProtected(null, NONE)).isFalse();
    }

    @Test
    void a_forwarding_header_shows_that_loopback_is_a_proxy() {
        for (String name : new String[] {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "Via", "X-Real-IP"}) {
            assertThat(isProtected("127.0.0.1", Headers.of(name, "x"))).as(name).isFalse();
        }
    }

    @Test
    void a_realm_that_demands_tls_everywhere_takes_no_plain_http() {
        assertThat(SignatureTransport.isProtected(false, SslRequired.ALL, "127.0.0.1", NONE))
                .isFalse();
    }

    @Test
    void a_realm_that_demands_no_tls_gets_none() {
        assertThat(SignatureTransport.isProtected(false, SslRequired.NONE, "203.0.113.7", NONE))
                .isTrue();
    }

    private static boolean isProtected(@Nullable String address, Headers headers) {
        return SignatureTransport.isProtected(false, SslRequired.EXTERNAL, address, headers);
    }
}
