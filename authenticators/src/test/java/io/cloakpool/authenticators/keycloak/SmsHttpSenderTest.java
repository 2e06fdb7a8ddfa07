package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;

/** What goes over the wire to any gateway, and what is made of the answers. */
final class SmsHttpSenderTest {
    private static final String NUMBER = "+491701234567";
    private static final SmsMessage MESSAGE = new SmsMessage(NUMBER, "Your code is 123456");
    private static final String JSON =
            "{\"messages\": [{\"to\": \"{{to}}\", \"digits\": \"{{digits}}\", \"from\": \"{{sender}}\","
                    + " \"text\": \"{{text}}\", \"flash\": false, \"n\": 1}]}";

    private final FakeGateway gateway = new FakeGateway();
    private final Map<String, String> config = new HashMap<>(Map.of(
            "url",
            gateway.url() + "/v1/messages?account=7",
            "body",
            JSON,
            "sender",
            "ACME",
            "secret",
            "Bearer s3cr3t"));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void json_message_is_posted_once_with_secret_header_and_further_headers() throws Exception {
        ComponentModel component = FakeSessions.component(SmsHttpSenderFactory.PROVIDER_ID, config);
        component.getConfig().put("headers", List.of("X-Tenant: shop", "X-Priority: high"));

        SmsOutcome outcome = new SmsHttpSenderFactory()
                .create(FakeSessions.session(), component)
                .send(MESSAGE);

        FakeGateway.Arrived request = gateway.only();
        assertThat(outcome).isEqualTo(new SmsOutcome.Accepted(""));
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/messages?account=7");
        assertThat(request.header("Authorization")).contains("Bearer s3cr3t");
        assertThat(request.header("X-Tenant")).contains("shop");
        assertThat(request.header("X-Priority")).contains("high");
        assertThat(request.header("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(new ObjectMapper().readTree(request.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "{\"messages\": [{\"to\": \"+491701234567\", \"digits\": \"491701234567\","
                                                + " \"from\": \"ACME\", \"text\": \"Your code is 123456\", \"flash\": false, \"n\": 1}]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\", \"to\": \"+15550000000",
                "line\nbreak\r\n\ttab",
                "back\\slash \\\" \\u0022",
                "Grüße 你好 \uD83D\uDD11 \u2028 \u0000",
                "{{to}} {{sender}} {{text}} $1 \\1",
                "&to=+1555&x=%26"
            })
    void text_stays_one_value_whatever_it_holds(String text) throws Exception {
        send(new SmsMessage(NUMBER, text));
        config.put("bodyType", "form");
        config.put("body", "to={{to}}&text=%E2%9C%93+{{text}}&from={{sender}}&k%26=a%3Db");
        send(new SmsMessage(NUMBER, text));

        JsonNode json = new ObjectMapper()
                .readTree(gateway.arrived().get(0).body())
                .path("messages")
                .path(0);
        assertThat(json.size()).isEqualTo(6);
        assertThat(json.path("text").textValue()).isEqualTo(text);
        assertThat(json.path("to").textValue()).isEqualTo(NUMBER);
        FakeGateway.Arrived form = gateway.arrived().get(1);
        assertThat(form.header("Content-Type")).contains("application/x-www-form-urlencoded; charset=utf-8");
        assertThat(form.form()).isEqualTo(Map.of("to", NUMBER, "text", "\u2713 " + text, "from", "ACME", "k&", "a=b"));
    }

    @Test
    void secret_comes_from_the_vault_on_each_use() {
        config.put("secret", "${vault.sms}");
        config.put("secretHeader", "X-Api-Key");
        Map<String, String> vault = new HashMap<>(Map.of("${vault.sms}", "first"));
        SmsSenderProvider sender = new SmsHttpSenderFactory()
                .create(FakeSessions.session(vault), FakeSessions.component(SmsHttpSenderFactory.PROVIDER_ID, config));

        sender.send(MESSAGE);
        vault.put("${vault.sms}", "second");
        sender.send(MESSAGE);

        assertThat(gateway.arrived())
                .map(request -> request.header("X-Api-Key").orElseThrow())
                .containsExactly("first", "second");
        assertThat(gateway.arrived())
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @Test
    void without_the_secret_of_the_vault_nothing_is_sent() {
        config.put("secret", "${vault.gone}");

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Unavailable("the vault has no usable value for secret"));
        assertThat(gateway.arrived()).isEmpty();
    }

    @Test
    void secret_of_the_vault_that_would_be_two_headers_is_not_sent() {
        config.put("secret", "${vault.sms}");
        SmsSenderProvider sender = new SmsHttpSenderFactory()
                .create(
                        FakeSessions.session(Map.of("${vault.sms}", "x\r\nX-Admin: yes")),
                        FakeSessions.component(SmsHttpSenderFactory.PROVIDER_ID, config));

        assertThat(sender.send(MESSAGE).kind()).isEqualTo(SmsOutcome.Kind.UNAVAILABLE);
        assertThat(gateway.arrived()).isEmpty();
    }

    @Test
    void id_is_read_where_the_pointer_says() {
        config.put("idPointer", "/results/0/id");
        gateway.answers(202, "{\"results\": [{\"id\": \"m-42\"}]}");

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Accepted("m-42"));

        gateway.answers(202, "{\"results\": [{\"id\": 42}]}");

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Accepted("42"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"491701234567-1", "id of +491701234567", "two words", "a\nb"})
    void id_that_tells_the_number_or_is_none_is_dropped(String id) throws Exception {
        config.put("idPointer", "/id");
        gateway.answers(200, new ObjectMapper().writeValueAsString(Map.of("id", id)));

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Accepted(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"error\": \"no credit\"}", "<html>", "{\"id\": {}}", "\u0000"})
    void answer_without_the_id_that_is_looked_for_is_no_acceptance(String body) {
        config.put("idPointer", "/id");
        gateway.answers(200, body);

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Unavailable("the gateway gave no id of the message", true));
    }

    @Test
    void json_that_nests_without_end_is_no_acceptance() {
        config.put("idPointer", "/id");
        gateway.answers(200, "[".repeat(10_000));

        assertThat(send(MESSAGE).kind()).isEqualTo(SmsOutcome.Kind.UNAVAILABLE);
    }

    @Test
    void statuses_mean_what_the_configuration_says() {
        config.put("acceptedStatus", "202");
        ComponentModel component = FakeSessions.component(SmsHttpSenderFactory.PROVIDER_ID, config);
        component.getConfig().put("rejectedStatus", List.of("422", "400"));
        SmsSenderProvider sender = new SmsHttpSenderFactory().create(FakeSessions.session(), component);

        Map<Integer, SmsOutcome.Kind> expected = Map.of(
                202, SmsOutcome.Kind.ACCEPTED,
                200, SmsOutcome.Kind.UNAVAILABLE,
                203, SmsOutcome.Kind.UNAVAILABLE,
                400, SmsOutcome.Kind.REJECTED,
                422, SmsOutcome.Kind.REJECTED,
                401, SmsOutcome.Kind.UNAVAILABLE,
                429, SmsOutcome.Kind.UNAVAILABLE,
                500, SmsOutcome.Kind.UNAVAILABLE);
        expected.forEach((status, kind) -> {
            gateway.answers(status, "the text was: " + MESSAGE.text());
            SmsOutcome outcome = sender.send(MESSAGE);
            assertThat(outcome.kind()).as("%d", status).isEqualTo(kind);
            assertThat(outcome.toString()).doesNotContain("123456").doesNotContain("1234567");
        });
    }

    @Test
    void redirect_is_not_followed() {
        try (FakeGateway other = new FakeGateway()) {
            gateway.answers(exchange -> {
                exchange.getResponseHeaders().add("Location", other.url() + "/");
                FakeGateway.say(exchange, 307, "");
            });

            assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Unavailable("the gateway answered with status 307"));
            assertThat(other.arrived()).isEmpty();
            assertThat(gateway.arrived()).hasSize(1);
        }
    }

    @Test
    void cookies_are_not_kept() {
        gateway.answers(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "who=me; Path=/");
            FakeGateway.say(exchange, 200, "");
        });

        send(MESSAGE);
        send(MESSAGE);

        assertThat(gateway.arrived()).hasSize(2).allMatch(request -> request.header("Cookie")
                .isEmpty());
    }

    @Test
    void huge_answer_is_not_read_to_its_end() {
        gateway.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1_024];
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(piece);
            }
        });

        assertThat(send(MESSAGE))
                .isEqualTo(new SmsOutcome.Unavailable("the gateway answered more than 16384 bytes", true));
    }

    @Test
    void silent_gateway_is_given_up_after_the_timeout() {
        config.put("timeout", "1");
        gateway.answers(exchange -> Thread.sleep(20_000));

        assertGivenUpInTime();
    }

    @Test
    void dripping_gateway_is_given_up_after_the_timeout() {
        config.put("timeout", "1");
        gateway.answers(exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(200);
            }
        });

        assertGivenUpInTime();
    }

    private void assertGivenUpInTime() {
        long start = System.nanoTime();

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Unavailable("the gateway did not answer in time", true));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(gateway.arrived()).hasSize(1);
    }

    @Test
    void gateway_that_hangs_up_may_have_sent_and_is_not_asked_twice() {
        gateway.answers(exchange -> {
            throw new java.io.IOException("hangs up");
        });

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Unavailable("the gateway ended the connection", true));
        assertThat(gateway.arrived()).hasSize(1);
    }

    @Test
    void gateway_that_nobody_reaches_has_sent_nothing() {
        gateway.close();

        assertThat(send(MESSAGE)).isEqualTo(new SmsOutcome.Unavailable("the gateway cannot be reached"));
    }

    private SmsOutcome send(SmsMessage message) {
        return new SmsHttpSenderFactory()
                .create(FakeSessions.session(), FakeSessions.component(SmsHttpSenderFactory.PROVIDER_ID, config))
                .send(message);
    }
}
