package io.cloakpool.authenticators.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloakpool.authenticators.budget.MemoryBudgets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class CodesTest {
    private static final String SUBJECT = "5f2b3a9e-user";

    private Instant now = Instant.parse("2026-11-29T10:00:00Z");
    private final MemoryCodes store = new MemoryCodes(() -> now);
    private final MemoryBudgets budgets = new MemoryBudgets(() -> now);
    private final AtomicInteger hashes = new AtomicInteger();
    private final List<String> sent = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final Codes codes = new Codes(store, budgets, this::hash, new Random(), () -> now);

    /** Two windows of a day may fall into 24 hours. */
    @Test
    void a_day_of_guessing_succeeds_with_at_most_five_in_a_hundred_thousand() {
        double ofOneGuess = Math.pow(10, -Codes.digits());
        int guessesADay = 0;
        for (CodeLimits.Family family : CodeLimits.Family.ALL) {
            assertThat(family.wrongGuesses().window()).isEqualTo(Duration.ofDays(1));
            guessesADay += family.wrongGuesses().limit();
        }

        assertThat(2 * guessesADay * ofOneGuess).isLessThanOrEqualTo(5e-5);
    }

    @Test
    void codes_live_as_long_as_the_mails_and_pages_say() {
        assertThat(List.of(Purpose.values()))
                .extracting(CodeLimits::lifetime)
                .containsExactly(
                        Duration.ofHours(24),
                        Duration.ofHours(24),
                        Duration.ofHours(24),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1));
    }

    @Test
    void the_code_that_was_sent_is_right_once() {
        String code = open(request());

        assertThat(code).matches("[0-9]{6}");
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.RIGHT);
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void people_type_codes_in_groups() {
        String code = open(request());

        assertThat(codes.check(request(), " " + code.substring(0, 3) + "-" + code.substring(3) + " "))
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void what_is_no_code_costs_no_guess() {
        String code = open(request());

        for (String text : List.of("", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12 45 6", "٠".repeat(6))) {
            for (int i = 0; i < 10; i++) {
                assertThat(codes.check(request(), text)).as(text).isEqualTo(Verdict.MALFORMED);
            }
        }
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void a_code_is_compared_with_five_guesses() {
        String code = open(request());

        for (int i = 1; i < 5; i++) {
            assertThat(codes.check(request(), other(code))).isEqualTo(Verdict.WRONG);
        }
        assertThat(codes.check(request(), other(code))).isEqualTo(Verdict.USED_UP);
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.USED_UP);
    }

    @Test
    void parallel_guesses_are_compared_five_times_in_all() {
        String code = open(request());
        hashes.set(0);

        List<Verdict> verdicts = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> codes.check(request(), other(code)))
                .toList();

        assertThat(verdicts).filteredOn(Verdict.WRONG::equals).hasSizeLessThanOrEqualTo(5);
        assertThat(verdicts).doesNotContain(Verdict.RIGHT);
        // Each check hashes the address once to see whether it still is the user's; what is more, are comparisons.
        assertThat(hashes.get() - 200).isEqualTo(5);
    }

    @Test
    void of_parallel_right_guesses_one_is_right() {
        String code = open(request());

        List<Verdict> verdicts = IntStream.range(0, 5)
                .parallel()
                .mapToObj(i -> codes.check(request(), code))
                .toList();

        assertThat(verdicts).filteredOn(Verdict.RIGHT::equals).hasSize(1);
    }

    /** Both have read the code before one of them takes it away. */
    @Test
    void of_two_who_have_the_code_before_them_one_is_right() {
        String code = open(request());
        store.keepWhatIsRemoved();

        assertThat(codes.check(request(), code)).isEqualTo(Verdict.RIGHT);
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.EXPIRED);
    }

    /** Each in a thread of its own, and neither goes on before both have read the code. */
    @RepeatedTest(20)
    void of_two_threads_that_have_the_code_before_them_one_is_right() throws Exception {
        String code = open(request());

        assertThat(race(racing -> racing.check(request(), code), racing -> racing.check(request(), code)))
                .containsExactlyInAnyOrder(Verdict.RIGHT, Verdict.EXPIRED);
    }

    @RepeatedTest(20)
    void of_a_code_and_its_link_at_once_one_is_right() throws Exception {
        String code = open(request());
        String link = links.get(links.size() - 1);

        assertThat(race(racing -> racing.check(request(), code), racing -> racing.checkLink(request(), link)))
                .containsExactlyInAnyOrder(Verdict.RIGHT, Verdict.EXPIRED);
    }

    private List<Verdict> race(Function<Codes, Verdict> one, Function<Codes, Verdict> other) throws Exception {
        Codes racing = new Codes(new MeetingPoint(store), budgets, this::hash, new Random(), () -> now);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Verdict> first = threads.submit(() -> one.apply(racing));
            Future<Verdict> second = threads.submit(() -> other.apply(racing));
            return List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    /** A store whose two callers wait for each other once they have found what they look for. */
    private record MeetingPoint(CodeStore store, CyclicBarrier both) implements CodeStore {
        MeetingPoint(CodeStore store) {
            this(store, new CyclicBarrier(2));
        }

        @Override
        public Optional<StoredCode> find(String key) {
            Optional<StoredCode> found = store.find(key);
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
            return found;
        }

        @Override
        public void put(String key, StoredCode code, Duration lifetime) {
            store.put(key, code, lifetime);
        }

        @Override
        public void remove(String key) {
            store.remove(key);
        }

        @Override
        public boolean mark(String key, Duration lifetime) {
            return store.mark(key, lifetime);
        }

        @Override
        public void unmark(String key) {
            store.unmark(key);
        }
    }

    @Test
    void wrong_guesses_of_a_day_are_counted_over_all_codes() {
        for (int round = 0; round < 3; round++) {
            String code = open(bound("sign-in-" + round));
            for (int i = 0; i < 4; i++) {
                assertThat(codes.check(bound("sign-in-" + round), other(code))).isEqualTo(Verdict.WRONG);
            }
            now = now.plus(Duration.ofHours(1));
        }
        String code = open(bound("last"));

        assertThat(codes.check(bound("last"), code)).isEqualTo(Verdict.TOO_MANY);
        now = now.plus(Duration.ofDays(1));
        assertThat(codes.check(bound("next day"), open(bound("next day")))).isEqualTo(Verdict.RIGHT);
    }

    /** Else whoever knows a name could keep its owner from signing in. */
    @Test
    void what_strangers_do_by_a_name_costs_nothing_of_what_its_owner_needs() {
        for (int i = 0; i < 5; i++) {
            CodeRequest stranger = with(Purpose.RECOVERY, SUBJECT, "a@example.org", "stranger" + i);
            String code = open(stranger);
            for (int guess = 0; guess < 5; guess++) {
                codes.check(stranger, other(code));
            }
        }
        CodeRequest last = with(Purpose.FIRST_FACTOR, SUBJECT, "a@example.org", "last");
        assertThat(codes.open(last, this::deliver).state()).isEqualTo(Sent.State.TOO_MANY);

        assertThat(codes.check(request(), open(request()))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void guesses_that_cannot_be_right_cost_the_user_nothing() {
        String code = open(request());
        for (int i = 0; i < 5; i++) {
            codes.check(request().ofNobody(), code);
        }
        now = now.plusSeconds(30);
        for (int round = 0; round < 3; round++) {
            String next = open(bound("round" + round));
            for (int i = 0; i < 4; i++) {
                assertThat(codes.check(bound("round" + round), other(next))).isEqualTo(Verdict.WRONG);
            }
        }
    }

    @Test
    void a_delivery_that_breaks_leaves_nothing_behind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> codes.open(request(), code -> {
                    throw new IllegalStateException("broken");
                }));

        assertThat(store.all()).isEmpty();
        assertThat(codes.open(request(), this::deliver).state()).isEqualTo(Sent.State.NEW);
    }

    @Test
    void right_guesses_cost_nothing() {
        for (int i = 0; i < 60; i++) {
            assertThat(codes.check(bound("sign-in-" + i), open(bound("sign-in-" + i))))
                    .isEqualTo(Verdict.RIGHT);
            now = now.plus(Duration.ofMinutes(90));
        }
    }

    @Test
    void a_reloaded_page_sends_nothing() {
        String code = open(request());
        now = now.plusSeconds(40);

        Sent again = codes.open(request(), this::deliver);

        assertThat(again).isEqualTo(new Sent(Sent.State.STANDING, Duration.ZERO));
        assertThat(sent).hasSize(1);
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void the_next_code_needs_patience_and_voids_the_one_before() {
        String first = open(request());
        now = now.plusSeconds(10);
        assertThat(codes.resend(request(), this::deliver))
                .isEqualTo(new Sent(Sent.State.STANDING, Duration.ofSeconds(20)));
        now = now.plusSeconds(20);

        assertThat(codes.resend(request(), this::deliver).state()).isEqualTo(Sent.State.NEW);

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isNotEqualTo(first);
        assertThat(codes.check(request(), first)).isEqualTo(Verdict.WRONG);
        assertThat(codes.check(request(), sent.get(1))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void a_code_ends() {
        String code = open(request());
        now = now.plus(CodeLimits.lifetime(Purpose.SECOND_FACTOR));

        assertThat(codes.check(request(), code)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void a_code_is_good_for_its_purpose_user_address_and_sign_in_only() {
        CodeRequest request = request();
        String code = open(request);

        assertThat(codes.check(with(Purpose.FIRST_FACTOR, SUBJECT, "a@example.org", "tab"), code))
                .isEqualTo(Verdict.EXPIRED);
        assertThat(codes.check(with(Purpose.SECOND_FACTOR, "other", "a@example.org", "tab"), code))
                .isEqualTo(Verdict.EXPIRED);
        assertThat(codes.check(with(Purpose.SECOND_FACTOR, SUBJECT, "b@example.org", "tab"), code))
                .isEqualTo(Verdict.EXPIRED);
        assertThat(codes.check(bound("other"), code)).isEqualTo(Verdict.EXPIRED);
        assertThat(codes.check(request, code)).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void nobody_guesses_right_and_all_else_is_as_with_a_user() {
        CodeRequest nobody =
                new CodeRequest(Purpose.FIRST_FACTOR, "nobody", false, "x@example.org", "192.0.2.1", "tab");
        String code = open(nobody);

        assertThat(codes.check(nobody, code)).isEqualTo(Verdict.WRONG);
        for (int i = 2; i < 5; i++) {
            assertThat(codes.check(nobody, code)).isEqualTo(Verdict.WRONG);
        }
        assertThat(codes.check(nobody, code)).isEqualTo(Verdict.USED_UP);
    }

    @Test
    void a_link_stands_for_its_code_and_is_used_once() {
        String code = open(request());
        String link = links.get(0);

        assertThat(codes.checkLink(request(), code)).isEqualTo(Verdict.WRONG);
        assertThat(codes.checkLink(bound("other"), link)).isEqualTo(Verdict.EXPIRED);
        assertThat(codes.check(request(), other(code))).isEqualTo(Verdict.WRONG);
        assertThat(codes.checkLink(request(), link)).isEqualTo(Verdict.RIGHT);
        assertThat(codes.checkLink(request(), link)).isEqualTo(Verdict.EXPIRED);
        assertThat(codes.check(request(), code)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void a_second_link_voids_the_first() {
        open(request());
        now = now.plusSeconds(60);
        codes.resend(request(), this::deliver);

        assertThat(codes.checkLink(request(), links.get(0))).isEqualTo(Verdict.WRONG);
        assertThat(codes.checkLink(request(), links.get(1))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void a_used_code_voids_its_link() {
        codes.check(request(), open(request()));

        assertThat(codes.checkLink(request(), links.get(0))).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void five_codes_an_hour_for_a_user() {
        assertLimit(5, i -> with(Purpose.SECOND_FACTOR, SUBJECT, i + "@example.org", "tab" + i));
        now = now.plus(Duration.ofHours(1));
        assertThat(codes.open(bound("later"), this::deliver).state()).isEqualTo(Sent.State.NEW);
    }

    @Test
    void five_codes_an_hour_to_an_address() {
        assertLimit(5, i -> with(Purpose.SECOND_FACTOR, "user-" + i, "a@example.org", "tab"));
    }

    @Test
    void twenty_codes_a_day_for_a_user() {
        for (int i = 0; i < 20; i++) {
            assertThat(codes.open(bound("tab" + i), this::deliver).state()).isEqualTo(Sent.State.NEW);
            now = now.plus(Duration.ofMinutes(30));
        }
        assertThat(codes.open(bound("last"), this::deliver).state()).isEqualTo(Sent.State.TOO_MANY);
    }

    @Test
    void three_hundred_codes_an_hour_for_a_source() {
        assertLimit(300, i -> with(Purpose.SECOND_FACTOR, "user-" + i, i + "@example.org", "tab"));
    }

    @Test
    void what_was_not_delivered_can_be_tried_again_at_once_and_five_times() {
        for (int i = 0; i < 4; i++) {
            assertThat(codes.open(request(), code -> false).state()).isEqualTo(Sent.State.NOT_DELIVERED);
        }

        assertThat(codes.open(request(), this::deliver).state()).isEqualTo(Sent.State.NEW);
        assertThat(codes.open(bound("next"), this::deliver).state()).isEqualTo(Sent.State.TOO_MANY);
    }

    @Test
    void the_store_knows_neither_code_nor_address() {
        String code = open(request());

        assertThat(store.all()).singleElement().satisfies(stored -> {
            assertThat(stored.toString()).doesNotContain(code).doesNotContain("example.org");
            assertThat(stored.hash()).isNotEqualTo(stored.destination());
        });
        assertThat(request().toString()).doesNotContain("example.org");
    }

    private static final class Random implements Randomness {
        private final SecureRandom random = new SecureRandom();

        @Override
        public int below(int bound) {
            return random.nextInt(bound);
        }

        @Override
        public String id() {
            return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        }
    }

    private interface Requests {
        CodeRequest of(int i);
    }

    private void assertLimit(int limit, Requests requests) {
        for (int i = 0; i < limit; i++) {
            assertThat(codes.open(requests.of(i), this::deliver).state()).isEqualTo(Sent.State.NEW);
        }
        assertThat(codes.open(requests.of(limit), this::deliver).state()).isEqualTo(Sent.State.TOO_MANY);
        assertThat(sent).hasSize(limit);
    }

    private String open(CodeRequest request) {
        assertThat(codes.open(request, this::deliver).state()).isEqualTo(Sent.State.NEW);
        return sent.get(sent.size() - 1);
    }

    private boolean deliver(IssuedCode code) {
        assertThat(code.toString()).doesNotContain(code.code()).doesNotContain(code.link());
        links.add(code.link());
        return sent.add(code.code());
    }

    private static String other(String code) {
        return code.substring(0, 5) + (code.charAt(5) == '9' ? '0' : (char) (code.charAt(5) + 1));
    }

    private static CodeRequest request() {
        return bound("tab");
    }

    private static CodeRequest bound(String binding) {
        return with(Purpose.SECOND_FACTOR, SUBJECT, "a@example.org", binding);
    }

    private static CodeRequest with(Purpose purpose, String subject, String destination, String binding) {
        return new CodeRequest(purpose, subject, true, destination, "192.0.2.1", binding);
    }

    private String hash(KeyedHash.Use use, String text) {
        hashes.incrementAndGet();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(use.label(text).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
