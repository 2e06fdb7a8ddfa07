package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.Spi;

/** What an administrator may save, and what an import may bring. */
final class SmsComponentsTest {
    private static final String HEX = "0123456789abcdef0123456789abcdef";

    private static final Map<String, Map<String, String>> SOUND = Map.of(
            "sms-http",
            Map.of(
                    "url", "https://sms.example.com/send",
                    "body", "{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}",
                    "secret", "Bearer abc"),
            "sms-sns",
            Map.of(
                    "region", "eu-west-1",
                    "accessKeyId", "AKIAIOSFODNN7EXAMPLE",
                    "secretAccessKey", "abc"),
            "sms-twilio",
            Map.of("accountSid", "AC" + HEX, "secret", "abc", "from", "+15005550006"),
            "sms-log",
            Map.of());

    private static final Map<String, SmsComponentFactory> FACTORIES = Map.of(
            "sms-http", new SmsHttpSenderFactory(),
            "sms-sns", new SmsSnsSenderFactory(),
            "sms-twilio", new SmsTwilioSenderFactory(),
            "sms-log", new SmsLogSenderFactory(() -> true));

    static Stream<String> kinds() {
        return SOUND.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sound_configuration_is_taken_without_an_id_and_with_the_common_keys(String kind) {
        assertThatCode(() -> validate(kind, Map.of("enabled", "FALSE", "priority", "12")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sms-http; url; ; is needed",
                "sms-http; url; http://sms.example.com/; must be https",
                "sms-http; url; http://localhost.example.com/; must be https",
                "sms-http; url; ftp://127.0.0.1/; must be https",
                "sms-http; url; https://user:hidden@sms.example.com/; neither user",
                "sms-http; url; https://sms.example.com/#hidden; nor fragment",
                "sms-http; url; https:///send; must have a host",
                "sms-http; url; https://sms example com; URL",
                "sms-http; bodyType; xml; must be one of",
                "sms-http; body; ; is needed",
                "sms-http; body; {\"to\": \"{{to}}\"}; needs the placeholder text",
                "sms-http; body; {\"text\": \"{{text}}\"}; one of to and digits",
                "sms-http; body; {\"to\": {{to}}, \"text\": \"{{text}}\"}; is not JSON",
                "sms-http; body; {\"{{to}}\": 1, \"text\": \"{{text}}\"}; in the name of a member",
                "sms-http; body; {\"a\": [{\"{{to}}\": 1}], \"text\": \"{{text}}\"}; in the name of a member",
                "sms-http; body; [\"{{to}}\", \"{{text}}\"]; must be a JSON object",
                "sms-http; body; {\"to\": \"{{to}}\", \"text\": \"{{text}}\"} x; is not JSON",
                "sms-http; body; {\"to\": \"{{to}}\", \"text\": \"{{text}} {{code}}\"}; unknown placeholder",
                "sms-http; acceptedStatus; 302; must be a status",
                "sms-http; acceptedStatus; 200-404; must be a status",
                "sms-http; acceptedStatus; 204-200; ends before it begins",
                "sms-http; rejectedStatus; 500; from 400 to 499",
                "sms-http; headers; Authorization: hidden; must hold no secret",
                "sms-http; headers; cookie: hidden; must hold no secret",
                "sms-http; headers; Host: hidden; set by the sender itself",
                "sms-http; headers; hidden; must have the form",
                "sms-http; secretHeader; Content-Length; set by the sender itself",
                "sms-http; secretHeader; X Y; must be the name",
                "sms-http; idPointer; id; must be a JSON pointer",
                "sms-http; timeout; 0; from 1 to 10",
                "sms-http; timeout; 11; from 1 to 10",
                "sms-http; priority; -1; from 0 to 1000000",
                "sms-http; enabled; maybe; must be true or false",
                "sms-http; urll; hidden; is not a known key",
                "sms-sns; region; ; is needed",
                "sms-sns; region; eu-west-1.evil.example/; must be a region",
                "sms-sns; accessKeyId; ; is needed",
                "sms-sns; secretAccessKey; ; is needed",
                "sms-sns; endpoint; http://sns.example.com; must be https",
                "sms-sns; endpoint; https://sns.example.com/path; neither path nor query",
                "sms-sns; endpoint; https://sns.example.com?a=b; neither path nor query",
                "sms-sns; senderId; 12345; with a letter",
                "sms-sns; senderId; ABCDEFGHIJKL; 1 to 11",
                "sms-twilio; accountSid; AC1/../hidden; must be AC and 32",
                "sms-twilio; apiKeySid; AC0123456789abcdef0123456789abcdef; must be SK",
                "sms-twilio; secret; ; is needed",
                "sms-twilio; from; ; and not both",
                "sms-twilio; messagingServiceSid; MG0123456789abcdef0123456789abcdef; and not both",
                "sms-twilio; endpoint; http://10.0.0.1; must be https",
            })
    void what_does_not_fit_is_refused_by_name_and_key(String kind, String key, @Nullable String value, String problem) {
        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> validate(kind, nullable(key, value)))
                .withMessageStartingWith("SMS sender \"texts\": ")
                .withMessageContaining(key.equals("messagingServiceSid") ? "from" : key)
                .withMessageContaining(problem)
                .withMessageNotContaining("hidden")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("{", "}", "'"));
    }

    private static Map<String, String> nullable(String key, @Nullable String value) {
        return Map.of(key, value == null ? "" : value);
    }

    @ParameterizedTest
    @CsvSource({
        "sms-http,secret",
        "sms-sns,secretAccessKey",
        "sms-sns,sessionToken",
        "sms-twilio,secret",
    })
    void mask_of_a_secret_and_placeholder_without_a_value_are_refused(String kind, String key) {
        assertRefused(kind, key, "**********", "is the mask of a secret");
        assertRefused(kind, key, "${SMS_SECRET}", "placeholder that the import left");
        assertRefused(kind, key, "a\u00e9", "printable ASCII");
        assertThatCode(() -> validate(kind, Map.of(key, "${vault.sms}"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8080/x", "http://localhost/x", "http://[::1]:1/x", "HTTPS://sms.example.com"})
    void plain_http_is_for_this_machine_itself(String url) {
        assertThatCode(() -> validate("sms-http", Map.of("url", url))).doesNotThrowAnyException();
    }

    @Test
    void form_is_held_to_its_form() {
        assertThatCode(() -> form("to={{to}}&text={{text}}")).doesNotThrowAnyException();
        assertFormRefused("to={{to}}&text={{text}}&x", "name=value");
        assertFormRefused("to={{to}}&text={{text}}&to=1", "twice");
        assertFormRefused("to={{to}}&text={{text}}&{{to}}=1", "in the name of a field");
        assertFormRefused("to={{to}}&text={{text}}&x=%zz", "per cent");
    }

    @Test
    void sender_is_needed_where_the_body_has_its_placeholder() {
        assertRefused(
                "sms-http",
                "body",
                "{\"to\": \"{{to}}\", \"text\": \"{{text}}\", \"from\": \"{{sender}}\"}",
                "sender is needed");
    }

    @Test
    void key_with_two_values_is_refused() {
        ComponentModel component = FakeSessions.component("sms-sns", sound("sms-sns"));
        component.getConfig().put("region", List.of("eu-west-1", "eu-west-2"));

        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> new SmsSnsSenderFactory()
                        .validateConfiguration(FakeSessions.session(), FakeSessions.realm(), component))
                .withMessageContaining("region takes one value");
    }

    @Test
    void component_without_a_name_is_refused() {
        ComponentModel component = FakeSessions.component("sms-log", Map.of());
        component.setName(null);

        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> new SmsLogSenderFactory(() -> true)
                        .validateConfiguration(FakeSessions.session(), FakeSessions.realm(), component))
                .withMessageContaining("name is needed");
    }

    @Test
    void log_sender_can_be_saved_and_works_in_development_mode_only() {
        ComponentModel component = FakeSessions.component("sms-log", Map.of());
        SmsLogSenderFactory factory = new SmsLogSenderFactory(() -> false);
        SmsMessage message = new SmsMessage("+491701234567", "Your code is 987654");

        try (LogLines log = new LogLines(SmsLogSenderFactory.class)) {
            assertThatExceptionOfType(ComponentValidationException.class)
                    .isThrownBy(() ->
                            factory.validateConfiguration(FakeSessions.session(), FakeSessions.realm(), component))
                    .withMessageContaining("development mode only");
            assertThat(factory.create(FakeSessions.session(), component)
                            .send(message)
                            .kind())
                    .isEqualTo(SmsOutcome.Kind.UNAVAILABLE);
            assertThat(log.lines()).isEmpty();

            assertThat(new SmsLogSenderFactory(() -> true)
                            .create(FakeSessions.session(), component)
                            .send(new SmsMessage("+491701234567", "Your code\nis 987654"))
                            .kind())
                    .isEqualTo(SmsOutcome.Kind.ACCEPTED);
            assertThat(log.lines())
                    .containsExactly(
                            "INFO Text message to +49********67, not sent but shown here: Your code is 987654");
        }
    }

    @Test
    void without_start_dev_this_is_no_development_mode() {
        assertThatExceptionOfType(ComponentValidationException.class).isThrownBy(() -> new SmsLogSenderFactory()
                .validateConfiguration(
                        FakeSessions.session(), FakeSessions.realm(), FakeSessions.component("sms-log", Map.of())));
    }

    @Test
    void all_kinds_are_registered_with_keycloak() {
        assertThat(StreamSupport.stream(ServiceLoader.load(Spi.class).spliterator(), false)
                        .filter(SmsSenderSpi.class::isInstance))
                .hasSize(1)
                .allMatch(spi -> spi.getProviderClass() == SmsSenderProvider.class
                        && spi.getProviderFactoryClass() == SmsSenderFactory.class
                        && !spi.isInternal());
        assertThat(StreamSupport.stream(
                        ServiceLoader.load(SmsSenderFactory.class).spliterator(), false))
                .map(SmsSenderFactory::getId)
                .containsExactlyInAnyOrder("sms-http", "sms-sns", "sms-twilio", "sms-log");
    }

    @Test
    void secrets_are_declared_as_such_and_have_no_default() {
        List<String> secrets = new ArrayList<>();
        FACTORIES.forEach((kind, factory) -> factory.getConfigProperties().stream()
                .filter(ProviderConfigProperty::isSecret)
                .forEach(property -> {
                    assertThat(property.getType()).isEqualTo(ProviderConfigProperty.PASSWORD);
                    assertThat(property.getDefaultValue()).isNull();
                    secrets.add(kind + " " + property.getName());
                }));
        assertThat(secrets)
                .containsExactlyInAnyOrder(
                        "sms-http secret", "sms-sns secretAccessKey", "sms-sns sessionToken", "sms-twilio secret");
    }

    private static void assertRefused(String kind, String key, String value, String problem) {
        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> validate(kind, Map.of(key, value)))
                .withMessageContaining(key.equals("body") ? "sender" : key)
                .withMessageContaining(problem);
    }

    private static void assertFormRefused(String body, String problem) {
        assertThatExceptionOfType(ComponentValidationException.class)
                .isThrownBy(() -> form(body))
                .withMessageContaining(problem);
    }

    private static void form(String body) throws ComponentValidationException {
        validate("sms-http", Map.of("bodyType", "form", "body", body));
    }

    private static void validate(String kind, Map<String, String> changes) throws ComponentValidationException {
        Map<String, String> config = new HashMap<>(sound(kind));
        config.putAll(changes);
        Objects.requireNonNull(FACTORIES.get(kind))
                .validateConfiguration(
                        FakeSessions.session(), FakeSessions.realm(), FakeSessions.component(kind, config));
    }

    private static Map<String, String> sound(String kind) {
        return Objects.requireNonNull(SOUND.get(kind));
    }
}
