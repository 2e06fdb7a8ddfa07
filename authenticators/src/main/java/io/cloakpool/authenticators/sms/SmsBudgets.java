package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.budget.Budgets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The limits on text messages of one realm. */
final class SmsBudgets {
    static final String RANGE = "sms-range";
    static final String COUNTRY = "sms-country";
    static final String REALM = "sms-realm";

    private static final Duration NARROW = Duration.ofHours(1);
    private static final Duration WIDE = Duration.ofDays(1);

    /** Operators give out blocks of ten thousand numbers: who rents some to pump messages at has neighbours. */
    private static final int DIGITS_OF_A_BLOCK = 4;

    private record Share(Budget budget, String subject) {}

    private final Budgets budgets;
    private final SmsPolicy policy;

    SmsBudgets(Budgets budgets, SmsPolicy policy) {
        this.budgets = budgets;
        this.policy = policy;
    }

    /**
     * Spends one message of each limit, or nothing at all.
     *
     * @return the name of the limit that is used up; empty when there was enough of all
     */
    Optional<String> take(PhoneNumber to) {
        Deque<Share> taken = new ArrayDeque<>();
        for (Share share : shares(to)) {
            if (!budgets.take(share.budget(), share.subject())) {
                taken.forEach(this::giveBack);
                return Optional.of(share.budget().name());
            }
            taken.push(share);
        }
        return Optional.empty();
    }

    /** Undoes {@link #take}. */
    void giveBack(PhoneNumber to) {
        shares(to).forEach(this::giveBack);
    }

    private void giveBack(Share share) {
        budgets.giveBack(share.budget(), share.subject());
    }

    /** The narrow ones first: an attack on one range is not to touch what others have left. */
    private List<Share> shares(PhoneNumber to) {
        return List.of(
                new Share(new Budget(RANGE, policy.perRange(), NARROW), range(to)),
                new Share(new Budget(COUNTRY, policy.perCountry(), NARROW), to.region()),
                new Share(new Budget(REALM, policy.perRealm(), WIDE), REALM));
    }

    /** The number without its last digits, but never less than the country code and one digit. */
    static String range(PhoneNumber to) {
        String number = to.e164();
        int shortest = ("+" + to.countryCode()).length() + 1;
        return number.substring(0, Math.max(shortest, number.length() - DIGITS_OF_A_BLOCK));
    }
}
