package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeTokens;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.SubjectPattern;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.pool.UserStates.State;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** AssumeRoleWithWebIdentity with the token of a login that the role trusts. */
final class TrustedLoginsTest {
    private static final String ISSUER = "https://cluster.example";
    private static final String AUDIENCE = "sts.amazonaws.com";
    private static final String API = "system:serviceaccount:prod:api";
    private static final LoginProvider CLUSTER = LoginProvider.of(Kind.OIDC, "cluster");
    private static final PoolId OTHER = new PoolId("eu-west-1", new UUID(5, 6));

    private final World world = new World(settings());
    private final FakeTokens cluster = world.providers.openIdConnect("cluster");

    TrustedLoginsTest() {
        pool(TestData.binding("webapp"), cluster("cluster"));
        role(trust("main", "cluster", "system:serviceaccount:prod:*"));
    }

    @Test
    void service_account_takes_the_role_that_trusts_it() {
        AssumedRole assumed = assume(token(API), new Narrowing(null, Duration.ofHours(2), ALLOW_ALL));
        OpenedCredential opened = world.open(assumed.credentials());

        assertThat(assumed.subject()).isEqualTo(API);
        assertThat(assumed.audience()).isEqualTo(AUDIENCE);
        assertThat(assumed.provider()).isEqualTo(ISSUER);
        assertThat(assumed.assumedRoleArn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/job/pod-1");
        assertThat(assumed.assumedRoleId()).matches("AROA[A-Z2-7]{17}:pod-1");
        assertThat(assumed.packedPercent()).isEqualTo(OptionalInt.of(3));
        assertThat(opened.roleName()).isEqualTo("job");
        assertThat(opened.sessionPolicies()).containsExactly(ALLOW_ALL);
        assertThat(opened.amr()).containsExactly("authenticated", "cluster.example", "cluster.example:" + API);
        assertThat(opened.expiresAt()).isEqualTo(FakeClock.START.plusSeconds(7200));
        assertThat(world.log.last().subject())
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.ASSUME_ROLE_WITH_WEB_IDENTITY,
                        POOL_ID.toString(),
                        opened.identityId().toString(),
                        "job",
                        null,
                        null));
    }

    @Test
    void identity_is_the_one_that_get_id_gives_and_every_token_finds_it_again() {
        IdentityId first = identity(assume(token(API)));
        String rotated = cluster.idToken(
                world.clock, ISSUER, AUDIENCE, Map.of("sub", API, "aud", List.of(AUDIENCE), "jti", "2"));

        assertThat(identity(assume(rotated))).isEqualTo(first);
        assertThat(world.exchange()
                        .getId(POOL_ID, Map.of("cluster.example", token(API)))
                        .id())
                .isEqualTo(first);
        assertThat(identity(assume(token("system:serviceaccount:prod:other")))).isNotEqualTo(first);
        assertThat(world.identities.find(first).orElseThrow().logins())
                .containsExactly(new LoginName("idp:id-of-cluster", API));
    }

    @Test
    void classic_flow_is_not_needed_but_the_pools_own_tokens_still_need_it() {
        world.change(settings().classic());
        IdentityId alice =
                world.exchange().getId(POOL_ID, world.logins("alice")).id();
        String own =
                world.exchange().openIdToken(alice, world.logins("alice"), null).token();
        pool(TestData.binding("webapp"), cluster("cluster"));

        assertRefused(Reason.CLASSIC_FLOW_DISABLED, () -> assume(own));
        assertThat(assume(token(API))).isNotNull();
    }

    @Test
    void user_of_the_realm_takes_a_role_with_the_realms_own_token() {
        role(trust("main", "realm", "alice"));

        AssumedRole assumed = assume(own("alice"));

        assertThat(assumed.provider()).isEqualTo("https://id.example/realms/demo");
        assertThat(assumed.audience()).isEqualTo("webapp");
        assertThat(assumed.subject()).isEqualTo("alice");
        assertThat(world.open(assumed.credentials()).userId()).isEqualTo("alice");
        assertNotAuthorized(own("bob"), "job");
        assertThat(world.log.last().subject().userId()).isEqualTo("bob");
    }

    @Test
    void nothing_is_stored_for_a_login_that_is_not_trusted() {
        assertNotAuthorized(token("system:serviceaccount:dev:api"), "job");

        assertThat(world.identities.size()).isZero();
        assertThat(world.log.last().reason()).isEqualTo(Reason.ROLE_NOT_ALLOWED);
        assertThat(world.log.last().subject().poolId()).isNull();
    }

    @Test
    void role_that_is_missing_disabled_or_trusts_nobody_looks_like_one_that_trusts_somebody_else() {
        Refused untrusted = assertNotAuthorized(token("system:serviceaccount:dev:api"), "job");
        world.pools.add(role("off", false, Set.of("main"), trust("main", "cluster", "*")));
        world.pools.add(role("strange", true, Set.of(), trust("main", "cluster", "*")));

        for (String role : List.of("nobody", "user", "off", "strange")) {
            assertThat(assertNotAuthorized(token(API), role)).hasMessage(untrusted.getMessage());
        }
        assertThat(assertRefused(
                        Reason.ROLE_NOT_ALLOWED,
                        () -> assumeArn(token(API), "arn:aws:iam::999999999999:role/job", Narrowing.NONE)))
                .hasMessage(untrusted.getMessage());
        assertRefused(Reason.INVALID_PARAMETER, () -> assumeArn(token(API), "role/job-that-is-no-arn", Narrowing.NONE));
    }

    /** Whoever could tell by a forged token which roles trust whom would know whom to steal one from. */
    @Test
    void token_that_proves_nothing_says_the_same_of_every_role() {
        String forged = new FakeTokens().idToken(world.clock, ISSUER, AUDIENCE, Map.of("sub", API));
        Refused trusting = assertRefused(Reason.LOGIN_INVALID, () -> assume(forged));

        for (String role : List.of("nobody", "user")) {
            assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assumeArn(forged, arn(role), Narrowing.NONE)))
                    .hasMessage(trusting.getMessage());
        }
        assertThat(world.log.last().subject().userId()).isNull();
        assertThat(world.identities.size()).isZero();
    }

    @Test
    void token_of_another_issuer_or_for_another_audience_is_none() {
        FakeTokens stranger = world.providers.openIdConnect("stranger");

        for (String token : List.of(
                stranger.idToken(world.clock, "https://stranger.example", AUDIENCE, Map.of("sub", API)),
                cluster.idToken(world.clock, ISSUER, "vault", Map.of("sub", API)),
                cluster.idToken(world.clock, ISSUER, "own-client", Map.of("sub", API)),
                cluster.idToken(world.clock, ISSUER + "/", AUDIENCE, Map.of("sub", API)),
                cluster.idToken(world.clock, ISSUER, AUDIENCE, Map.of("sub", API, "aud", List.of(AUDIENCE, "vault"))),
                cluster.idToken(world.clock, ISSUER, AUDIENCE, Map.of("sub", API, "typ", "Bearer")),
                cluster.idToken(world.clock, ISSUER, AUDIENCE, Map.of("sub", API, "azp", "vault")),
                "a.b.c",
                "garbage")) {
            assertThat(refusal(token)).isEqualTo(Reason.LOGIN_INVALID);
        }
        assertThat(world.identities.size()).isZero();
    }

    /** The trust is chosen by what the token says of itself; who is trusted is who was proven. */
    @Test
    void subject_that_chose_the_trust_must_be_the_one_that_is_proven() {
        String token = cluster.ambiguous(token(API), token("system:serviceaccount:dev:api"));

        assertNotAuthorized(token, "job");
        assertThat(world.identities.size()).isZero();
    }

    @Test
    void token_ends_with_its_time_and_its_key() {
        String token = token(API);
        assume(token);
        cluster.disableKey();
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token));
        FakeTokens other = world.providers.openIdConnect("other");
        pool(other("cluster"));
        String late = other.idToken(world.clock, "https://other.example", AUDIENCE, Map.of("sub", API));
        world.clock.forward(Duration.ofMinutes(5));

        assertRefused(Reason.LOGIN_EXPIRED, () -> assume(late));
    }

    @Test
    void user_that_is_no_longer_good_gets_nothing_and_leaves_no_row() {
        role(trust("main", "realm", "*"));
        world.states.answer(State.USER_DISABLED);

        assertRefused(Reason.LOGIN_REVOKED, () -> assume(own("alice")));

        assertThat(world.identities.size()).isZero();
    }

    @Test
    void retired_identity_takes_no_role() {
        IdentityId id = identity(assume(token(API)));
        world.identities.retire(POOL_ID, id, null, world.clock.instant());

        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> assume(token(API)));
    }

    @Test
    void first_trust_that_fits_decides_the_pool() {
        world.pools.add(new IdentityPool(
                OTHER, TestData.secret(8), settings().name("other").build(), List.of(cluster("k8s"))));
        role(
                trust("other", "k8s", "system:serviceaccount:dev:*"),
                trust("main", "cluster", "system:serviceaccount:prod:*"),
                trust("other", "k8s", "*"));
        List<PoolId> told = new ArrayList<>();

        assertThat(world.open(assume(token("system:serviceaccount:dev:a")).credentials())
                        .poolId())
                .isEqualTo(OTHER);
        assertThat(world.open(assume(token(API)).credentials()).poolId()).isEqualTo(POOL_ID);
        assertThat(world.open(assume(token("anybody")).credentials()).poolId()).isEqualTo(OTHER);
        world.exchange().telling(told::add).assumeRoleWithWebIdentity(token(API), arn("job"), "pod-1", Narrowing.NONE);
        assertThat(told).containsExactly(POOL_ID);
    }

    @Test
    void trust_in_another_client_than_the_tokens_hides_no_later_one() {
        world.pools.add(new IdentityPool(
                OTHER,
                TestData.secret(8),
                settings().name("other").build(),
                List.of(new LoginBinding(
                        "b-9", "k8s", CLUSTER, Set.of("vault"), true, "r1", null, null, SamlSettings.NONE))));
        role(trust("other", "k8s", "*"), trust("main", "cluster", "*"));
        String token = cluster.idToken(
                world.clock, ISSUER, AUDIENCE, Map.of("sub", API, "aud", List.of("vault", AUDIENCE), "azp", AUDIENCE));

        assertThat(world.open(assume(token).credentials()).poolId()).isEqualTo(POOL_ID);
    }

    @Test
    void trust_that_leads_nowhere_never_matches_and_is_said() {
        role(
                trust("gone", "cluster", "*"),
                trust("main", "gone", "*"),
                trust("main", "installed", "*"),
                trust("unloved", "cluster", "*"));
        world.providers.custom("installed");
        pool(
                cluster("cluster"),
                new LoginBinding(
                        "b-9",
                        "installed",
                        LoginProvider.of(Kind.CUSTOM, "installed"),
                        Set.of(AUDIENCE),
                        true,
                        "r1",
                        null,
                        null,
                        SamlSettings.NONE));
        world.pools.add(new IdentityPool(
                OTHER, TestData.secret(8), settings().name("unloved").build(), List.of(cluster("cluster"))));

        assertNotAuthorized(token(API), "job");

        assertThat(world.ignored)
                .containsExactlyInAnyOrder(
                        "trustedLogins of role 'job': pool 'gone' does not exist, or the role does not trust it",
                        "trustedLogins of role 'job': pool 'main' has no login binding 'gone'",
                        "trustedLogins of role 'job': tokens of login binding 'installed' do not say whose they are",
                        "trustedLogins of role 'job': pool 'unloved' does not exist, or the role does not trust it");
    }

    @Test
    void provider_that_two_bindings_name_or_that_is_disabled_proves_nobody() {
        pool(cluster("cluster"), cluster("again"));
        assertNotAuthorized(token(API), "job");
        pool(cluster("cluster"));
        world.providers.disable(CLUSTER);

        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(API)));
    }

    @Test
    void duration_is_judged_before_anything_is_stored() {
        for (long seconds : new long[] {899, 7_201}) {
            assertRefused(
                    Reason.INVALID_PARAMETER,
                    () -> assume(token(API), new Narrowing(null, Duration.ofSeconds(seconds), null)));
        }
        assertRefused(Reason.MALFORMED_POLICY, () -> assume(token(API), new Narrowing(null, null, "{}")));

        assertThat(world.identities.size()).isZero();
        assertThat(world.open(assume(token(API)).credentials()).expiresAt())
                .isEqualTo(FakeClock.START.plusSeconds(3600));
    }

    @Test
    void tags_are_those_that_the_binding_maps() {
        pool(new LoginBinding(
                "b-1",
                "cluster",
                CLUSTER,
                Set.of(AUDIENCE),
                true,
                "r1",
                null,
                new TagMapping(false, Map.of("account", "sub")),
                SamlSettings.NONE));

        assertThat(world.open(assume(token(API)).credentials()).principalTags()).isEqualTo(Map.of("account", API));
    }

    private @Nullable Reason refusal(String token) {
        try {
            assume(token);
            return null;
        } catch (Refused e) {
            return e.reason();
        }
    }

    private Refused assertNotAuthorized(String token, String role) {
        return assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assumeArn(token, arn(role), Narrowing.NONE));
    }

    private AssumedRole assume(String token) {
        return assume(token, Narrowing.NONE);
    }

    private AssumedRole assume(String token, Narrowing narrowing) {
        return assumeArn(token, arn("job"), narrowing);
    }

    private AssumedRole assumeArn(String token, String arn, Narrowing narrowing) {
        return world.exchange().assumeRoleWithWebIdentity(token, arn, "pod-1", narrowing);
    }

    private static String arn(String role) {
        return "arn:aws:iam::123456789012:role/" + role;
    }

    private IdentityId identity(AssumedRole assumed) {
        return world.open(assumed.credentials()).identityId();
    }

    /** As a cluster makes them: no type, no client, one audience in a list. */
    private String token(String subject) {
        return cluster.idToken(
                world.clock,
                ISSUER,
                AUDIENCE,
                Map.of(
                        "sub",
                        subject,
                        "aud",
                        List.of(AUDIENCE),
                        "kubernetes.io",
                        Map.of("namespace", "prod", "serviceaccount", Map.of("name", "api"))));
    }

    private String own(String user) {
        return world.tokens.idToken(world.clock, Map.of("sub", user));
    }

    private void pool(LoginBinding... bindings) {
        world.pools.add(new IdentityPool(POOL_ID, TestData.secret(7), settings().build(), Arrays.asList(bindings)));
    }

    private static LoginBinding cluster(String name) {
        return new LoginBinding(
                "id-of-" + name, name, CLUSTER, Set.of(AUDIENCE), true, "r1", null, null, SamlSettings.NONE);
    }

    private static LoginBinding other(String name) {
        return new LoginBinding(
                "id-of-" + name,
                name,
                LoginProvider.of(Kind.OIDC, "other"),
                Set.of(AUDIENCE),
                true,
                "r1",
                null,
                null,
                SamlSettings.NONE);
    }

    private static TrustedLogin trust(String pool, String binding, String subject) {
        return new TrustedLogin(pool, binding, List.of(new SubjectPattern(subject)));
    }

    private void role(TrustedLogin... logins) {
        world.pools.add(role("job", true, Set.of("main", "other"), logins));
    }

    private static PoolRole role(String name, boolean enabled, Set<String> pools, TrustedLogin... logins) {
        return new PoolRole(
                "id-of-" + name,
                name,
                enabled,
                PolicyDocument.parse(ALLOW_ALL),
                null,
                pools,
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                true,
                null,
                new StsTrust(List.of(logins), Set.of(), Set.of()),
                "r1");
    }
}
