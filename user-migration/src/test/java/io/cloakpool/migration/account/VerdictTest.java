package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.Users;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired;
import io.cloakpool.migration.spi.LegacyReply.ChallengeRequired.Challenge;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final LegacyUser ANN = Users.ann(null, Map.of(), List.of(), List.of());
    private static final LegacyUser WITH_SEED = Users.ann(null, Map.of(), List.of(), List.of(Users.TOTP));

    @Test
    void what_the_old_system_accepts_or_rejects_is_so() {
        assertThat(judge(new Found(WITH_SEED))).isEqualTo(new Verdict.Proven(WITH_SEED, false));
        assertThat(judge(new Rejected(Rejected.Reason.WRONG_PASSWORD))).isEqualTo(refused(Refusal.WRONG_PASSWORD));
        assertThat(judge(new Rejected(Rejected.Reason.LOCKED))).isEqualTo(refused(Refusal.LOCKED));
        assertThat(judge(new NotFound())).isEqualTo(refused(Refusal.UNKNOWN_USER));
    }

    @Test
    void an_outage_is_neither_yes_nor_no() {
        Unavailable outage = new Unavailable(Unavailable.Fault.TIMEOUT, "slow");

        assertThat(judge(outage)).isEqualTo(new Verdict.Unknown(outage));
    }

    @Test
    void each_challenge_has_its_outcome() {
        assertThat(judge(new ChallengeRequired(Challenge.NEW_PASSWORD))).isEqualTo(new Verdict.Proven(ANN, true));
        assertThat(judge(new ChallengeRequired(Challenge.PASSWORD_RESET))).isEqualTo(refused(Refusal.PASSWORD_RESET));
        assertThat(judge(new ChallengeRequired(Challenge.OTHER))).isEqualTo(refused(Refusal.CHALLENGE));
    }

    @Test
    void a_second_factor_comes_along_or_nobody_does() {
        LegacyReply wanted = new ChallengeRequired(Challenge.SECOND_FACTOR);

        assertThat(judge(wanted)).isEqualTo(refused(Refusal.SECOND_FACTOR));
        assertThat(Verdict.of(Mode.IMPORT, wanted, WITH_SEED)).isEqualTo(new Verdict.Proven(WITH_SEED, false));
    }

    @Test
    void what_nobody_would_ask_for_afterwards_is_refused_where_nobody_is_taken_over() {
        LegacyUser withAction = Users.withActions(ANN, List.of("UPDATE_PROFILE"));

        assertThat(Verdict.of(Mode.LOOKUP, new Found(ANN), ANN)).isEqualTo(new Verdict.Proven(ANN, false));
        assertThat(Verdict.of(Mode.LOOKUP, new Found(WITH_SEED), ANN)).isEqualTo(refused(Refusal.SECOND_FACTOR));
        assertThat(Verdict.of(Mode.LOOKUP, new ChallengeRequired(Challenge.SECOND_FACTOR), WITH_SEED))
                .isEqualTo(refused(Refusal.SECOND_FACTOR));
        assertThat(Verdict.of(Mode.LOOKUP, new ChallengeRequired(Challenge.NEW_PASSWORD), ANN))
                .isEqualTo(refused(Refusal.CHALLENGE));
        assertThat(Verdict.of(Mode.LOOKUP, new Found(withAction), ANN)).isEqualTo(refused(Refusal.CHALLENGE));
        assertThat(Verdict.of(Mode.CHECK, new Found(withAction), ANN)).isEqualTo(new Verdict.Proven(withAction, false));
    }

    private static Verdict judge(LegacyReply reply) {
        return Verdict.of(Mode.IMPORT, reply, ANN);
    }

    private static Verdict refused(Refusal refusal) {
        return new Verdict.Refused(refusal);
    }
}
