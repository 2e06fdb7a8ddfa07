package io.cloakpool.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundHostsTest {
    private final OutboundHosts hosts = OutboundHosts.of("sts.example.com", " *.Example.org ", "10.0.0.7", "[::1]", "");

    @ParameterizedTest
    @CsvSource({
        "https://sts.example.com/x, true",
        "https://STS.example.com:8443/, true",
        "https://sts.example.com./, false",
        "https://a.sts.example.com/, false",
        "https://xsts.example.com/, false",
        "https://a.example.org/, true",
        "https://a.b.example.org/, true",
        "https://example.org/, false",
        "https://badexample.org/, false",
        "http://10.0.0.7/, true",
        "http://10.0.0.70/, false",
        "http://[::1]:8000/, true",
        "http://sts.example.com@169.254.169.254/, false",
        "mailto:sts.example.com, false"
    })
    void only_those_named_are_called(String address, boolean allowed) {
        assertThat(hosts.allow(URI.create(address))).isEqualTo(allowed);
    }

    @Test
    void hosts_are_judged_without_an_address_too() {
        assertThat(hosts.allow("STS.example.com")).isTrue();
        assertThat(hosts.allow("[::1]")).isTrue();
        assertThat(hosts.allow("10.0.0.70")).isFalse();
    }

    @Test
    void without_the_option_all_are() {
        assertThat(OutboundHosts.ANY.allow(URI.create("http://169.254.169.254/")))
                .isTrue();
    }

    /** A variable that is not filled must not lift the limit. */
    @Test
    void option_without_a_host_is_refused() {
        assertThatThrownBy(OutboundHosts::of).hasMessage("it lists none");
        assertThatThrownBy(() -> OutboundHosts.of("", " ")).hasMessage("it lists none");
    }

    @Test
    void address_without_a_host_is_not_called() {
        assertThat(OutboundHosts.of("null").allow(URI.create("mailto:null"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "a.example:443", "*", "*.", "a*.example", "a..b", "-a", "a b", "::1"})
    void what_is_no_host_is_refused(String text) {
        assertThatThrownBy(() -> OutboundHosts.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
