package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeSts;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles whose credentials a security token service issues, through every door of the exchange. */
final class RemoteRoleTest {
    private static final String OWN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":"
                    + "\"arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*\"}]}";
    private static final String READ =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    private static final String ARN = "arn:aws:iam:::role/there";

    private final World world = new World(settings().classic().requestable("extra"));

    @BeforeEach
    void remote() {
        world.pools.add(issuer(true));
        world.pools.add(role("user", null, Amr.AUTHENTICATED));
        world.pools.add(role("guest", READ, Amr.UNAUTHENTICATED));
    }

    @Test
    void a_user_gets_the_credentials_of_the_service_for_the_configured_role_alone() {
        IdentityId id = identity();
        ExchangedCredentials issued = world.exchange().credentials(id, world.logins("alice"), null, null);

        assertThat(issued.credentials().accessKeyId()).isEqualTo("remoteKey0123456789");
        assertThat(issued.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/user");
        assertThat(world.sts.endpoints).containsExactly(URI.create("https://sts.example.com"));
        assertThat(world.sts.field("RoleArn")).isEqualTo(ARN);
        assertThat(world.sts.field("RoleSessionName")).isEqualTo("CognitoIdentityCredentials");
        assertThat(world.sts.field("DurationSeconds")).isEqualTo("3600");
        assertThat(world.sts.field("Policy"))
                .isEqualTo(OWN.replace("${cognito-identity.amazonaws.com:sub}", id.toString()));
        assertThat(world.log.last().issuer()).isEqualTo("sts:ceph");
    }

    @Test
    void the_token_says_who_and_nothing_of_the_user_and_is_taken_by_nobody_here() {
        IdentityId id = identity();
        world.exchange().credentials(id, world.logins("alice"), null, null);
        String token = world.sts.field("WebIdentityToken");

        assertThat(world.codec.claims(token))
                .containsOnlyKeys("iss", "aud", "sub", "amr", "iat", "exp", "jti")
                .containsEntry("iss", "https://id.example/realms/demo/cognito-identity")
                .containsEntry("aud", POOL_ID.toString())
                .containsEntry("sub", id.toString())
                .containsEntry("exp", FakeClock.START.getEpochSecond() + 600);
        assertThat(world.codec.claims(token).get("amr"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .startsWith("authenticated");
        assertRefused(Reason.LOGIN_INVALID, () -> world.exchange()
                .assumeRoleWithWebIdentity(token, "arn:aws:iam::123456789012:role/user", "session", Narrowing.NONE));
    }

    @Test
    void a_guest_gets_the_template_narrowed_policy_and_900_seconds() {
        FoundIdentity guest = world.exchange().getId(POOL_ID, Map.of());
        world.exchange().credentials(guest.id(), Map.of(), null, null);

        assertThat(world.sts.field("DurationSeconds")).isEqualTo("900");
        assertThat(world.sts.field("Policy"))
                .isEqualTo(READ.replace("\"*\"", "\"arn:aws:s3:::b/" + guest.id() + "/*\""));
        assertThat(world.codec.claims(world.sts.field("WebIdentityToken")))
                .containsEntry("amr", List.of("unauthenticated"));
    }

    @Test
    void the_bearer_door_narrows_what_the_service_is_asked_for() {
        ExchangedCredentials issued = bearer(new Narrowing(null, Duration.ofSeconds(1_000), READ));

        assertThat(world.sts.field("DurationSeconds")).isEqualTo("1000");
        assertThat(world.sts.field("Policy"))
                .isEqualTo(READ.replace("\"*\"", "\"arn:aws:s3:::b/" + issued.identityId() + "/*\""));
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER, () -> bearer(new Narrowing(null, Duration.ofSeconds(899), null))))
                .hasMessage("The duration must be 900 to 3600 seconds.");
    }

    @Test
    void the_own_sts_asks_the_service_under_the_callers_session_name() {
        String token = world.exchange()
                .openIdToken(identity(), world.logins("alice"), null)
                .token();
        AssumedRole assumed = world.exchange()
                .assumeRoleWithWebIdentity(token, "arn:aws:iam::123456789012:role/user", "mine", Narrowing.NONE);

        assertThat(assumed.credentials().sessionToken()).isEqualTo("remote-session-token==");
        assertThat(world.sts.field("RoleSessionName")).isEqualTo("mine");
        assertThat(world.sts.field("WebIdentityToken")).isNotEqualTo(token);
    }

    @Test
    void no_connection_of_the_database_is_held_while_the_service_is_asked() {
        IdentityId id = identity();
        String token =
                world.exchange().openIdToken(id, world.logins("alice"), null).token();
        world.identities.journal.clear();

        world.exchange().credentials(id, world.logins("alice"), null, null);
        bearer(Narrowing.NONE);
        world.exchange()
                .assumeRoleWithWebIdentity(token, "arn:aws:iam::123456789012:role/user", "mine", Narrowing.NONE);

        assertThat(world.identities.journal).doesNotContain("state").contains("stateApart", "sts");
        assertThat(world.sts.forms).hasSize(3);
    }

    @Test
    void colons_of_resources_become_wildcards_where_the_service_reads_none() {
        world.pools.add(new IssuerSettings(
                "ceph",
                true,
                URI.create("https://sts.example.com"),
                false,
                true,
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5)));
        IdentityId id = identity();
        world.exchange().credentials(id, world.logins("alice"), null, null);

        assertThat(world.sts.field("Policy"))
                .isEqualTo(OWN.replace(
                        "${cognito-identity.amazonaws.com:sub}", id.toString().replace(':', '?')));
    }

    @Test
    void a_user_who_is_disabled_gets_nothing_issued() {
        IdentityId id = identity();
        world.states.answer(UserStates.State.USER_DISABLED);

        assertRefused(Reason.LOGIN_REVOKED, () -> world.exchange().credentials(id, world.logins("alice"), null, null));
        assertThat(world.sts.forms).isEmpty();
    }

    @Test
    void an_issuer_that_is_missing_or_disabled_or_has_no_hostname_issues_nothing() {
        IdentityId id = identity();
        world.pools.add(issuer(false));
        misconfigured(id, "missing or disabled");
        world.pools.deleteIssuer("ceph");
        misconfigured(id, "missing or disabled");
        world.pools.add(issuer(true));
        world.pools.realm(TestData.realm("realm-1", false));
        misconfigured(id, "hostname is configured");
        assertThat(world.sts.forms).isEmpty();
    }

    @Test
    void a_policy_that_cannot_be_sent_is_the_fault_of_who_wrote_it() {
        IdentityId id = identity();
        String many = READ.replace(
                "\"*\"", "[\"arn:aws:s3:::b/" + "x".repeat(1_000) + "\",\"arn:aws:s3:::c/" + "y".repeat(1_200) + "\"]");
        world.pools.add(new PoolRole(
                "id-of-user",
                "user",
                true,
                PolicyDocument.parse(many),
                null,
                Set.of("main"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(1),
                true,
                new RemoteRole("ceph", ARN, false),
                StsTrust.NONE,
                "r"));

        misconfigured(id, "more than 2048 characters");
        assertRefused(Reason.MALFORMED_POLICY, () -> bearer(new Narrowing(null, null, READ)));
    }

    @Test
    void a_service_that_fails_is_named_with_its_code() {
        world.sts.answers(FakeSts.answer(403, "<Error><Code>AccessDenied</Code></Error>"));
        IdentityId id = identity();

        assertThat(assertRefused(Reason.EXTERNAL_SERVICE, () -> world.exchange()
                        .credentials(id, world.logins("alice"), null, null)))
                .hasMessageContaining("'ceph' answered AccessDenied");
        assertThat(world.log.last().reason()).isEqualTo(Reason.EXTERNAL_SERVICE);
    }

    private void misconfigured(IdentityId id, String why) {
        assertThat(assertRefused(Reason.POOL_MISCONFIGURED, () -> world.exchange()
                        .credentials(id, world.logins("alice"), null, null)))
                .hasMessageContaining(why);
    }

    private IdentityId identity() {
        return world.exchange().getId(POOL_ID, world.logins("alice")).id();
    }

    private ExchangedCredentials bearer(Narrowing narrowing) {
        VerifiedLogin login = new VerifiedLogin(
                TestData.REALM.providerId(),
                "alice",
                Map.of(),
                "webapp",
                "session",
                FakeClock.START,
                FakeClock.START.plusSeconds(300));
        return world.exchange().credentialsForBearer(POOL_ID, new BearerLogin(login, Set.of()), narrowing);
    }

    static IssuerSettings issuer(boolean enabled) {
        return new IssuerSettings(
                "ceph",
                enabled,
                URI.create("https://sts.example.com"),
                false,
                true,
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    private static PoolRole role(String name, @Nullable String template, Amr amr) {
        return new PoolRole(
                "id-of-" + name,
                name,
                true,
                PolicyDocument.parse(OWN),
                template == null ? null : PolicyDocument.parse(template),
                Set.of("main"),
                Set.of(amr),
                Duration.ofHours(1),
                true,
                new RemoteRole("ceph", ARN, false),
                StsTrust.NONE,
                "r");
    }
}
