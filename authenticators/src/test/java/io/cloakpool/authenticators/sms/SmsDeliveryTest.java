package io.cloakpool.authenticators.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SmsDeliveryTest {
    private static final String TEXT = "Your code is 123456";
    private static final PhoneNumber NUMBER = number("+491701234567");
    private static final SmsOutcome TAKEN = new SmsOutcome.Accepted("id-1");
    private static final SmsOutcome DOWN = new SmsOutcome.Unavailable("it is down");
    private static final SmsOutcome LOST = new SmsOutcome.Unavailable("it did not answer in time", true);
    private static final SmsOutcome REFUSED = new SmsOutcome.Rejected("no such number");

    private final FakeBudgets budgets = new FakeBudgets();
    private final List<String> asked = new ArrayList<>();
    private final List<SmsMessage> messages = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    @Test
    void first_sender_that_takes_the_message_is_the_last_that_is_asked() {
        SmsResult result =
                deliver(SmsPolicy.of(Set.of("DE")), sender("a", DOWN), sender("b", TAKEN), sender("c", TAKEN));

        assertThat(result).isEqualTo(new SmsResult.Sent("id-1"));
        assertThat(asked).containsExactly("a", "b");
        assertThat(messages)
                .allMatch(message ->
                        message.to().equals("+491701234567") && message.text().equals(TEXT));
    }

    @Test
    void rejected_message_goes_to_no_other_sender_and_costs_nothing() {
        SmsResult result = deliver(SmsPolicy.of(Set.of("DE")), sender("a", REFUSED), sender("b", TAKEN));

        assertThat(result).isEqualTo(new SmsResult.Failed("no such number", true));
        assertThat(asked).containsExactly("a");
        assertThat(budgets.total()).isZero();
    }

    @Test
    void when_all_are_unavailable_all_reasons_are_told_and_nothing_is_spent() {
        SmsResult result = deliver(SmsPolicy.of(Set.of("DE")), sender("a", DOWN), sender("b", DOWN));

        assertThat(result).isEqualTo(new SmsResult.Failed("it is down; it is down", false));
        assertThat(budgets.total()).isZero();
    }

    @Test
    void message_that_may_be_on_its_way_is_paid_for() {
        deliver(SmsPolicy.of(Set.of("DE")), sender("a", LOST), sender("b", DOWN));

        assertThat(budgets.spent(SmsBudgets.RANGE, "+49170123")).isEqualTo(1);
        assertThat(budgets.total()).isEqualTo(3);
    }

    @Test
    void message_that_may_be_on_its_way_is_paid_for_even_if_the_next_sender_rejects_it() {
        deliver(SmsPolicy.of(Set.of("DE")), sender("a", LOST), sender("b", REFUSED));

        assertThat(budgets.total()).isEqualTo(3);
    }

    @Test
    void sender_that_throws_or_answers_nothing_is_unavailable() {
        SmsSender broken = message -> {
            throw new IllegalStateException(message.to() + message.text());
        };
        SmsSender silent = message -> nothing();

        SmsResult result = deliver(SmsPolicy.of(Set.of("DE")), broken, silent, sender("c", DOWN));

        assertThat(result.kind()).isEqualTo(SmsResult.Kind.FAILED);
        assertThat(result.toString())
                .contains("IllegalStateException", "NullPointerException")
                .doesNotContain("1234");
        assertThat(asked).containsExactly("c");
        assertThat(budgets.total()).isEqualTo(3);
    }

    @Test
    void country_that_is_not_listed_gets_nothing_and_nobody_is_asked() {
        SmsResult result = deliver(SmsPolicy.of(Set.of("FR", "AT")), sender("a", TAKEN));

        assertThat(result.kind()).isEqualTo(SmsResult.Kind.NOT_ALLOWED);
        assertThat(asked).isEmpty();
        assertThat(budgets.total()).isZero();
    }

    @Test
    void without_countries_nothing_is_sent_anywhere() {
        assertThat(deliver(SmsPolicy.of(Set.of()), sender("a", TAKEN)).kind()).isEqualTo(SmsResult.Kind.NOT_ALLOWED);
    }

    @Test
    void countries_that_share_a_code_are_told_apart() {
        SmsDelivery delivery = delivery(SmsPolicy.of(Set.of("US")), sender("a", TAKEN));

        assertThat(delivery.deliver(number("+12015550123"), TEXT).kind()).isEqualTo(SmsResult.Kind.SENT);
        assertThat(delivery.deliver(number("+18762101234"), TEXT).kind()).isEqualTo(SmsResult.Kind.NOT_ALLOWED);
    }

    @Test
    void without_senders_nothing_is_spent() {
        assertThat(deliver(SmsPolicy.of(Set.of("DE"))))
                .isEqualTo(new SmsResult.Failed("the realm has no sender of text messages that is enabled", false));
        assertThat(budgets.total()).isZero();
    }

    @Test
    void numbers_of_one_range_share_a_limit() {
        SmsDelivery delivery = delivery(new SmsPolicy(Set.of("DE"), 2, 100, 100), sender("a", TAKEN));

        assertThat(delivery.deliver(number("+491701230001"), TEXT).kind()).isEqualTo(SmsResult.Kind.SENT);
        assertThat(delivery.deliver(number("+491701230002"), TEXT).kind()).isEqualTo(SmsResult.Kind.SENT);
        assertThat(delivery.deliver(number("+491701239999"), TEXT)).isEqualTo(new SmsResult.TooMany(SmsBudgets.RANGE));
        assertThat(delivery.deliver(number("+491701240001"), TEXT).kind()).isEqualTo(SmsResult.Kind.SENT);
        assertThat(asked).hasSize(3);
    }

    @Test
    void numbers_of_one_country_share_a_limit() {
        SmsDelivery delivery = delivery(new SmsPolicy(Set.of("DE", "AT"), 100, 2, 100), sender("a", TAKEN));

        delivery.deliver(number("+491701230001"), TEXT);
        delivery.deliver(number("+491702230001"), TEXT);

        assertThat(delivery.deliver(number("+491703230001"), TEXT))
                .isEqualTo(new SmsResult.TooMany(SmsBudgets.COUNTRY));
        assertThat(delivery.deliver(number("+436641234567"), TEXT).kind()).isEqualTo(SmsResult.Kind.SENT);
    }

    @Test
    void all_numbers_share_the_limit_of_the_realm() {
        SmsDelivery delivery = delivery(new SmsPolicy(Set.of("DE", "AT"), 100, 100, 2), sender("a", TAKEN));

        delivery.deliver(number("+491701230001"), TEXT);
        delivery.deliver(number("+436641234567"), TEXT);

        assertThat(delivery.deliver(number("+491702230001"), TEXT)).isEqualTo(new SmsResult.TooMany(SmsBudgets.REALM));
    }

    @Test
    void what_a_wider_limit_refuses_does_not_use_up_the_narrow_ones() {
        SmsDelivery delivery = delivery(new SmsPolicy(Set.of("DE"), 100, 100, 1), sender("a", TAKEN));
        delivery.deliver(NUMBER, TEXT);

        delivery.deliver(NUMBER, TEXT);

        assertThat(budgets.spent(SmsBudgets.RANGE, "+49170123")).isEqualTo(1);
        assertThat(budgets.spent(SmsBudgets.COUNTRY, "DE")).isEqualTo(1);
    }

    @Test
    void range_of_a_short_number_is_never_less_than_country_code_and_a_digit() {
        assertThat(SmsBudgets.range(new PhoneNumber("+2905123", 290, "SH"))).isEqualTo("+2905");
        assertThat(SmsBudgets.range(new PhoneNumber("+290512345", 290, "SH"))).isEqualTo("+29051");
    }

    @Test
    void after_ten_seconds_no_further_sender_is_asked() {
        SmsSender slow = message -> {
            now = now.plus(SmsDelivery.PATIENCE).plusMillis(1);
            return DOWN;
        };

        SmsResult result = deliver(SmsPolicy.of(Set.of("DE")), slow, sender("b", TAKEN));

        assertThat(result.kind()).isEqualTo(SmsResult.Kind.FAILED);
        assertThat(asked).isEmpty();
        assertThat(SmsDelivery.PATIENCE).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void policy_names_what_is_no_country_or_no_limit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmsPolicy.of(Set.of("Germany")))
                .withMessageContaining("Germany");
        assertThatIllegalArgumentException().isThrownBy(() -> SmsPolicy.of(Set.of("de")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SmsPolicy(Set.of("DE"), 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SmsPolicy(Set.of("DE"), 1, 1, 20_000_000));
    }

    @Test
    void message_that_is_none_is_refused_without_being_repeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmsMessage("0170 1234567", TEXT))
                .withMessageNotContaining("1234567");
        assertThatIllegalArgumentException().isThrownBy(() -> new SmsMessage("+491701234567", " "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmsMessage("+491701234567", "x".repeat(1_601)))
                .withMessageNotContaining("xxx");
        assertThat(new SmsMessage("+491701234567", TEXT).toString()).doesNotContain("1234");
    }

    private SmsResult deliver(SmsPolicy policy, SmsSender... senders) {
        return delivery(policy, senders).deliver(NUMBER, TEXT);
    }

    private SmsDelivery delivery(SmsPolicy policy, SmsSender... senders) {
        return new SmsDelivery(List.of(senders), policy, budgets, () -> now);
    }

    private SmsSender sender(String name, SmsOutcome outcome) {
        return message -> {
            asked.add(name);
            messages.add(message);
            return outcome;
        };
    }

    /** What a sender in another language than ours may return. */
    @SuppressWarnings("NullAway")
    private static SmsOutcome nothing() {
        return null;
    }

    private static PhoneNumber number(String text) {
        return ((NumberReading.Read) PhoneNumbers.read(text)).number();
    }
}
