package io.cloakpool.authenticators.code;

import io.cloakpool.authenticators.budget.Budget;
import io.cloakpool.authenticators.budget.Budgets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * The one-time codes of a realm (DESIGN, section 7): six digits, single use, kept as a keyed hash, compared with few guesses, sent not
 * too often. What limits guesses and codes is decided by marks that only one of parallel callers sets and by {@link Budgets}: it holds on
 * all nodes together.
 */
public final class Codes {
    private static final int CODES = (int) Math.pow(10, CodeLimits.DIGITS);

    private final CodeStore store;
    private final Budgets budgets;
    private final KeyedHash hash;
    private final Randomness random;
    private final InstantSource clock;

    public Codes(CodeStore store, Budgets budgets, KeyedHash hash, Randomness random, InstantSource clock) {
        this.store = store;
        this.budgets = budgets;
        this.hash = hash;
        this.random = random;
        this.clock = clock;
    }

    /** How many digits a code has. */
    public static int digits() {
        return CodeLimits.DIGITS;
    }

    /** Sees to it that the user has a code: one that still can be used stays, so that a reloaded page sends nothing. */
    public Sent open(CodeRequest request, Delivery delivery) {
        Optional<StoredCode> standing = standing(request);
        return standing.isPresent()
                ? new Sent(Sent.State.STANDING, resendAfter(standing.get()))
                : resend(request, delivery);
    }

    /** Compares a guess with the code, if there is one and if the user has guesses left. */
    public Verdict check(CodeRequest request, String guess) {
        String digits = guess.strip().replace(" ", "").replace("-", "");
        if (!isCode(digits)) {
            return Verdict.MALFORMED;
        }
        Optional<StoredCode> found = standing(request);
        if (found.isEmpty()) {
            return Verdict.EXPIRED;
        }
        StoredCode code = found.get();
        int guesses = claimGuess(request, code);
        if (guesses > CodeLimits.GUESSES_PER_CODE) {
            return Verdict.USED_UP;
        }
        // Before the comparison: a guess that could not be paid for is not made.
        Budget wrongGuesses = CodeLimits.Family.of(request.purpose()).wrongGuesses();
        if (!budgets.take(wrongGuesses, request.payer())) {
            return Verdict.TOO_MANY;
        }
        boolean right = equal(hashOf(request, code.id(), digits), code.hash()) && request.known();
        if (!right) {
            return guesses == CodeLimits.GUESSES_PER_CODE ? Verdict.USED_UP : Verdict.WRONG;
        }
        budgets.giveBack(wrongGuesses, request.payer());
        return use(request, code);
    }

    /** Takes what a link carries in place of the digits. It is too long for guesses to be counted. */
    public Verdict checkLink(CodeRequest request, String link) {
        Optional<StoredCode> found = standing(request);
        if (found.isEmpty()) {
            return Verdict.EXPIRED;
        }
        return isLink(request, found.get(), link) ? use(request, found.get()) : Verdict.WRONG;
    }

    private boolean isLink(CodeRequest request, StoredCode code, String link) {
        return equal(hashOf(request, code.id(), link), code.link()) && request.known();
    }

    private Verdict use(CodeRequest request, StoredCode code) {
        if (!store.mark(mark(request, code, "used"), left(code))) {
            return Verdict.EXPIRED;
        }
        store.remove(request.key());
        return Verdict.RIGHT;
    }

    /** How long the user still has to wait before {@link #resend}; zero where they need not. */
    public Duration resendAfter(CodeRequest request) {
        return store.find(request.key()).map(this::resendAfter).orElse(Duration.ZERO);
    }

    /** Sends a new code, which replaces the one before; not before the time to wait is over. */
    public Sent resend(CodeRequest request, Delivery delivery) {
        String cooldown = request.key() + ":cooldown";
        if (!store.mark(cooldown, CodeLimits.COOLDOWN)) {
            // Sent a moment ago, perhaps by a request that runs beside this one and has not kept its code yet.
            return new Sent(
                    Sent.State.STANDING,
                    store.find(request.key()).map(this::resendAfter).orElse(CodeLimits.COOLDOWN));
        }
        Payment payment = new Payment(budgets);
        CodeLimits.Family family = CodeLimits.Family.of(request.purpose());
        boolean paid = payment.spend(family.ofUser(), request.payer())
                && payment.spend(family.ofDestination(), hash.of(KeyedHash.Use.DESTINATION, request.destination()))
                && payment.spend(CodeLimits.OF_SOURCE, request.source());
        if (!paid) {
            payment.giveBack();
            return new Sent(Sent.State.TOO_MANY, CodeLimits.COOLDOWN);
        }
        IssuedCode code = new IssuedCode(
                String.format(Locale.ROOT, "%0" + CodeLimits.DIGITS + "d", random.below(CODES)),
                random.id(),
                CodeLimits.lifetime(request.purpose()));
        keep(request, code);
        if (!delivers(delivery, code, request, cooldown)) {
            // What was tried stays spent: else a broken gateway could be asked without end.
            return new Sent(Sent.State.NOT_DELIVERED, Duration.ZERO);
        }
        return new Sent(Sent.State.NEW, CodeLimits.COOLDOWN);
    }

    private boolean delivers(Delivery delivery, IssuedCode code, CodeRequest request, String cooldown) {
        boolean delivered = false;
        try {
            delivered = delivery.deliver(code);
        } finally {
            if (!delivered) {
                store.remove(request.key());
                store.unmark(cooldown);
            }
        }
        return delivered;
    }

    private void keep(CodeRequest request, IssuedCode code) {
        String id = random.id();
        long now = now();
        store.put(
                request.key(),
                new StoredCode(
                        id,
                        hashOf(request, id, code.code()),
                        hashOf(request, id, code.link()),
                        hash.of(KeyedHash.Use.DESTINATION, request.destination()),
                        now,
                        now + code.lifetime().toSeconds()),
                code.lifetime());
    }

    /** The code of a request, unless it is over or was sent to an address that is not the user's any more. */
    private Optional<StoredCode> standing(CodeRequest request) {
        return store.find(request.key())
                .filter(code -> code.expiresAt() > now())
                .filter(code -> equal(code.destination(), hash.of(KeyedHash.Use.DESTINATION, request.destination())));
    }

    /** Which guess at this code the caller makes; above the limit when all were made. */
    private int claimGuess(CodeRequest request, StoredCode code) {
        int guess = 1;
        while (guess <= CodeLimits.GUESSES_PER_CODE && !store.mark(mark(request, code, "guess-" + guess), left(code))) {
            guess++;
        }
        return guess;
    }

    private static String mark(CodeRequest request, StoredCode code, String what) {
        return request.key() + ":" + code.id() + ":" + what;
    }

    private String hashOf(CodeRequest request, String id, String code) {
        return hash.of(KeyedHash.Use.CODE, request.key() + ":" + id + ":" + code);
    }

    private Duration resendAfter(StoredCode code) {
        long wait = code.sentAt() + CodeLimits.COOLDOWN.toSeconds() - now();
        return Duration.ofSeconds(Math.max(0, wait));
    }

    /** How long what belongs to a code has to be kept. */
    private Duration left(StoredCode code) {
        return Duration.ofSeconds(Math.max(1, code.expiresAt() - now()));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static boolean isCode(String text) {
        return text.length() == CodeLimits.DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
