package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

final class SmsOutboundHostsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "https://example.com", "a b", "*", "*.", "exa*mple.com", "example.com/"})
    void what_is_no_host_keeps_the_server_from_starting(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmsHttpSenderFactory().init(scope(text)))
                .withMessageContaining("outbound-hosts of cloakpool-sms-sender sms-http");
    }

    @Test
    void host_that_is_not_listed_is_not_called() {
        try (FakeGateway gateway = new FakeGateway()) {
            SmsHttpSenderFactory factory = new SmsHttpSenderFactory();
            factory.init(scope("sms.example.com"));

            SmsOutcome outcome = factory.create(
                            FakeSessions.session(),
                            FakeSessions.component(
                                    SmsHttpSenderFactory.PROVIDER_ID,
                                    Map.of("url", gateway.url(), "body", "{\"a\": \"{{to}}{{text}}\"}")))
                    .send(new SmsMessage("+491701234567", "text"));

            assertThat(outcome)
                    .isEqualTo(new SmsOutcome.Unavailable("the gateway is not among the hosts that this server calls"));
            assertThat(gateway.arrived()).isEmpty();
        }
    }

    private static Config.Scope scope(String... hosts) {
        return (Config.Scope) Proxy.newProxyInstance(
                SmsOutboundHostsTest.class.getClassLoader(),
                new Class<?>[] {Config.Scope.class},
                (self, method, arguments) -> method.getName().equals("getArray") ? hosts : null);
    }
}
