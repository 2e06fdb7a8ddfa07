package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.budget.Budgets;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.authenticators.spi.SmsSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends text messages of one realm: only to its countries, only as many as its limits allow, by the first of its senders that takes it.
 *
 * <p>What a message costs of the limits is spent before anybody is asked, so that parallel calls never send more than there is, and
 * given back when nothing can have been sent.
 */
public final class SmsDelivery {
    /** After this, no further sender is asked: the user has long stopped waiting. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<SmsSender> senders;
    private final SmsPolicy policy;
    private final SmsBudgets budgets;
    private final InstantSource clock;

    /**
     * @param senders in the order in which they are asked
     * @param budgets of the realm
     */
    public SmsDelivery(List<SmsSender> senders, SmsPolicy policy, Budgets budgets, InstantSource clock) {
        this.senders = List.copyOf(senders);
        this.policy = policy;
        this.budgets = new SmsBudgets(budgets, policy);
        this.clock = clock;
    }

    /**
     * Sends one message. Takes as long as the senders do: hold no database transaction meanwhile.
     *
     * @param text as {@link SmsMessage} takes it
     * @throws IllegalArgumentException for a text that it does not take
     */
    public SmsResult deliver(PhoneNumber to, String text) {
        SmsMessage message = new SmsMessage(to.e164(), text);
        if (!policy.countries().contains(to.region())) {
            return new SmsResult.NotAllowed("the realm sends no text messages to " + to.region());
        }
        if (senders.isEmpty()) {
            return new SmsResult.Failed("the realm has no sender of text messages that is enabled", false);
        }
        Optional<String> usedUp = budgets.take(to);
        if (usedUp.isPresent()) {
            return new SmsResult.TooMany(usedUp.get());
        }
        return send(to, message);
    }

    private SmsResult send(PhoneNumber to, SmsMessage message) {
        Instant end = clock.instant().plus(PATIENCE);
        boolean mayHaveBeenSent = false;
        List<String> reasons = new ArrayList<>();
        for (SmsSender sender : senders) {
            if (!reasons.isEmpty() && clock.instant().isAfter(end)) {
                reasons.add("no time was left for the others");
                break;
            }
            SmsOutcome outcome = ask(sender, message);
            switch (outcome.kind()) {
                case ACCEPTED -> {
                    return new SmsResult.Sent(((SmsOutcome.Accepted) outcome).id());
                }
                case REJECTED -> {
                    settle(to, mayHaveBeenSent);
                    return new SmsResult.Failed(((SmsOutcome.Rejected) outcome).reason(), true);
                }
                case UNAVAILABLE -> {
                    SmsOutcome.Unavailable unavailable = (SmsOutcome.Unavailable) outcome;
                    mayHaveBeenSent |= unavailable.mayHaveBeenSent();
                    reasons.add(unavailable.reason());
                }
            }
        }
        settle(to, mayHaveBeenSent);
        return new SmsResult.Failed(String.join("; ", reasons), false);
    }

    /** Senders of others may fail in any way; their messages may hold anything. */
    private static SmsOutcome ask(SmsSender sender, SmsMessage message) {
        try {
            return Objects.requireNonNull(sender.send(message));
        } catch (RuntimeException e) {
            return new SmsOutcome.Unavailable(
                    "a sender failed with " + e.getClass().getSimpleName(), true);
        }
    }

    private void settle(PhoneNumber to, boolean mayHaveBeenSent) {
        if (!mayHaveBeenSent) {
            budgets.giveBack(to);
        }
    }
}
