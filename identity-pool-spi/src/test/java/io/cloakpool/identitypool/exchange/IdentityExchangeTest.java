package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.fakes.RecordingLog;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.UserStates.Question;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class IdentityExchangeTest {
    private static final String USER_ARN = "arn:aws:iam::123456789012:role/user";

    private final World world = new World(settings().requestable("extra"));

    @Test
    void signed_in_user_gets_credentials_of_the_default_role() {
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();

        ExchangedCredentials answer = world.exchange().credentials(id, world.logins("alice"), null, null);

        OpenedCredential opened = world.open(answer.credentials());
        assertThat(answer.identityId()).isEqualTo(id);
        assertThat(answer.roleArn()).isEqualTo(USER_ARN);
        assertThat(answer.decidedBy()).isEqualTo("default:authenticated");
        assertThat(opened.identityId()).isEqualTo(id);
        assertThat(opened.roleId()).isEqualTo("id-of-user");
        assertThat(opened.userId()).isEqualTo("alice");
        assertThat(opened.clientId()).isEqualTo("webapp");
        assertThat(opened.sessionId()).isNull();
        assertThat(opened.sessionName()).isEqualTo("CognitoIdentityCredentials");
        assertThat(opened.loginIssuedAt().getEpochSecond())
                .isEqualTo(world.clock.instant().getEpochSecond());
        assertThat(opened.amr())
                .containsExactly(
                        "authenticated",
                        "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi",
                        "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abcdefghi:CognitoSignIn:alice");
        assertThat(lifetime(opened)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void guest_gets_credentials_of_the_guest_role_for_fifteen_minutes() {
        world.change(settings().lifetime(Duration.ofHours(2)));
        FoundIdentity guest = world.exchange().getId(POOL_ID, Map.of());

        ExchangedCredentials answer = world.exchange().credentials(guest.id(), Map.of(), null, null);

        OpenedCredential opened = world.open(answer.credentials());
        assertThat(guest.guestSecret()).isNull();
        assertThat(opened.roleName()).isEqualTo("guest");
        assertThat(opened.userId()).isNull();
        assertThat(opened.loginIssuedAt().getEpochSecond()).isZero();
        assertThat(opened.amr()).containsExactly("unauthenticated");
        assertThat(lifetime(opened)).isEqualTo(Duration.ofMinutes(15));
        assertThat(world.identities.size()).isZero();
    }

    @Test
    void guest_of_a_pool_that_asks_for_proof_gets_the_secret_it_needs() {
        world.change(settings().proof());
        FoundIdentity guest = world.exchange().getId(POOL_ID, Map.of());

        assertThat(world.exchange().credentials(guest.id(), Map.of(), null, guest.guestSecret()))
                .isNotNull();
        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> world.exchange().credentials(guest.id(), Map.of(), null, null));
        assertThat(guest.toString()).doesNotContain(String.valueOf(guest.guestSecret()));
    }

    @Test
    void caller_may_ask_for_a_requestable_role_and_a_guest_may_not() {
        String extra = "arn:aws:iam::123456789012:role/extra";
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();
        IdentityId guest = world.exchange().getId(POOL_ID, Map.of()).id();

        assertThat(world.exchange()
                        .credentials(id, world.logins("alice"), extra, null)
                        .roleArn())
                .isEqualTo(extra);
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> world.exchange().credentials(guest, Map.of(), extra, null));
    }

    @Test
    void merged_guest_answers_with_the_survivor() {
        IdentityId alice =
                world.exchange().getId(POOL_ID, world.logins("alice")).id();
        IdentityId guest = world.exchange().getId(POOL_ID, Map.of()).id();

        assertThat(world.exchange()
                        .credentials(guest, world.logins("alice"), null, null)
                        .identityId())
                .isEqualTo(alice);
    }

    @Test
    void credentials_carry_the_session_only_where_they_end_with_it() {
        world.change(settings().endWithSession());
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();

        OpenedCredential opened = world.open(world.exchange()
                .credentials(id, world.logins("alice"), null, null)
                .credentials());

        assertThat(opened.sessionId()).isEqualTo("session-1");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"GOOD", "SERVICE_ACCOUNT"},
            mode = EnumSource.Mode.EXCLUDE)
    void user_that_is_no_longer_good_is_refused_and_nothing_is_stored(State state) {
        world.states.answer(state);

        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().getId(POOL_ID, world.logins("alice")));
        assertThat(world.identities.size()).isZero();
    }

    @Test
    void same_cached_token_is_refused_once_the_user_is_no_longer_good() {
        Map<String, String> logins = world.logins("alice");
        IdentityId id = world.exchange().getId(POOL_ID, logins).id();
        world.states.answer(State.SESSION_ENDED);

        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().getId(POOL_ID, logins));
        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().credentials(id, logins, null, null));
        assertThat(world.tokens.verified).isEqualTo(1);
    }

    @Test
    void user_is_asked_about_apart_before_the_insert_and_again_last() {
        world.exchange().getId(POOL_ID, world.logins("alice"));
        assertThat(world.identities.journal).containsExactly("findByLogins", "stateApart", "create", "state");

        world.identities.journal.clear();
        world.exchange().getId(POOL_ID, world.logins("alice"));
        assertThat(world.identities.journal).containsExactly("state");
    }

    @Test
    void user_that_went_bad_during_the_insert_gets_nothing() {
        world.states.answerLast(State.USER_DISABLED);

        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().getId(POOL_ID, world.logins("alice")));
    }

    @Test
    void binding_without_server_side_check_asks_only_who_the_user_is() {
        LoginBinding unchecked = new LoginBinding(
                "b", "realm", LoginProvider.REALM, Set.of("webapp"), false, "r", null, null, SamlSettings.NONE);
        world.pools.add(new io.cloakpool.identitypool.pool.IdentityPool(
                POOL_ID, TestData.secret(7), settings().build(), List.of(unchecked)));

        world.exchange().getId(POOL_ID, world.logins("alice"));
        assertThat(world.states.questions).isNotEmpty().noneMatch(Question::full);
        world.states.answer(State.USER_GONE);
        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().getId(POOL_ID, world.logins("alice")));
    }

    @Test
    void unknown_pool_and_identity_are_named() {
        PoolId pool = new PoolId("eu-west-1", new UUID(1, 2));
        IdentityId identity = new IdentityId("eu-west-1", new UUID(1, 2));

        assertThat(assertRefused(Reason.POOL_NOT_FOUND, () -> world.exchange().getId(pool, Map.of())))
                .hasMessage("IdentityPool '" + pool + "' not found.");
        assertThat(assertRefused(
                        Reason.IDENTITY_NOT_FOUND, () -> world.exchange().credentials(identity, Map.of(), null, null)))
                .hasMessage("Identity '" + identity + "' not found.");
    }

    @Test
    void every_issuance_is_recorded_with_whom_it_is_about() {
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();
        assertThat(world.log.last().kind()).isEqualTo(Kind.IDENTITY);
        assertThat(world.log.last().lifetime()).isNull();

        world.exchange().credentials(id, world.logins("alice"), null, null);

        RecordingLog.Entry entry = world.log.last();
        assertThat(entry.kind()).isEqualTo(Kind.CREDENTIALS);
        assertThat(entry.lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(entry.subject())
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.GET_CREDENTIALS_FOR_IDENTITY,
                        POOL_ID.toString(),
                        id.toString(),
                        "user",
                        "alice",
                        "webapp"));
    }

    @Test
    void every_refusal_is_recorded_with_what_was_known_by_then() {
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();

        assertRefused(Reason.LOGINS_MISMATCH, () -> world.exchange().credentials(id, world.logins("bob"), null, null));

        assertThat(world.log.last().reason()).isEqualTo(Reason.LOGINS_MISMATCH);
        assertThat(world.log.last().subject().userId()).isEqualTo("bob");
        assertThat(world.log.last().subject().roleName()).isNull();
        assertThat(world.log.entries).hasSize(2);
    }

    @Test
    void refusal_of_a_retired_identity_names_it_at_get_id_too() {
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();
        world.identities.retire(POOL_ID, id, null, world.clock.instant());

        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> world.exchange().getId(POOL_ID, world.logins("alice")));

        assertThat(world.log.last().subject())
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.GET_ID, POOL_ID.toString(), id.toString(), null, "alice", "webapp"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::123456789012:role/admin, admin",
        "arn:aws:iam::123456789012:role/team/admin,",
        "the role that I want,"
    })
    void refused_role_is_recorded_as_far_as_it_has_a_name(String arn, @Nullable String name) {
        IdentityId id = world.exchange().getId(POOL_ID, world.logins("alice")).id();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> world.exchange().credentials(id, world.logins("alice"), arn, null));

        assertThat(world.log.last().subject().roleName()).isEqualTo(name);
        assertThat(world.log.last().subject().identityId()).isEqualTo(id.toString());
    }

    private static Duration lifetime(OpenedCredential opened) {
        return Duration.between(opened.issuedAt(), opened.expiresAt());
    }
}
