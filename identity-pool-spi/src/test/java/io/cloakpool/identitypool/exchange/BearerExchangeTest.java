package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.REALM;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BearerExchangeTest {
    private final World world = new World(settings().requestable("extra"));

    @Test
    void bearer_gets_the_same_identity_as_the_login_does() {
        ExchangedCredentials answer = exchange(Narrowing.NONE);

        assertThat(world.exchange().getId(POOL_ID, world.logins("alice")).id()).isEqualTo(answer.identityId());
        assertThat(opened(answer).sessionPolicies()).isEmpty();
        assertThat(answer.credentials().expiration()).isEqualTo(FakeClock.START.plusSeconds(3600));
    }

    @Test
    void bearer_may_narrow_role_life_and_policy() {
        String policy = ALLOW_ALL.replace(":", " : ");

        ExchangedCredentials answer =
                exchange(new Narrowing("arn:aws:iam::123456789012:role/extra", Duration.ofSeconds(1), ALLOW_ALL));
        ExchangedCredentials spaced = exchange(new Narrowing(null, null, ALLOW_ALL.replace(",", " , ")));

        assertThat(policy).isNotEqualTo(ALLOW_ALL);
        assertThat(answer.role().name()).isEqualTo("extra");
        assertThat(answer.credentials().expiration()).isEqualTo(FakeClock.START.plusSeconds(1));
        assertThat(opened(answer).sessionPolicies()).containsExactly(ALLOW_ALL);
        assertThat(opened(spaced).sessionPolicies()).containsExactly(ALLOW_ALL);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 3_601})
    void life_may_not_be_widened_nor_vanish(long seconds) {
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER,
                        () -> exchange(new Narrowing(null, Duration.ofSeconds(seconds), null))))
                .hasMessage("The duration must be 1 to 3600 seconds.");
    }

    @Test
    void policy_that_is_none_or_too_large_is_refused() {
        for (String policy : new String[] {"", "{}", "not json", ALLOW_ALL + " ".repeat(2_048)}) {
            assertRefused(Reason.MALFORMED_POLICY, () -> exchange(new Narrowing(null, null, policy)));
        }
    }

    @Test
    void token_of_another_client_is_refused_unless_it_was_made_for_the_pool() {
        assertRefused(Reason.LOGIN_INVALID, () -> world.exchange()
                .credentialsForBearer(POOL_ID, bearer("other", Set.of("account")), Narrowing.NONE));
        assertThat(world.log.last().subject())
                .as("who is refused")
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.GET_CREDENTIALS_FOR_BEARER,
                        POOL_ID.toString(),
                        null,
                        null,
                        "alice",
                        "other"));
        assertThat(world.exchange()
                        .credentialsForBearer(POOL_ID, bearer("other", Set.of(POOL_ID.toString())), Narrowing.NONE))
                .isNotNull();
    }

    @Test
    void service_account_is_refused_at_both_doors_unless_the_pool_takes_it() {
        world.states.answer(State.SERVICE_ACCOUNT);
        assertRefused(Reason.NOT_AUTHORIZED, () -> exchange(Narrowing.NONE));
        assertRefused(
                Reason.NOT_AUTHORIZED, () -> world.exchange().getId(POOL_ID, world.logins("service-account-robot")));
        assertThat(world.states.questions).hasSize(2).noneMatch(Question::serviceAccounts);
        assertThat(world.identities.size()).isZero();

        world.states.questions.clear();
        world.states.answer(State.GOOD);
        world.change(settings().serviceAccounts());
        exchange(Narrowing.NONE);
        world.exchange().getId(POOL_ID, world.logins("service-account-robot"));

        assertThat(world.states.questions).allMatch(Question::serviceAccounts);
    }

    @Test
    void user_that_is_no_longer_good_and_unknown_pool_are_refused() {
        PoolId unknown = new PoolId("eu-west-1", new UUID(1, 2));
        assertRefused(Reason.POOL_NOT_FOUND, () -> world.exchange()
                .credentialsForBearer(unknown, bearer("webapp", Set.of()), Narrowing.NONE));
        world.states.answer(State.USER_DISABLED);

        assertRefused(Reason.LOGIN_REVOKED, () -> exchange(Narrowing.NONE));
        assertThat(world.identities.size()).isZero();
    }

    private ExchangedCredentials exchange(Narrowing narrowing) {
        return world.exchange().credentialsForBearer(POOL_ID, bearer("webapp", Set.of()), narrowing);
    }

    private OpenedCredential opened(ExchangedCredentials answer) {
        return world.open(answer.credentials());
    }

    private static BearerLogin bearer(@Nullable String client, Set<String> audiences) {
        return new BearerLogin(
                new VerifiedLogin(
                        REALM.providerId(),
                        "alice",
                        Map.of(),
                        client,
                        "session-1",
                        FakeClock.START,
                        FakeClock.START.plusSeconds(60)),
                audiences);
    }
}
