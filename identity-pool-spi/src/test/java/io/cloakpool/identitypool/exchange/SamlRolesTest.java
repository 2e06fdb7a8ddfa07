package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.fakes.FakeAssertions;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.SubjectPattern;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** AssumeRoleWithSAML. */
final class SamlRolesTest {
    private static final LoginProvider ADFS = LoginProvider.of(Kind.SAML, "adfs");
    private static final String PROVIDER = "arn:aws:iam::123456789012:saml-provider/adfs";
    private static final String ROLE = "arn:aws:iam::123456789012:role/report";
    private static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
    private static final Attribute GRANT = attribute("Role", ROLE + "," + PROVIDER);
    private static final Attribute NAME = attribute("RoleSessionName", "alice@example.com");
    private static final PoolId OTHER = new PoolId("eu-west-1", new UUID(5, 6));

    private final World world = new World(settings());
    private final FakeAssertions adfs = world.providers.saml("adfs");
    private int assertions;

    SamlRolesTest() {
        pool(POOL_ID, "main", binding("b-1", "adfs", Set.of()));
        role(Set.of("department"), true, trust("main", "adfs", "ali*"));
    }

    @Test
    void user_takes_the_role_that_the_provider_grants_and_that_trusts_the_login() {
        AssumedSamlRole answer = assume(token(GRANT, NAME), new Narrowing(null, Duration.ofMinutes(30), ALLOW_ALL));
        AssumedRole assumed = answer.assumed();
        OpenedCredential opened = world.open(assumed.credentials());

        assertThat(assumed.subject()).isEqualTo("alice");
        assertThat(assumed.audience()).isEqualTo(FakeAssertions.RECIPIENT);
        assertThat(assumed.provider()).isEqualTo(FakeAssertions.ISSUER);
        assertThat(assumed.assumedRoleArn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/report/alice@example.com");
        assertThat(assumed.assumedRoleId()).matches("AROA[A-Z2-7]{17}:alice@example.com");
        assertThat(assumed.packedPercent()).isEqualTo(OptionalInt.of(3));
        assertThat(answer.subjectType()).isEmpty();
        // printf '%s' 'https://idp.example123456789012/adfs' | openssl sha1 -binary | base64
        assertThat(answer.nameQualifier()).isEqualTo("Dlw0tNp1Jxy4/xC3Kav+nE7KKDI=");
        assertThat(opened.roleName()).isEqualTo("report");
        assertThat(opened.amr()).containsExactly("authenticated", PROVIDER, PROVIDER + ":alice");
        assertThat(opened.expiresAt()).isEqualTo(FakeClock.START.plusSeconds(1800));
        assertThat(opened.sessionPolicies()).containsExactly(ALLOW_ALL);
        assertThat(world.log.last().subject())
                .isEqualTo(new IssuanceLog.Subject(
                        IssuanceLog.Operation.ASSUME_ROLE_WITH_SAML,
                        POOL_ID.toString(),
                        opened.identityId().toString(),
                        "report",
                        null,
                        null));
    }

    @Test
    void identity_is_the_one_that_get_id_gives() {
        String token = token(GRANT, NAME);
        OpenedCredential opened = world.open(assume(token).assumed().credentials());

        assertThat(world.exchange().getId(POOL_ID, Map.of(PROVIDER, token)).id())
                .isEqualTo(opened.identityId());
    }

    @Test
    void pair_of_arns_may_stand_in_either_order_and_among_others() {
        Attribute grants = attribute(
                "Role", "arn:aws:iam::123456789012:role/other," + PROVIDER, " " + PROVIDER + " , " + ROLE + " ");

        assertThat(assume(token(grants, NAME)).assumed().subject()).isEqualTo("alice");
    }

    @Test
    void provider_that_does_not_grant_the_role_gives_nothing() {
        for (String value : List.of(
                ROLE,
                ROLE + ",",
                ROLE + "," + PROVIDER + "2",
                ROLE + "2," + PROVIDER,
                ROLE + "," + PROVIDER + "," + PROVIDER + "2",
                ROLE + ";" + PROVIDER)) {
            assertThat(assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(attribute("Role", value), NAME))))
                    .hasMessage("Not authorized to perform sts:AssumeRoleWithSAML");
        }
        nothingHappened();
    }

    @Test
    void attributes_that_are_missing_or_malformed_are_named() {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(token(NAME))))
                .hasMessage("Role is required in AuthnResponse");
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(token(GRANT))))
                .hasMessage("RoleSessionName is required in AuthnResponse");
        assertThat(assertRefused(
                        Reason.LOGIN_INVALID, () -> assume(token(GRANT, attribute("RoleSessionName", "alice", "bob")))))
                .hasMessage("RoleSessionName is required in AuthnResponse");
        for (String name : List.of("a", "a b", "x".repeat(65))) {
            assertThat(assertRefused(
                            Reason.LOGIN_INVALID, () -> assume(token(GRANT, attribute("RoleSessionName", name)))))
                    .hasMessageStartingWith("RoleSessionName in AuthnResponse must match");
        }
        for (Attribute source : List.of(attribute("SourceIdentity", "alice"), attribute("SourceIdentity"))) {
            assertRefused(Reason.UNSUPPORTED, () -> assume(token(GRANT, NAME, source)));
        }
        nothingHappened();
    }

    /** Else whoever the provider grants nothing could find out which roles there are and whom they trust. */
    @Test
    void who_is_granted_nothing_hears_the_same_of_every_role() {
        Attribute other = attribute("Role", "arn:aws:iam::123456789012:role/other," + PROVIDER);
        for (List<Attribute> attributes :
                List.of(List.of(NAME), List.of(GRANT), List.of(other, NAME), List.of(other))) {
            List<String> answers = new ArrayList<>();
            for (String role : List.of("report", "nobody", "user")) {
                String token = token(attributes.toArray(Attribute[]::new));
                Refused refused = catchThrowableOfType(
                        Refused.class,
                        () -> assume(PROVIDER, token, "arn:aws:iam::123456789012:role/" + role, Narrowing.NONE));
                answers.add(refused.reason() + " " + refused.getMessage());
            }
            assertThat(answers).containsOnly(answers.get(0));
        }
    }

    @Test
    void values_of_several_attributes_of_one_name_count_together() {
        Attribute other = attribute("Role", "arn:aws:iam::123456789012:role/other," + PROVIDER);

        assertThat(assume(token(other, NAME, GRANT)).assumed().subject()).isEqualTo("alice");
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(GRANT, NAME, NAME)));
    }

    @Test
    void role_that_is_off_or_does_not_trust_the_pool_gives_nothing() {
        world.pools.add(role(false, Set.of("main"), null, trust("main", "adfs", "*")));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));
        world.pools.add(role(true, Set.of("other"), null, trust("main", "adfs", "*")));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(PROVIDER, token(GRANT, NAME), "role/report-is-no-arn", Narrowing.NONE));
        nothingHappened();
    }

    @Test
    void provider_that_two_bindings_of_the_pool_name_proves_nobody() {
        pool(POOL_ID, "main", binding("b-1", "adfs", Set.of()), binding("b-2", "again", Set.of()));

        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));
    }

    /** The friendly name is the provider's own affair. */
    @Test
    void attributes_count_by_their_names_alone() {
        Attribute friendly = new Attribute("urn:x", ATTRIBUTES + "Role", List.of(ROLE + "," + PROVIDER));

        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(friendly, NAME)));
    }

    @Test
    void role_must_trust_the_login() {
        role(Set.of(), true, trust("main", "adfs", "bob"));
        Refused untrusted = assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME)));

        assertThat(assertRefused(
                        Reason.ROLE_NOT_ALLOWED,
                        () -> assume(
                                PROVIDER, token(GRANT, NAME), "arn:aws:iam::123456789012:role/nobody", Narrowing.NONE)))
                .hasMessage(untrusted.getMessage());
        nothingHappened();
    }

    @Test
    void assertion_that_proves_nothing_says_the_same_of_every_role() {
        FakeAssertions stranger = new FakeAssertions();
        String forged = stranger.token(world.clock, "forged");
        Refused trusting = assertRefused(Reason.LOGIN_INVALID, () -> assume(forged));

        assertThat(assertRefused(
                        Reason.LOGIN_INVALID,
                        () -> assume(PROVIDER, forged, "arn:aws:iam::123456789012:role/nobody", Narrowing.NONE)))
                .hasMessage(trusting.getMessage());
        nothingHappened();
    }

    @Test
    void provider_must_be_one_of_a_pool_and_the_one_that_is_named() {
        world.providers.saml("unbound");
        for (String arn :
                List.of(PROVIDER + "2", PROVIDER.replace("adfs", "unbound"), PROVIDER.replace("1234", "9999"))) {
            assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(arn, token(GRANT, NAME), ROLE, Narrowing.NONE)))
                    .hasMessage("No identity pool of this realm takes assertions of this SAML provider.");
        }
        world.providers.disable(ADFS);
        assertRefused(Reason.LOGIN_INVALID, () -> assume(token(GRANT, NAME)));
        nothingHappened();
    }

    /** Both bindings are of the provider, but only the second pool's app is the one for which the assertion was made. */
    @Test
    void first_trust_whose_binding_takes_the_assertion_decides_the_pool() {
        pool(OTHER, "other", binding("b-2", "adfs", Set.of("https://elsewhere.example")));
        role(Set.of(), true, trust("other", "adfs", "*"), trust("main", "adfs", "*"));
        assertThat(world.open(assume(token(GRANT, NAME)).assumed().credentials())
                        .poolId())
                .isEqualTo(POOL_ID);

        pool(OTHER, "other", binding("b-2", "adfs", Set.of(FakeAssertions.AUDIENCE)));
        assertThat(world.open(assume(token(GRANT, NAME)).assumed().credentials())
                        .poolId())
                .isEqualTo(OTHER);
        role(Set.of(), true, trust("other", "adfs", "bob"), trust("main", "adfs", "alice"));
        assertThat(world.open(assume(token(GRANT, NAME)).assumed().credentials())
                        .poolId())
                .isEqualTo(POOL_ID);
    }

    @Test
    void refusal_does_not_tell_which_binding_the_role_trusts() {
        pool(OTHER, "other", binding("b-0", "adfs", Set.of("https://elsewhere.example")));
        world.clock.forward(Duration.ofMinutes(-10));
        String late = token(GRANT, NAME);
        world.clock.forward(Duration.ofMinutes(10));
        List<String> messages = new ArrayList<>();
        for (TrustedLogin trust : List.of(trust("main", "adfs", "*"), trust("other", "adfs", "*"))) {
            role(Set.of(), true, trust);
            messages.add(assertRefused(Reason.LOGIN_INVALID, () -> assume(late)).getMessage());
        }

        assertThat(messages).containsOnly(messages.get(0));
    }

    @Test
    void assertion_is_used_up_for_the_pool_by_the_first_credentials() {
        pool(OTHER, "other", binding("b-2", "adfs", Set.of()));
        String token = token(GRANT, NAME);
        assertRefused(
                Reason.INVALID_PARAMETER, () -> assume(token, new Narrowing(null, Duration.ofSeconds(899), null)));
        assume(token);
        assume(token);
        role(Set.of(), true, trust("other", "adfs", "*"));

        int rows = world.identities.size();
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> assume(token))).hasMessageContaining("used elsewhere");
        assertThat(world.identities.size()).isEqualTo(rows);
    }

    @Test
    void tags_need_the_consent_of_the_role() {
        Attribute department = attribute("PrincipalTag:department", "R + D");

        AssumedRole assumed = assume(token(GRANT, NAME, department)).assumed();
        assertThat(world.open(assumed.credentials()).principalTags()).isEqualTo(Map.of("department", "R + D"));
        assertThat(assumed.packedPercent()).isEqualTo(OptionalInt.of(1));

        world.uses.lifespans.clear();
        assertThat(assertRefused(
                        Reason.ROLE_NOT_ALLOWED,
                        () -> assume(token(GRANT, NAME, attribute("PrincipalTag:admin", "true")))))
                .hasMessage("Not authorized to perform sts:TagSession");
        role(Set.of("department"), false, trust("main", "adfs", "*"));
        assertRefused(Reason.ROLE_NOT_ALLOWED, () -> assume(token(GRANT, NAME, department)));
        assertThat(world.uses.lifespans).isEmpty();
        assertThat(assume(token(GRANT, NAME)).assumed().subject()).isEqualTo("alice");
    }

    @Test
    void tag_that_the_binding_maps_is_the_bindings() {
        pool(POOL_ID, "main", mapping(new TagMapping(true, Map.of())));
        role(Set.of("username", "team"), true, trust("main", "adfs", "*"));
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER,
                        () -> assume(token(GRANT, NAME, attribute("PrincipalTag:UserName", "bob")))))
                .hasMessageContaining("cannot be changed");
        nothingHappened();

        AssumedRole assumed = assume(token(GRANT, NAME, attribute("PrincipalTag:Team", "blue")))
                .assumed();
        assertThat(world.open(assumed.credentials()).principalTags())
                .containsEntry("username", "alice")
                .containsEntry("Team", "blue");
    }

    /** All of it is judged ahead of what is stored and used up. */
    @Test
    void what_cannot_be_issued_leaves_nothing_behind() {
        pool(POOL_ID, "main", mapping(new TagMapping(false, Map.of("mail", "mail"))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(GRANT, NAME, new Attribute("mail", null, List.of("<no tag>")))));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(
                        GRANT,
                        NAME,
                        new Attribute("mail", null, List.of("m".repeat(256))),
                        attribute("PrincipalTag:department", "d".repeat(205)))));
        world.pools.add(remote(trust("main", "adfs", "*")));
        assertRefused(Reason.POOL_MISCONFIGURED, () -> assume(token(GRANT, NAME)));
        nothingHappened();
    }

    @Test
    void tags_that_no_session_may_have_are_refused() {
        for (Attribute bad : List.of(
                attribute("PrincipalTag:department", "a", "b"),
                attribute("PrincipalTag:department"),
                attribute("PrincipalTag:department", "<b>"),
                attribute("PrincipalTag:", "a"),
                attribute("PrincipalTag:aws:x", "a"))) {
            assertRefused(Reason.INVALID_PARAMETER, () -> assume(token(GRANT, NAME, bad)));
        }
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(
                        GRANT,
                        NAME,
                        attribute("PrincipalTag:department", "a"),
                        attribute("PrincipalTag:Department", "b"))));
        role(Set.of("department", "team"), true, trust("main", "adfs", "*"));
        assertRefused(
                Reason.INVALID_PARAMETER,
                () -> assume(token(
                        GRANT,
                        NAME,
                        attribute("PrincipalTag:department", "x".repeat(256)),
                        attribute("PrincipalTag:team", "x".repeat(205)))));
        assertThat(assertRefused(
                        Reason.INVALID_PARAMETER,
                        () -> assume(token(GRANT, NAME, attribute("PrincipalTag:\nforged line", "a")))))
                .hasMessageNotContaining("forged");
        nothingHappened();
    }

    @Test
    void credentials_end_with_the_session_at_the_identity_provider() {
        Instant end = FakeClock.START.plusSeconds(1000);
        assertThat(world.open(assume(token(end)).assumed().credentials()).expiresAt())
                .isEqualTo(end);
        assertThat(world.open(assume(token(FakeClock.START.plusSeconds(86_400)))
                                .assumed()
                                .credentials())
                        .expiresAt())
                .isEqualTo(FakeClock.START.plusSeconds(3600));
        adfs.profile(new SamlProfile(
                Duration.ofMinutes(1), SamlProfile.Principal.SUBJECT, "", "", Set.of(FakeAssertions.RECIPIENT)));

        assertRefused(Reason.LOGIN_EXPIRED, () -> assume(token(FakeClock.START.minusSeconds(1))));
    }

    @Test
    void session_that_ends_before_a_service_elsewhere_could_issue_is_over() {
        world.pools.add(RemoteRoleTest.issuer(true));
        world.pools.add(remote(trust("main", "adfs", "*")));

        assertRefused(Reason.LOGIN_EXPIRED, () -> assume(token(FakeClock.START.plusSeconds(899))));
        nothingHappened();
        assertThat(assume(token(FakeClock.START.plusSeconds(900)))
                        .assumed()
                        .credentials()
                        .accessKeyId())
                .isEqualTo("remoteKey0123456789");
    }

    private void nothingHappened() {
        assertThat(world.identities.size()).isZero();
        assertThat(world.uses.lifespans).isEmpty();
    }

    private AssumedSamlRole assume(String token) {
        return assume(token, Narrowing.NONE);
    }

    private AssumedSamlRole assume(String token, Narrowing narrowing) {
        return assume(PROVIDER, token, ROLE, narrowing);
    }

    private AssumedSamlRole assume(String provider, String token, String role, Narrowing narrowing) {
        return world.exchange().assumeRoleWithSaml(provider, token, role, narrowing);
    }

    private String token(Attribute... attributes) {
        return token(null, attributes);
    }

    private String token(Instant sessionEnd) {
        return token(sessionEnd, GRANT, NAME);
    }

    private String token(@Nullable Instant sessionEnd, Attribute... attributes) {
        SamlAssertion plain = FakeAssertions.assertion(world.clock.instant(), "a-" + assertions++);
        return adfs.token(new SamlAssertion(
                plain.id(),
                plain.issuer(),
                plain.issuedAt(),
                new NameId("alice", "", null, null),
                plain.bearers(),
                plain.audiences(),
                plain.notBefore(),
                plain.notOnOrAfter(),
                sessionEnd,
                Arrays.asList(attributes)));
    }

    private static Attribute attribute(String name, String... values) {
        return new Attribute(ATTRIBUTES + name, null, Arrays.asList(values));
    }

    private void pool(PoolId id, String name, LoginBinding... bindings) {
        world.pools.add(
                new IdentityPool(id, TestData.secret(7), settings().name(name).build(), Arrays.asList(bindings)));
    }

    private static LoginBinding binding(String id, String name, Set<String> audiences) {
        return new LoginBinding(id, name, ADFS, audiences, true, "r1", null, null, SamlSettings.NONE);
    }

    private static TrustedLogin trust(String pool, String binding, String subject) {
        return new TrustedLogin(pool, binding, List.of(new SubjectPattern(subject)));
    }

    private static LoginBinding mapping(TagMapping tags) {
        return new LoginBinding("b-1", "adfs", ADFS, Set.of(), true, "r1", null, tags, SamlSettings.NONE);
    }

    /** A role whose credentials another service issues. */
    private static PoolRole remote(TrustedLogin trust) {
        return role(true, Set.of("main"), new RemoteRole("ceph", "arn:aws:iam:::role/remote", false), trust);
    }

    private static PoolRole role(
            boolean enabled, Set<String> pools, @Nullable RemoteRole remote, TrustedLogin... logins) {
        return new PoolRole(
                "id-of-report",
                "report",
                enabled,
                PolicyDocument.parse(ALLOW_ALL),
                null,
                pools,
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                true,
                remote,
                new StsTrust(List.of(logins), Set.of(), Set.of("department")),
                "r1");
    }

    private void role(Set<String> callerTags, boolean sessionTags, TrustedLogin... logins) {
        world.pools.add(new PoolRole(
                "id-of-report",
                "report",
                true,
                PolicyDocument.parse(ALLOW_ALL),
                null,
                Set.of("main", "other"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                sessionTags,
                null,
                new StsTrust(List.of(logins), Set.of(), callerTags),
                "r1"));
    }
}
