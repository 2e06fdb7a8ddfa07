package io.cloakpool.identitypool.authorize;

import static io.cloakpool.identitypool.authorize.Chains.ALLOW_STS;
import static io.cloakpool.identitypool.authorize.Chains.arn;
import static io.cloakpool.identitypool.authorize.Chains.document;
import static io.cloakpool.identitypool.authorize.Chains.statement;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.identitypool.exchange.ChainedRole;
import io.cloakpool.identitypool.exchange.IssuanceLog;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AssumeRole: who may take which role, for how long, and what it may then do. */
final class RoleChainingTest {
    private static final String OBJECT = "arn:aws:s3:::bkt/a";

    private final Chains chains = new Chains();
    private final IssuedCredentials user = chains.user();

    @Test
    void holder_takes_a_role_that_names_its_own() {
        ChainedRole chained = chains.assume(user, "job", Narrowing.NONE, Map.of());
        OpenedCredential opened = chains.world.open(chained.credentials());

        assertThat(chained.assumedRoleArn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/job/pod-1");
        assertThat(chained.assumedRoleId()).matches("AROA[A-Z2-7]{17}:pod-1");
        assertThat(chained.packedPercent()).isEmpty();
        assertThat(chained.credentials().expiration()).isEqualTo(FakeClock.START.plusSeconds(3600));
        assertThat(opened.identityId()).isEqualTo(chains.world.open(user).identityId());
        assertThat(opened.userId()).isEqualTo("alice");
        assertThat(chains.decisions.last().reason()).isNull();
        assertThat(chains.world.log.last().kind()).isEqualTo(IssuanceLog.Kind.CREDENTIALS);
        assertThat(chains.world.log.last().issuer()).isEqualTo("embedded");
        assertThat(chains.world.log.last().lifetime()).isEqualTo(Duration.ofHours(1));
        assertThat(chains.world.log.last().subject())
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.ASSUME_ROLE,
                        POOL_ID.toString(),
                        opened.identityId().toString(),
                        "job",
                        "alice",
                        "webapp"));
        assertThat(chains.session(chained.credentials()).principalArn()).isEqualTo(chained.assumedRoleArn());
        assertThat(chains.session(chained.credentials()).roleArn()).isEqualTo(arn("job"));
    }

    @Test
    void new_role_allows_nothing_that_the_old_one_did_not() {
        IssuedCredentials job = chains.assume(user, "job");

        assertThat(chains.allows(job, "s3:GetObject", OBJECT)).isTrue();
        assertThat(chains.allows(job, "s3:PutObject", OBJECT)).isFalse();
        assertThat(chains.allows(job, "s3:GetObject", "arn:aws:s3:::other/a")).isFalse();
    }

    @Test
    void what_is_not_shown_in_full_must_be_allowed_by_each_role_too() {
        chains.role("job", document(ALLOW_STS, statement("Allow", "s3:*", "*")), "user");
        IssuedCredentials job = chains.assume(user, "job");

        assertThat(chains.allowsEvery(job, "s3:GetObject", "arn:aws:s3:::bkt/*"))
                .isTrue();
        assertThat(chains.allowsEvery(job, "s3:DeleteObject", "arn:aws:s3:::bkt/*"))
                .isFalse();
        assertThat(chains.allowsEvery(user, "s3:DeleteObject", "arn:aws:s3:::bkt/*"))
                .isFalse();
    }

    @Test
    void administration_needs_the_consent_of_each_role_too() {
        String all =
                document(ALLOW_STS, statement("Allow", "cognito-identity:*", "*"), statement("Allow", "iam:*", "*"));
        String noRoles = document(ALLOW_STS, statement("Allow", "cognito-identity:*", "*"));
        chains.role("job", all, "user");
        assertRefused(
                Reason.ACCESS_DENIED,
                () -> chains.administrate(chains.assume(user, "job"), Administration.of(POOL_ID)));

        chains.role("user", noRoles, "nobody");
        IssuedCredentials job = chains.assume(user, "job");
        assertThat(chains.administrate(job, Administration.of(POOL_ID))).isNotNull();
        Administration passing = Administration.of(POOL_ID).passing(Set.of(arn("user")));
        assertRefused(Reason.ACCESS_DENIED, () -> chains.administrate(job, passing));

        chains.role("user", all, "nobody");
        assertThat(chains.administrate(job, passing)).isNotNull();
    }

    @Test
    void old_role_allows_nothing_that_the_new_one_does_not() {
        chains.role("job", document(statement("Allow", "s3:GetObject", "arn:aws:s3:::bkt/jobs/*")), "user");
        IssuedCredentials job = chains.assume(user, "job");

        assertThat(chains.allows(job, "s3:GetObject", OBJECT)).isFalse();
        assertThat(chains.allows(job, "s3:GetObject", "arn:aws:s3:::bkt/jobs/a"))
                .isTrue();
    }

    @Test
    void policies_of_both_calls_narrow() {
        IssuedCredentials job = chains.assume(user, "job", policy("arn:aws:s3:::bkt/a*"), Map.of())
                .credentials();
        chains.role("part", document(statement("Allow", "*", "*")), "job");
        chains.role("job", document(ALLOW_STS, statement("Allow", "*", "*")), "user");

        assertThat(chains.allows(job, "s3:GetObject", "arn:aws:s3:::bkt/ab")).isTrue();
        assertThat(chains.allows(job, "s3:GetObject", "arn:aws:s3:::bkt/b")).isFalse();
        assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(job, "part"));
        IssuedCredentials wide = chains.assume(
                        user,
                        "job",
                        new Narrowing(
                                null,
                                null,
                                document(ALLOW_STS, statement("Allow", "s3:GetObject", "arn:aws:s3:::bkt/a*"))),
                        Map.of())
                .credentials();
        IssuedCredentials part = chains.assume(wide, "part", policy("arn:aws:s3:::bkt/*b"), Map.of())
                .credentials();
        assertThat(chains.allows(part, "s3:GetObject", "arn:aws:s3:::bkt/ab")).isTrue();
        assertThat(chains.allows(part, "s3:GetObject", "arn:aws:s3:::bkt/b")).isFalse();
        assertThat(chains.allows(part, "s3:GetObject", "arn:aws:s3:::bkt/a")).isFalse();
    }

    /** A condition on the principal must not be met, nor escaped, by taking a role of another name. */
    @Test
    void each_role_is_judged_in_its_own_name() {
        String denied = "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"ArnEquals\":"
                + "{\"aws:PrincipalArn\":\"" + arn("user") + "\"}}}";
        chains.role("user", document(ALLOW_STS, statement("Allow", "s3:*", "*"), denied), "nobody");
        IssuedCredentials job = chains.assume(user, "job");

        assertThat(chains.allows(user, "s3:GetObject", OBJECT)).isFalse();
        assertThat(chains.allows(job, "s3:GetObject", OBJECT)).isFalse();
    }

    @Test
    void both_sides_must_agree() {
        chains.role("job", document(statement("Allow", "*", "*")), "others");
        Refused untrusted = assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "job"));
        chains.role("job", document(statement("Allow", "*", "*")), "user");
        chains.role("user", document(statement("Allow", "s3:*", "*")), "nobody");
        Refused unpermitted = assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "job"));

        assertThat(untrusted)
                .hasMessage("User: arn:aws:sts::123456789012:assumed-role/user/CognitoIdentityCredentials is not"
                        + " authorized to perform: sts:AssumeRole on resource: " + arn("job"));
        assertThat(unpermitted).hasMessage(untrusted.getMessage());
        assertThat(chains.decisions.last().reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(chains.decisions.last().subject().door()).isEqualTo(DecisionLog.Door.ASSUME_ROLE);
        assertThat(chains.decisions.last().subject().userId()).isEqualTo("alice");
    }

    @Test
    void role_is_permitted_by_its_arn_and_by_no_other_spelling() {
        chains.role(
                "user",
                document(statement("Allow", "sts:AssumeRole", "*"), statement("Deny", "sts:AssumeRole", arn("job"))),
                "nobody");
        chains.role("part", document(ALLOW_STS), "user");

        assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "job"));
        assertThat(chains.assume(user, "part")).isNotNull();
    }

    @Test
    void role_that_is_missing_or_disabled_is_refused_as_one_that_trusts_nobody() {
        String untrusted = assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "user"))
                .getMessage();
        chains.role(
                "off",
                document(ALLOW_STS),
                false,
                Duration.ofHours(1),
                true,
                new StsTrust(List.of(), Set.of("user"), Set.of()));

        for (String role : List.of("off", "gone")) {
            assertThat(assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, role)))
                    .hasMessage(untrusted
                            .replace("role/user", "role/" + role)
                            .replace("assumed-role/" + role, "assumed-role/user"));
        }
        assertRefused(
                Reason.ACCESS_DENIED,
                () -> chains.decide(
                        chains.signed(user, "sts", "eu-west-1"),
                        new RoleWish("arn:aws:iam::999999999999:role/job", Map.of())));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> chains.decide(
                        chains.signed(user, "sts", "eu-west-1"), new RoleWish("job-that-is-no-arn-at-all", Map.of())));
    }

    @Test
    void role_itself_can_be_taken_again_only_where_it_names_itself() {
        assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "user"));
        chains.role("user", document(ALLOW_STS, statement("Allow", "s3:*", "*")), "user");

        IssuedCredentials narrowed =
                chains.assume(user, "user", policy(OBJECT), Map.of()).credentials();

        assertThat(chains.allows(narrowed, "s3:GetObject", OBJECT)).isTrue();
        assertThat(chains.allows(narrowed, "s3:GetObject", "arn:aws:s3:::bkt/b"))
                .isFalse();
    }

    @Test
    void role_must_trust_the_pool_and_the_kind_of_identity() {
        StsTrust trust = new StsTrust(List.of(), Set.of("user", "guest"), Set.of());
        chains.role("guests", document(ALLOW_STS), true, Duration.ofHours(1), true, trust, Amr.UNAUTHENTICATED);
        chains.role("guest", document(ALLOW_STS), true, Duration.ofHours(1), true, StsTrust.NONE, Amr.UNAUTHENTICATED);
        chains.role("job", document(ALLOW_STS), true, Duration.ofHours(1), true, trust);
        IdentityId guest = chains.world.exchange().getId(POOL_ID, Map.of()).id();
        IssuedCredentials guests =
                chains.world.exchange().credentials(guest, Map.of(), null, null).credentials();

        assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "guests"));
        assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(guests, "job"));
        assertThat(chains.assume(guests, "guests").expiration()).isEqualTo(guests.expiration());
        chains.world.change(TestData.settings().name("renamed"));
        assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "job"));
    }

    @ParameterizedTest
    @ValueSource(longs = {899, 3_601, 43_200})
    void duration_is_900_seconds_to_one_hour(long seconds) {
        Narrowing narrowing = new Narrowing(null, Duration.ofSeconds(seconds), null);

        assertRefused(Reason.INVALID_PARAMETER, () -> chains.assume(user, "job", narrowing, Map.of()));
        assertThat(chains.world.log.last().reason()).isEqualTo(Reason.INVALID_PARAMETER);
    }

    @Test
    void chain_lives_no_longer_than_its_role_allows_and_its_parent_lives() {
        chains.role(
                "job",
                document(ALLOW_STS),
                true,
                Duration.ofMinutes(20),
                true,
                new StsTrust(List.of(), Set.of("user"), Set.of()));
        assertThat(chains.assume(user, "job").expiration()).isEqualTo(FakeClock.START.plus(Duration.ofMinutes(20)));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> chains.assume(user, "job", new Narrowing(null, Duration.ofSeconds(1_201), null), Map.of()));
        chains.world.clock.forward(Duration.ofMinutes(50));

        ChainedRole last = chains.assume(user, "job", new Narrowing(null, Duration.ofMinutes(15), null), Map.of());

        assertThat(last.credentials().expiration()).isEqualTo(user.expiration());
        assertThat(chains.world.log.last().lifetime()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void chain_has_an_end() {
        chains.role("job", document(ALLOW_STS), "user", "job");
        IssuedCredentials last = user;
        for (int i = 0; i < CredentialLimits.MAX_CHAINED_ROLES; i++) {
            last = chains.assume(last, "job");
        }
        IssuedCredentials end = last;

        assertThat(chains.session(end).roles()).hasSize(CredentialLimits.MAX_CHAINED_ROLES + 1);
        assertRefused(Reason.LIMIT_EXCEEDED, () -> chains.assume(end, "job"));
    }

    @Test
    void identity_that_is_retired_ends_the_chain() {
        IssuedCredentials job = chains.assume(user, "job");
        chains.world.identities.retire(
                POOL_ID, chains.world.open(user).identityId(), null, chains.world.clock.instant());

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> chains.session(job));
    }

    @Test
    void any_role_that_is_disabled_or_deleted_ends_the_chain() {
        chains.role("part", document(ALLOW_STS), "job");
        IssuedCredentials part = chains.assume(chains.assume(user, "job"), "part");
        for (String role : List.of("user", "job", "part")) {
            chains.role(role, document(ALLOW_STS), false, Duration.ofHours(1), true, StsTrust.NONE);
            assertRefused(Reason.SESSION_TOKEN_INVALID, () -> chains.session(part));
            chains.world.pools.deleteRole(role);
            assertRefused(Reason.SESSION_TOKEN_INVALID, () -> chains.session(part));
            chains.role(role, document(ALLOW_STS));
            assertThat(chains.session(part).roles()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"USER_DISABLED", "USER_GONE", "NOT_BEFORE", "SESSION_ENDED", "CLIENT_GONE"})
    void user_that_is_no_longer_good_ends_the_chain_and_starts_none(State state) {
        IssuedCredentials job = chains.assume(user, "job");
        chains.world.states.answer(state);

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> chains.session(job));
        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> chains.assume(user, "job"));
    }

    @Test
    void pool_that_is_made_anew_ends_the_chain() {
        IssuedCredentials job = chains.assume(user, "job");
        chains.world.pools.deletePool(POOL_ID);

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> chains.session(job));
    }

    @Test
    void tags_need_the_roles_and_the_policies_consent_and_a_good_form() {
        Map<String, String> tags = Map.of("team", "a");
        ChainedRole tagged = chains.assume(user, "job", Narrowing.NONE, tags);
        assertThat(chains.world.open(tagged.credentials()).principalTags()).isEqualTo(tags);
        assertThat(tagged.packedPercent()).isEqualTo(OptionalInt.of(1));

        assertDenied("sts:TagSession", Map.of("other", "a"));
        for (Map<String, String> bad : List.of(Map.of("team", "a*"), Map.of("team", "x".repeat(257)))) {
            assertRefused(Reason.INVALID_PARAMETER, () -> chains.assume(user, "job", Narrowing.NONE, bad));
        }
        chains.role("user", document(statement("Allow", "sts:AssumeRole", "*")), "nobody");
        assertDenied("sts:TagSession", tags);
        assertThat(chains.assume(user, "job")).isNotNull();
    }

    @Test
    void tag_of_the_chain_stays_what_it_is() {
        chains.role("part", document(ALLOW_STS), "job");
        IssuedCredentials job =
                chains.assume(user, "job", Narrowing.NONE, Map.of("team", "a")).credentials();

        for (String name : List.of("team", "TEAM")) {
            assertRefused(
                    Reason.INVALID_PARAMETER, () -> chains.assume(job, "part", Narrowing.NONE, Map.of(name, "b")));
        }
        assertThat(chains.world.open(chains.assume(job, "part")).principalTags())
                .isEqualTo(Map.of("team", "a"));
    }

    /** A role without tags must not be a way to lose one that a Deny of the role before stands on, nor to get another one. */
    @Test
    void role_without_tags_hides_them_from_itself_only() {
        String denied = "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                + "{\"aws:PrincipalTag/team\":\"a\"}}}";
        chains.role("job", document(ALLOW_STS, statement("Allow", "s3:*", "*"), denied), "user");
        chains.role(
                "plain",
                document(ALLOW_STS, statement("Allow", "s3:*", "*")),
                true,
                Duration.ofHours(1),
                false,
                new StsTrust(List.of(), Set.of("job"), Set.of()));
        chains.role("last", document(ALLOW_STS, statement("Allow", "s3:*", "*")), "plain");
        IssuedCredentials job =
                chains.assume(user, "job", Narrowing.NONE, Map.of("team", "a")).credentials();

        IssuedCredentials plain = chains.assume(job, "plain");

        assertThat(chains.world.open(plain).principalTags()).isEmpty();
        assertThat(chains.allows(plain, "s3:GetObject", OBJECT)).isFalse();
        assertRefused(
                Reason.INVALID_PARAMETER, () -> chains.assume(plain, "last", Narrowing.NONE, Map.of("team", "b")));
        assertThat(chains.world.open(chains.assume(plain, "last")).principalTags())
                .isEqualTo(Map.of("team", "a"));
    }

    @Test
    void what_a_session_may_hold_has_limits() {
        chains.role(
                "job",
                document(ALLOW_STS),
                true,
                Duration.ofHours(1),
                true,
                new StsTrust(List.of(), Set.of("user"), Set.of("a", "b", "c")));
        Map<String, String> many = Map.of("a", "x".repeat(200), "b", "y".repeat(200), "c", "z".repeat(61));
        String policy = document(statement("Allow", "s3:*", "arn:aws:s3:::" + "é".repeat(1_940)));

        assertRefused(Reason.POLICY_TOO_LARGE, () -> chains.assume(user, "job", Narrowing.NONE, many));
        assertRefused(
                Reason.POLICY_TOO_LARGE,
                () -> chains.assume(user, "job", new Narrowing(null, null, policy), Map.of("a", "x".repeat(200))));
        assertThat(chains.assume(user, "job", new Narrowing(null, null, policy), Map.of())
                        .packedPercent())
                .isEqualTo(OptionalInt.of(98));
    }

    @Test
    void malformed_policy_and_session_name_are_refused() {
        assertRefused(
                Reason.MALFORMED_POLICY,
                () -> chains.assume(user, "job", new Narrowing(null, null, "{\"Statement\":[]}"), Map.of()));
        Assumption assumption =
                chains.decide(chains.signed(user, "sts", "eu-west-1"), new RoleWish(arn("job"), Map.of()));
        assertRefused(Reason.INVALID_PARAMETER, () -> chains.world
                .chaining()
                .assume(assumption.parent(), assumption.role(), "a/b", Narrowing.NONE, Map.of()));
    }

    @Test
    void signature_is_for_sts_in_this_region_and_stands_in_the_header() {
        RoleWish wish = new RoleWish(arn("job"), Map.of());

        assertRefused(Reason.SIGNATURE_MALFORMED, () -> chains.decide(chains.signed(user, "s3", "eu-west-1"), wish));
        assertRefused(Reason.SIGNATURE_MALFORMED, () -> chains.decide(chains.signed(user, "sts", "us-east-1"), wish));
        IssuedCredentials guessed =
                new IssuedCredentials(user.accessKeyId(), "x".repeat(40), user.sessionToken(), user.expiration());
        assertRefused(Reason.SIGNATURE_MISMATCH, () -> chains.decide(chains.signed(guessed, "sts", "eu-west-1"), wish));
        RawRequest link = chains.presigned(user);
        assertRefused(Reason.SIGNATURE_MALFORMED, () -> chains.decide(link, wish));
    }

    private void assertDenied(String action, Map<String, String> tags) {
        assertThat(assertRefused(Reason.ACCESS_DENIED, () -> chains.assume(user, "job", Narrowing.NONE, tags)))
                .hasMessageContaining("not authorized to perform: " + action);
    }

    private static Narrowing policy(String resource) {
        return new Narrowing(null, null, document(statement("Allow", "s3:GetObject", resource)));
    }
}
