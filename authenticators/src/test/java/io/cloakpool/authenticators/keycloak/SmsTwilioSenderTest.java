package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to Twilio, and what is made of its answers. */
final class SmsTwilioSenderTest {
    private static final String HEX = "0f1e2d3c4b5a69780f1e2d3c4b5a6978";
    private static final SmsMessage MESSAGE = new SmsMessage("+491701234567", "Code: 123456 & \u20ac+\n2");

    private final FakeGateway gateway = new FakeGateway();
    private final Map<String, String> config = new HashMap<>(
            Map.of("endpoint", gateway.url(), "accountSid", "AC" + HEX, "secret", "t0ken", "from", "+15005550006"));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void message_is_created_below_the_account_with_its_auth_token() {
        gateway.answers(201, "{\"sid\": \"SM" + HEX + "\", \"status\": \"queued\", \"to\": \"+491701234567\"}");

        assertThat(send()).isEqualTo(new SmsOutcome.Accepted("SM" + HEX));

        FakeGateway.Arrived request = gateway.only();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/2010-04-01/Accounts/AC" + HEX + "/Messages.json");
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded; charset=utf-8");
        assertThat(login(request)).isEqualTo("AC" + HEX + ":t0ken");
        assertThat(request.form())
                .isEqualTo(Map.of("To", "+491701234567", "Body", MESSAGE.text(), "From", "+15005550006"));
    }

    @Test
    void api_key_and_messaging_service_take_the_place_of_account_and_number() {
        config.put("apiKeySid", "SK" + HEX);
        config.put("messagingServiceSid", "MG" + HEX);
        config.remove("from");
        gateway.answers(201, "{\"sid\": \"SM1\"}");

        send();

        assertThat(login(gateway.only())).isEqualTo("SK" + HEX + ":t0ken");
        assertThat(gateway.only().target()).contains("/AC" + HEX + "/");
        assertThat(gateway.only().form())
                .containsEntry("MessagingServiceSid", "MG" + HEX)
                .doesNotContainKey("From");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211, REJECTED",
        "400, 21610, REJECTED",
        "400, 21614, REJECTED",
        "400, 21408, UNAVAILABLE",
        "400, 21606, UNAVAILABLE",
        "401, 20003, UNAVAILABLE",
        "403, 21211, UNAVAILABLE",
        "404, 20404, UNAVAILABLE",
        "429, 20429, UNAVAILABLE",
        "500, 20500, UNAVAILABLE",
        "503, 21211, UNAVAILABLE"
    })
    void errors_are_told_apart_by_their_codes(int status, int code, SmsOutcome.Kind kind) {
        gateway.answers(
                status,
                "{\"code\": " + code + ", \"message\": \"The 'To' number +491701234567 is not valid: 123456\","
                        + " \"more_info\": \"https://www.twilio.com/docs/errors/" + code + "\", \"status\": " + status
                        + "}");

        SmsOutcome outcome = send();

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.toString()).contains(Integer.toString(code)).doesNotContain("1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "{\"code\": \"+491701234567\"}", "{\"code\": 491701234567}", "[]"})
    void rubbish_is_an_outage_and_not_repeated(String body) {
        gateway.answers(400, body);

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("Twilio answered with status 400"));

        gateway.answers(200, body);

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("Twilio did not answer with the message's sid", true));
    }

    @Test
    void gateway_that_nobody_reaches_is_unavailable() {
        gateway.close();

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("Twilio cannot be reached"));
    }

    @Test
    void without_the_secret_of_the_vault_nothing_is_sent() {
        config.put("secret", "${vault.gone}");

        assertThat(send()).isEqualTo(new SmsOutcome.Unavailable("the vault has no usable value for secret"));
        assertThat(gateway.arrived()).isEmpty();
    }

    private SmsOutcome send() {
        return new SmsTwilioSenderFactory()
                .create(FakeSessions.session(), FakeSessions.component(SmsTwilioSenderFactory.PROVIDER_ID, config))
                .send(MESSAGE);
    }

    private static String login(FakeGateway.Arrived request) {
        String header = request.header("Authorization").orElseThrow();
        assertThat(header).startsWith("Basic ");
        return new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
    }
}
