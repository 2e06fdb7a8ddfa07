package io.cloakpool.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.Users;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.LegacyUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GuardedDirectoryTest {
    private static final LegacyName ANN = new LegacyName("ann");
    private static final Unavailable OUT = new Unavailable(Fault.CUT_OFF, "it ended the connection");

    private final Source source = new Source();
    private Instant now = Instant.EPOCH;
    private final AtomicLong spent = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(() -> now);
    private final GuardedDirectory directory =
            new GuardedDirectory(source, breaker, new TimeBudget(Duration.ofSeconds(2), spent, () -> source.nanos));

    /** Takes its time, and says what it is told to. */
    private static final class Source implements LegacyDirectory {
        private long nanos;
        private Duration takes = Duration.ZERO;
        private Duration given = Duration.ZERO;
        private LegacyReply reply = new NotFound();
        private int asked;
        private boolean broken;

        @Override
        public LegacyReply find(LegacyName name, Duration time) {
            asked++;
            given = time;
            nanos += takes.toNanos();
            if (broken) {
                throw new IllegalStateException("a mistake");
            }
            return reply;
        }

        @Override
        public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
            return find(user.name(), time);
        }
    }

    @Test
    void questions_to_other_sources_count_too() {
        source.takes = Duration.ofMillis(1500);
        directory.find(ANN);
        new GuardedDirectory(source, breaker, new TimeBudget(Duration.ofSeconds(1), spent, () -> source.nanos))
                .find(ANN);
        assertThat(source.asked).isEqualTo(1);

        new GuardedDirectory(source, breaker, new TimeBudget(Duration.ofSeconds(2), spent, () -> source.nanos))
                .find(ANN);
        assertThat(source.given).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void all_questions_of_a_request_share_one_time() {
        source.takes = Duration.ofMillis(1500);
        directory.find(ANN);
        assertThat(source.given).isEqualTo(Duration.ofSeconds(2));

        directory.find(ANN);
        assertThat(source.given).isEqualTo(Duration.ofMillis(500));

        assertThat(directory.find(ANN)).isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                .isEqualTo(Fault.TIMEOUT));
        assertThat(source.asked).isEqualTo(2);
    }

    /** PostgreSQL takes no NUL, and what an old system says must not end a sign-in with status 500. */
    @Test
    void a_user_who_cannot_be_written_is_no_user() {
        source.reply = new LegacyReply.Found(Users.ann("1\u0000", Map.of(), List.of(), List.of()));

        assertThat(directory.find(ANN))
                .isEqualTo(new Unavailable(Fault.BAD_ANSWER, "its answer cannot be used: id has control characters"));
        assertThat(directory.authenticate(Users.ann("1", Map.of(), List.of(), List.of()), "x"))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void a_source_that_is_silent_again_and_again_is_left_alone() {
        fail(CircuitBreaker.FAILURES);

        assertThat(directory.find(ANN)).isInstanceOfSatisfying(Unavailable.class, outage -> assertThat(outage.fault())
                .isEqualTo(Fault.CIRCUIT_OPEN));
        assertThat(source.asked).isEqualTo(CircuitBreaker.FAILURES);
    }

    @Test
    void a_source_that_answers_in_between_is_not() {
        fail(CircuitBreaker.FAILURES - 1);
        source.reply = new NotFound();
        directory.find(ANN);
        fail(CircuitBreaker.FAILURES - 1);

        assertThat(directory.find(ANN)).isEqualTo(OUT);
    }

    @Test
    void an_answer_that_cannot_be_used_shuts_nobody_else_out() {
        source.reply = new Unavailable(Fault.BAD_ANSWER, "of one user");
        for (int i = 0; i <= CircuitBreaker.FAILURES; i++) {
            assertThat(directory.find(ANN)).isEqualTo(source.reply);
        }

        source.reply = new NotFound();
        assertThat(directory.find(ANN)).isEqualTo(new NotFound());
    }

    @Test
    void a_server_that_is_busy_itself_does_not_take_the_source_for_silent() {
        source.reply = new Unavailable(Fault.BUSY, "no memory");
        for (int i = 0; i <= CircuitBreaker.FAILURES; i++) {
            assertThat(directory.find(ANN)).isEqualTo(source.reply);
        }
    }

    /** Another source of the realm had the time. */
    @Test
    void whoever_was_given_little_time_is_not_silent() {
        source.reply = new Unavailable(Fault.TIMEOUT, "it did not answer in time");
        spent.set(Duration.ofMillis(1001).toNanos());
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
            assertThat(directory.find(ANN)).isEqualTo(source.reply);
        }
        assertThat(breaker.lets()).isTrue();

        spent.set(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
            assertThat(directory.find(ANN)).isEqualTo(source.reply);
        }
        assertThat(breaker.lets()).as("half of the time is enough").isFalse();
    }

    @Test
    void a_connection_that_ends_is_a_failure_however_little_time_there_was() {
        spent.set(Duration.ofMillis(1900).toNanos());
        fail(CircuitBreaker.FAILURES);

        assertThat(breaker.lets()).isFalse();
    }

    @Test
    void after_a_pause_one_question_finds_out_whether_it_is_back() {
        fail(CircuitBreaker.FAILURES);
        now = now.plus(CircuitBreaker.PAUSE);
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.lets()).isFalse();

        breaker.failed();
        assertThat(breaker.lets()).isFalse();
        now = now.plus(CircuitBreaker.PAUSE);
        source.reply = new NotFound();

        assertThat(directory.find(ANN)).isEqualTo(new NotFound());
        assertThat(directory.find(ANN)).isEqualTo(new NotFound());
    }

    @Test
    void a_mistake_in_a_source_is_not_hidden_and_counts_as_a_failure() {
        source.broken = true;
        for (int i = 0; i < CircuitBreaker.FAILURES; i++) {
            assertThatThrownBy(() -> directory.find(ANN)).isInstanceOf(IllegalStateException.class);
        }

        assertThat(directory.find(ANN)).isInstanceOf(Unavailable.class);
    }

    private void fail(int times) {
        source.reply = OUT;
        for (int i = 0; i < times; i++) {
            assertThat(directory.find(ANN)).isEqualTo(OUT);
        }
    }
}
