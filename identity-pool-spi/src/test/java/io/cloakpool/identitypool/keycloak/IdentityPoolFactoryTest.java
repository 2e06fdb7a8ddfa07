package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cloakpool.identitypool.fakes.Stub;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;

/** Options of the server. */
final class IdentityPoolFactoryTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, 299, 604_801})
    void interval_that_is_too_short_or_too_long_ends_the_start(long seconds) {
        assertThatThrownBy(() -> IdentityPoolFactory.sweepInterval(saying(seconds)))
                .hasMessage("Option sweep-interval of provider cloakpool-identity-pool must be 300 to 604800, but is "
                        + seconds);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, 1_000_001, 1L << 32})
    void budget_of_guests_that_is_none_ends_the_start(long requests) {
        assertThatThrownBy(() -> IdentityPoolFactory.guestRequests(saying(requests)))
                .hasMessage(
                        "Option guest-requests-per-minute of provider cloakpool-identity-pool must be 1 to 1000000, but is "
                                + requests);
    }

    @Test
    void options_have_defaults_and_are_described() {
        Config.Scope silent = Stub.of(Config.Scope.class, Map.of("getLong", arguments -> arguments.get(1)));

        assertThat(IdentityPoolFactory.sweepInterval(silent)).isEqualTo(Duration.ofHours(1));
        assertThat(IdentityPoolFactory.guestRequests(silent)).isEqualTo(300);
        assertThat(new IdentityPoolFactory().getConfigMetadata())
                .extracting(ProviderConfigProperty::getName, ProviderConfigProperty::getDefaultValue)
                .containsExactly(
                        tuple("sweepInterval", "3600"),
                        tuple("guestRequestsPerMinute", "300"),
                        tuple("outboundHosts", null));
    }

    @Test
    void hosts_that_are_none_end_the_start() {
        URI elsewhere = URI.create("https://elsewhere.example/");

        assertThat(IdentityPoolFactory.outboundHosts(listing(null)).allow(elsewhere))
                .isTrue();
        assertThat(IdentityPoolFactory.outboundHosts(listing(new String[] {"sts.example"}))
                        .allow(elsewhere))
                .isFalse();
        assertThatThrownBy(() -> IdentityPoolFactory.outboundHosts(listing(new String[] {"https://sts.example"})))
                .hasMessage("Option outbound-hosts of provider cloakpool-identity-pool must list hosts:"
                        + " 'https://sts.example' is no host");
    }

    private static Config.Scope listing(@Nullable Object hosts) {
        return Stub.of(Config.Scope.class, Map.of("getArray", arguments -> hosts));
    }

    private static Config.Scope saying(long number) {
        return Stub.of(Config.Scope.class, Map.of("getLong", arguments -> number));
    }
}
