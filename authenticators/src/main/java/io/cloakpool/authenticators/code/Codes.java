package io.cloakpool.authenticators.code;

import io.cloakpool.authenticators.budget.Budgets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The one-time codes of a realm (DESIGN, section 7): six digits, single use, kept as a keyed hash, compared with few guesses, sent not
 * too often. What limits guesses and codes is decided by marks that only one of parallel callers sets and by {@link Budgets}: it holds on
 * all nodes together.
 */
public final class Codes {
    private static final int CODES = (int) Math.pow(10, CodeLimits.DIGITS);
    private static final int ID_BYTES = 16;

    private final CodeStore store;
    private final Budgets budgets;
    private final KeyedHash hash;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random a secure one: codes come from it */
    public Codes(CodeStore store, Budgets budgets, KeyedHash hash, RandomGenerator random, InstantSource clock) {
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
                : send(request, delivery);
    }

    /** Sends a new code, which replaces the one before; not before the time to wait is over. */
    public Sent resend(CodeRequest request, Delivery delivery) {
        return send(request, delivery);
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
        if (!budgets.take(CodeLimits.WRONG_GUESSES, request.subject())) {
            return Verdict.TOO_MANY;
        }
        boolean right = equal(hashOf(request, code.id(), digits), code.hash()) && request.known();
        if (!right) {
            return guesses == CodeLimits.GUESSES_PER_CODE ? Verdict.USED_UP : Verdict.WRONG;
        }
        budgets.giveBack(CodeLimits.WRONG_GUESSES, request.subject());
        if (!store.mark(mark(request, code, "used"), left(code))) {
            return Verdict.EXPIRED;
        }
        store.remove(request.key());
        return Verdict.RIGHT;
    }

    /** Voids the code of a request, where there is one: what it was for has ended. */
    public void forget(CodeRequest request) {
        store.remove(request.key());
    }

    private Sent send(CodeRequest request, Delivery delivery) {
        String cooldown = request.key() + ":cooldown";
        if (!store.mark(cooldown, CodeLimits.COOLDOWN)) {
            // Sent a moment ago, perhaps by a request that runs beside this one and has not kept its code yet.
            return new Sent(
                    Sent.State.STANDING,
                    store.find(request.key()).map(this::resendAfter).orElse(CodeLimits.COOLDOWN));
        }
        Payment payment = new Payment(budgets);
        boolean paid = payment.spend(CodeLimits.OF_USER, request.subject())
                && payment.spend(CodeLimits.OF_DESTINATION, hash.of(request.destination()))
                && payment.spend(CodeLimits.OF_SOURCE, request.source());
        if (!paid) {
            payment.giveBack();
            return new Sent(Sent.State.TOO_MANY, CodeLimits.COOLDOWN);
        }
        String code = String.format(Locale.ROOT, "%0" + CodeLimits.DIGITS + "d", random.nextInt(CODES));
        keep(request, code);
        if (!delivery.deliver(code, request.purpose().lifetime())) {
            store.remove(request.key());
            store.unmark(cooldown);
            payment.giveBack();
            return new Sent(Sent.State.NOT_DELIVERED, Duration.ZERO);
        }
        return new Sent(Sent.State.NEW, CodeLimits.COOLDOWN);
    }

    private void keep(CodeRequest request, String code) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Duration lifetime = request.purpose().lifetime();
        long now = now();
        store.put(
                request.key(),
                new StoredCode(
                        id, hashOf(request, id, code), hash.of(request.destination()), now, now + lifetime.toSeconds()),
                lifetime);
    }

    /** The code of a request, unless it is over or was sent to an address that is not the user's any more. */
    private Optional<StoredCode> standing(CodeRequest request) {
        return store.find(request.key())
                .filter(code -> code.expiresAt() > now())
                .filter(code -> equal(code.destination(), hash.of(request.destination())));
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
        return hash.of(request.key() + ":" + id + ":" + code);
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
