package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassicFlowTest {
    private static final String USER = "arn:aws:iam::123456789012:role/user";

    private final World world = new World(settings().classic().endWithSession());

    @Test
    void token_becomes_credentials_as_sts_gives_them() {
        String token = token();

        AssumedRole assumed = world.exchange()
                .assumeRoleWithWebIdentity(
                        token, USER, "my-session", new Narrowing(null, Duration.ofHours(2), ALLOW_ALL));

        assertThat(world.log.last().subject().operation().wireName()).isEqualTo("AssumeRoleWithWebIdentity");
        OpenedCredential opened = world.open(assumed.credentials());
        assertThat(assumed.provider()).isEqualTo("https://id.example/realms/demo/cognito-identity");
        assertThat(assumed.audience()).isEqualTo(POOL_ID.toString());
        assertThat(assumed.subject()).isEqualTo(alice().toString());
        assertThat(assumed.assumedRoleArn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/user/my-session");
        assertThat(assumed.assumedRoleId()).matches("AROA[A-Z2-7]{17}:my-session");
        assertThat(assumed.credentials().expiration()).isEqualTo(FakeClock.START.plusSeconds(7200));
        assertThat(opened.sessionName()).isEqualTo("my-session");
        assertThat(opened.sessionPolicies()).containsExactly(ALLOW_ALL);
        assertThat(opened.sessionId()).isEqualTo("session-1");
        assertThat(opened.userId()).isEqualTo("alice");
    }

    @Test
    void token_is_recorded_with_its_ten_minutes() {
        ExchangedToken token = world.exchange().openIdToken(alice(), world.logins("alice"), null);

        assertThat(world.log.last().kind()).isEqualTo(Kind.OPENID_TOKEN);
        assertThat(world.log.last().lifetime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(token.toString()).doesNotContain(token.token());
    }

    @Test
    void credentials_without_a_wish_live_as_the_pool_says() {
        assertThat(assume(token(), Narrowing.NONE).credentials().expiration())
                .isEqualTo(FakeClock.START.plusSeconds(3600));
    }

    @ParameterizedTest
    @ValueSource(longs = {899, 7_201})
    void duration_is_900_seconds_to_the_maximum_of_the_role(long seconds) {
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(), new Narrowing(null, Duration.ofSeconds(seconds), null)));
    }

    @Test
    void pool_without_classic_flow_gives_and_takes_no_token() {
        String token = token();
        IdentityId alice = alice();
        world.change(settings());

        assertThat(assertRefused(Reason.CLASSIC_FLOW_DISABLED, () -> world.exchange()
                        .openIdToken(alice, world.logins("alice"), null)))
                .hasMessageStartingWith("Basic (classic) flow is not enabled");
        assertRefused(Reason.CLASSIC_FLOW_DISABLED, () -> assume(token, Narrowing.NONE));
    }

    @Test
    void guests_get_no_token() {
        IdentityId guest = world.exchange().getId(POOL_ID, Map.of()).id();

        assertRefused(Reason.NOT_AUTHORIZED, () -> world.exchange().openIdToken(guest, Map.of(), null));
    }

    @Test
    void guest_is_linked_with_its_secret_only_where_the_pool_asks_for_it() {
        world.change(settings().classic().proof());
        FoundIdentity guest = world.exchange().getId(POOL_ID, Map.of());

        assertRefused(
                Reason.IDENTITY_FORBIDDEN, () -> world.exchange().openIdToken(guest.id(), world.logins("bob"), null));
        assertThat(world.exchange()
                        .openIdToken(guest.id(), world.logins("bob"), guest.guestSecret())
                        .identityId())
                .isEqualTo(guest.id());
    }

    @Test
    void server_without_configured_hostname_gives_and_takes_no_token() {
        String token = token();
        IdentityId alice = alice();
        world.pools.realm(TestData.realm("realm-1", false));

        assertRefused(
                Reason.POOL_MISCONFIGURED, () -> world.exchange().openIdToken(alice, world.logins("alice"), null));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> assume(token, Narrowing.NONE));
    }

    @Test
    void token_ends_with_its_time_its_identity_and_its_user() {
        String token = token();
        world.states.answer(State.NOT_BEFORE);
        assertRefused(Reason.LOGIN_REVOKED, () -> assume(token, Narrowing.NONE));
        world.states.answer(State.GOOD);
        world.identities.retire(POOL_ID, alice(), null, world.clock.instant());
        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> assume(token, Narrowing.NONE));
        world.clock.forward(Duration.ofMinutes(10));
        assertRefused(Reason.LOGIN_EXPIRED, () -> assume(token, Narrowing.NONE));
    }

    @Test
    void pool_is_told_as_soon_as_it_is_known_also_of_a_call_that_is_refused() {
        String token = token();
        List<PoolId> told = new ArrayList<>();
        IdentityExchange exchange = world.exchange().telling(told::add);

        assertRefused(
                Reason.ROLE_NOT_ALLOWED,
                () -> exchange.assumeRoleWithWebIdentity(
                        token, "arn:aws:iam::123456789012:role/extra", "session", Narrowing.NONE));
        IdentityId alice = alice();
        assertRefused(Reason.LOGINS_MISMATCH, () -> exchange.credentials(alice, world.logins("bob"), null, null));
        assertRefused(Reason.LOGIN_INVALID, () -> exchange.openIdToken(alice, Map.of("nobody", "token"), null));

        assertThat(told).containsExactly(POOL_ID, POOL_ID, POOL_ID);
    }

    @Test
    void question_about_the_user_is_that_of_the_login() {
        String token = token();
        world.states.questions.clear();

        assume(token, Narrowing.NONE);

        assertThat(world.states.questions)
                .containsExactly(new Question(
                        "alice",
                        "session-1",
                        "webapp",
                        true,
                        FakeClock.START.truncatedTo(ChronoUnit.SECONDS),
                        false,
                        true));
    }

    @Test
    void token_of_a_client_that_the_pool_no_longer_accepts_is_refused() {
        IdentityId alice = alice();
        String token = token();
        pool(new LoginBinding(
                "b", "realm", LoginProvider.REALM, Set.of("other"), true, "r2", null, null, SamlSettings.NONE));
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token, Narrowing.NONE));
        pool(null);
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token, Narrowing.NONE));
        assertThat(world.log.last().subject())
                .as("who is refused")
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.ASSUME_ROLE_WITH_WEB_IDENTITY,
                        POOL_ID.toString(),
                        alice.toString(),
                        "user",
                        "alice",
                        "webapp"));
    }

    @Test
    void binding_without_server_side_check_asks_only_who_the_user_is() {
        String token = token();
        world.states.questions.clear();
        pool(new LoginBinding(
                "b", "realm", LoginProvider.REALM, Set.of("webapp"), false, "r2", null, null, SamlSettings.NONE));

        assume(token, Narrowing.NONE);

        assertThat(world.states.questions).isNotEmpty().noneMatch(Question::full);
    }

    @Test
    void identity_of_another_pool_is_forbidden() {
        String token = token();
        PoolId other = new PoolId("eu-west-1", new UUID(5, 6));
        IdentityId alice = alice();
        world.identities.erase(POOL_ID);
        world.identities.create(other, alice, List.of(new LoginName("p", "x")), world.clock.instant());

        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> assume(token, Narrowing.NONE));
    }

    @Test
    void role_beyond_those_of_the_pool_is_refused() {
        String token = token();

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> world.exchange()
                .assumeRoleWithWebIdentity(token, "arn:aws:iam::123456789012:role/extra", "session", Narrowing.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a b", "a/b", "a:b"})
    void malformed_session_name_is_refused(String name) {
        String token = token();

        assertRefused(Reason.INVALID_PARAMETER, () -> world.exchange()
                .assumeRoleWithWebIdentity(token, USER, name, Narrowing.NONE));
    }

    @Test
    void token_of_a_deleted_pool_and_garbage_are_refused() {
        String token = token();
        world.pools.deletePool(POOL_ID);

        assertRefused(Reason.POOL_NOT_FOUND, () -> assume(token, Narrowing.NONE));
        assertRefused(Reason.LOGIN_INVALID, () -> assume("garbage", Narrowing.NONE));
    }

    private void pool(@Nullable LoginBinding binding) {
        world.pools.add(new IdentityPool(
                POOL_ID,
                TestData.secret(7),
                settings().classic().build(),
                binding == null ? List.of() : List.of(binding)));
    }

    private AssumedRole assume(String token, Narrowing narrowing) {
        return world.exchange().assumeRoleWithWebIdentity(token, USER, "session", narrowing);
    }

    private IdentityId alice() {
        return world.exchange().getId(POOL_ID, world.logins("alice")).id();
    }

    private String token() {
        return world.exchange()
                .openIdToken(alice(), world.logins("alice"), null)
                .token();
    }
}
