package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.sms.ConfigSource;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** The chain of a realm, and what of it stands in the log. */
final class SmsSendersTest {
    private static final SmsMessage MESSAGE = new SmsMessage("+491701234567", "Your code is 987654");

    private final List<String> asked = new ArrayList<>();
    private SmsOutcome outcome = new SmsOutcome.Accepted("m-1");
    private final LogLines log = new LogLines(SmsLoggedSender.class);

    @AfterEach
    void close() {
        log.close();
    }

    /** A kind of sender that somebody else wrote. */
    private final class Recording extends SmsComponentFactory {
        Recording() {
            super("recording", "For tests.", List.of());
        }

        @Override
        void judge(String name, ConfigSource source) {}

        @Override
        public SmsSenderProvider create(KeycloakSession session, ComponentModel model) {
            if (model.get("broken", false)) {
                throw new IllegalStateException("the secret is hunter2");
            }
            return message -> {
                asked.add(model.getName());
                return outcome;
            };
        }
    }

    @Test
    void enabled_senders_are_asked_by_priority_and_then_by_name() {
        send(
                component("late", Map.of("priority", "30")),
                component("b", Map.of("priority", "7")),
                component("off", Map.of("enabled", "false")),
                component("a", Map.of("priority", "7", "enabled", "true")),
                component("first", Map.of()));

        assertThat(asked).containsExactly("first", "a", "b", "late");
    }

    @Test
    void sender_with_a_bad_value_is_unavailable_and_the_log_says_whose_it_is() {
        List<SmsOutcome> outcomes = send(
                component("good", Map.of("priority", "1")),
                component("bad", Map.of("priority", "soon")),
                FakeSessions.component("sms-twilio", Map.of("accountSid", "AC1", "secret", "hunter2")));

        assertThat(asked).containsExactly("good");
        assertThat(outcomes)
                .filteredOn(one -> one.kind() == SmsOutcome.Kind.UNAVAILABLE)
                .hasSize(2);
        assertThat(log.lines())
                .anyMatch(line -> line.startsWith("WARN")
                        && line.contains("\"bad\" of realm \"shop\"")
                        && line.contains("priority must be a whole number"))
                .anyMatch(line -> line.startsWith("WARN")
                        && line.contains("\"texts\" of realm \"shop\"")
                        && line.contains("accountSid must be"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void sender_that_cannot_be_made_or_whose_jar_is_gone_is_unavailable() {
        List<SmsOutcome> outcomes = send(
                component("broken", Map.of("broken", "true")),
                FakeSessions.component("gone", Map.of()),
                component("good", Map.of("priority", "1")));

        assertThat(outcomes)
                .extracting(SmsOutcome::kind)
                .containsExactly(SmsOutcome.Kind.UNAVAILABLE, SmsOutcome.Kind.UNAVAILABLE, SmsOutcome.Kind.ACCEPTED);
        assertThat(log.lines())
                .anyMatch(line -> line.contains("IllegalStateException"))
                .anyMatch(line -> line.contains("no jar here knows its kind"))
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void outage_is_a_warning_and_what_callers_can_bring_about_is_debug() {
        send(component("good", Map.of()));
        outcome = new SmsOutcome.Rejected("no such number");
        send(component("strict", Map.of()));
        outcome = new SmsOutcome.Unavailable("it is down");
        send(component("down", Map.of()));

        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines().get(0)).startsWith("DEBUG").contains("\"good\"", "+49********67", "m-1");
        assertThat(log.lines().get(1)).startsWith("DEBUG").contains("\"strict\"", "+49********67", "no such number");
        assertThat(log.lines().get(2)).startsWith("WARN").contains("\"down\"", "realm \"shop\"", "it is down");
    }

    @Test
    void sender_that_throws_is_unavailable_and_its_words_are_not_logged() {
        SmsSender throwing = new SmsLoggedSender("shop", "texts", message -> {
            throw new IllegalStateException(message.to() + message.text());
        });

        SmsOutcome result = throwing.send(MESSAGE);

        assertThat(result)
                .isEqualTo(new SmsOutcome.Unavailable("it failed with java.lang.IllegalStateException", true));
        assertNothingTold();
    }

    @Test
    void neither_number_nor_text_is_logged_at_any_level() {
        for (SmsOutcome one : List.of(
                new SmsOutcome.Accepted("m-1"), new SmsOutcome.Rejected("no"), new SmsOutcome.Unavailable("down"))) {
            outcome = one;
            send(component("texts", Map.of()));
        }

        assertNothingTold();
    }

    private void assertNothingTold() {
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("123456") || line.contains("987654"));
    }

    private List<SmsOutcome> send(ComponentModel... components) {
        KeycloakSession session = FakeSessions.session(Map.of(), new Recording(), new SmsTwilioSenderFactory());
        return SmsSenders.of(session, FakeSessions.realm(components)).stream()
                .map(sender -> sender.send(MESSAGE))
                .toList();
    }

    private static ComponentModel component(String name, Map<String, String> config) {
        ComponentModel component = FakeSessions.component("recording", config);
        component.setName(name);
        component.setId(name);
        return component;
    }
}
