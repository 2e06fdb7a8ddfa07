package io.cloakpool.identitypool.authorize;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.identitypool.fakes.RecordingDecisions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.issuer.embedded.EmbeddedIssuer;
import io.cloakpool.identitypool.issuer.embedded.SealedCredentials;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.SubjectPattern;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdministrationAuthorizerTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final PoolId OTHER_POOL =
            new PoolId("eu-west-1", UUID.fromString("22222222-2222-4222-8222-222222222222"));
    private static final IdentityId IDENTITY =
            new IdentityId("eu-west-1", UUID.fromString("33333333-3333-4333-8333-333333333333"));
    private static final String OWN_POOL =
            "arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${cognito-identity.amazonaws.com:aud}";
    private static final String VIEW = "DescribeIdentityPool";

    private final World world = new World(TestData.settings());
    private final RecordingDecisions decisions = new RecordingDecisions();

    @BeforeEach
    void role() {
        role(document(allow("cognito-identity:*", OWN_POOL)), null);
    }

    @Test
    void policy_that_names_operation_and_pool_lets_in() {
        ProvenSession session = ask(issued(List.of()), VIEW, TestData.POOL_ID);

        assertThat(session.principalArn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/admin/session");
        assertThat(decisions.last().reason()).isNull();
        assertThat(decisions.last().subject().door()).isEqualTo(DecisionLog.Door.ADMINISTRATION);
        assertThat(decisions.last().subject().identityId()).isEqualTo(IDENTITY.toString());
    }

    @Test
    void what_no_statement_names_is_denied_with_user_action_and_resource() {
        role(document(allow("cognito-identity:Describe*", OWN_POOL)), null);

        Refused refused = assertRefused(
                Reason.ACCESS_DENIED, () -> ask(issued(List.of()), "DeleteIdentityPool", TestData.POOL_ID));

        assertThat(refused)
                .hasMessage("User: arn:aws:sts::123456789012:assumed-role/admin/session is not authorized to perform:"
                        + " cognito-identity:DeleteIdentityPool on resource:"
                        + " arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/" + TestData.POOL_ID);
        assertThat(decisions.last().reason()).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void policy_for_one_pool_does_not_reach_another_pool_nor_what_is_about_none() {
        assertRefused(Reason.ACCESS_DENIED, () -> ask(issued(List.of()), VIEW, OTHER_POOL));
        assertRefused(Reason.ACCESS_DENIED, () -> ask(issued(List.of()), "CreateIdentityPool", null));
    }

    @Test
    void what_is_about_no_pool_needs_any_resource() {
        role(document(allow("cognito-identity:ListIdentityPools", "*")), null);

        assertThat(ask(issued(List.of()), "ListIdentityPools", null)).isNotNull();
    }

    @Test
    void deny_wins_over_allow() {
        role(document(allow("cognito-identity:*", "*"), deny("cognito-identity:Delete*", "*")), null);

        assertThat(ask(issued(List.of()), VIEW, TestData.POOL_ID)).isNotNull();
        assertRefused(Reason.ACCESS_DENIED, () -> ask(issued(List.of()), "DeleteIdentityPool", TestData.POOL_ID));
    }

    @Test
    void template_and_narrower_policy_must_allow_too() {
        role(
                document(allow("cognito-identity:*", "*")),
                document(allow("cognito-identity:DescribeIdentityPool", "*"), allow("cognito-identity:Get*", "*")));
        IssuedCredentials narrowed = issued(List.of(document(allow("cognito-identity:Describe*", "*"))));

        assertThat(ask(narrowed, VIEW, TestData.POOL_ID)).isNotNull();
        assertRefused(Reason.ACCESS_DENIED, () -> ask(narrowed, "GetIdentityPoolRoles", TestData.POOL_ID));
        assertRefused(Reason.ACCESS_DENIED, () -> ask(narrowed, "UpdateIdentityPool", TestData.POOL_ID));
        assertThat(ask(issued(List.of()), "GetIdentityPoolRoles", TestData.POOL_ID))
                .isNotNull();
    }

    @Test
    void giving_a_role_to_a_pool_needs_to_be_allowed_to_pass_it() {
        String roles = "arn:aws:iam::123456789012:role/";
        role(
                document(
                        allow("cognito-identity:*", OWN_POOL),
                        allow("iam:PassRole", roles + "*"),
                        deny("iam:PassRole", roles + "admin")),
                null);

        assertThat(passing(roles + "user", roles + "guest")).isNotNull();
        assertThat(assertRefused(Reason.ACCESS_DENIED, () -> passing(roles + "user", roles + "admin")))
                .hasMessage("User: arn:aws:sts::123456789012:assumed-role/admin/session is not authorized to perform:"
                        + " iam:PassRole on resource: " + roles + "admin");
        assertThat(decisions.last().reason()).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(decisions.last().subject().identityId()).isEqualTo(IDENTITY.toString());
        for (String spelling :
                List.of("arn:aws-cn:iam::123456789012:role/admin", "arn:aws:iam::000000000000:role/admin")) {
            assertRefused(Reason.ACCESS_DENIED, () -> passing(spelling));
        }
    }

    @Test
    void setting_roles_is_not_enough_to_pass_them() {
        assertRefused(Reason.ACCESS_DENIED, () -> passing("arn:aws:iam::123456789012:role/user"));
        assertRefused(Reason.ACCESS_DENIED, () -> passing("no role"));
        assertThat(passing()).isNotNull();
    }

    @Test
    void pool_of_a_name_that_roles_trust_is_made_only_by_who_may_pass_them_all() {
        role(document(allow("cognito-identity:*", "*")), null);
        assertThat(making("new")).isNotNull();
        assertRefused(Reason.ACCESS_DENIED, () -> making("main"));

        role(
                document(
                        allow("cognito-identity:*", "*"),
                        allow("iam:PassRole", "arn:aws:iam::123456789012:role/*"),
                        deny("iam:PassRole", "arn:aws:iam::123456789012:role/extra")),
                null);
        assertRefused(Reason.ACCESS_DENIED, () -> making("main"));

        role(document(allow("cognito-identity:*", "*"), allow("iam:PassRole", "*")), null);
        assertThat(making("main")).isNotNull();
    }

    @Test
    void whose_logins_a_pool_accepts_is_changed_only_by_who_may_pass_the_roles_that_trust_them() {
        role(document(allow("cognito-identity:*", "*")), null);
        assertThat(changingLogins()).isNotNull();
        trusting("elsewhere", "other");
        assertThat(changingLogins()).isNotNull();

        trusting("job", "main");
        assertThat(assertRefused(Reason.ACCESS_DENIED, this::changingLogins))
                .hasMessageEndingWith("iam:PassRole on resource: arn:aws:iam::123456789012:role/job");
        assertThat(ask(issued(List.of()), VIEW, TestData.POOL_ID)).isNotNull();

        role(document(allow("cognito-identity:*", "*"), allow("iam:PassRole", "*")), null);
        assertThat(changingLogins()).isNotNull();
    }

    /** A role that trusts every user of a binding of this pool. */
    private void trusting(String name, String pool) {
        world.pools.add(new PoolRole(
                "id-of-" + name,
                name,
                true,
                PolicyDocument.parse(TestData.ALLOW_ALL),
                null,
                Set.of("nobody's"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(1),
                true,
                null,
                new StsTrust(
                        List.of(new TrustedLogin(pool, "google", List.of(new SubjectPattern("*")))),
                        Set.of(),
                        Set.of()),
                "r1"));
    }

    private ProvenSession changingLogins() {
        return ask("UpdateIdentityPool", Administration.ofLogins(TestData.POOL_ID));
    }

    private ProvenSession passing(String... roleArns) {
        return ask("SetIdentityPoolRoles", Administration.of(TestData.POOL_ID).passing(Set.of(roleArns)));
    }

    private ProvenSession making(String name) {
        return ask("CreateIdentityPool", Administration.making(name));
    }

    private ProvenSession ask(String operation, Administration subject) {
        RawRequest request = signed(issued(List.of()), "cognito-identity", "eu-west-1");
        return ask(request, "192.0.2.9", true, operation, () -> subject);
    }

    @Test
    void address_and_transport_of_the_request_are_what_conditions_see() {
        role(
                document(allow("cognito-identity:*", "*")
                        .replace(
                                "}",
                                ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"},"
                                        + "\"Bool\":{\"aws:SecureTransport\":\"true\"}}}")),
                null);
        RawRequest request = signed(issued(List.of()), "cognito-identity", "eu-west-1");

        assertThat(ask(request, "192.0.2.9", true)).isNotNull();
        assertRefused(Reason.ACCESS_DENIED, () -> ask(request, "198.51.100.9", true));
        assertRefused(Reason.ACCESS_DENIED, () -> ask(request, "192.0.2.9", false));
        assertRefused(Reason.ACCESS_DENIED, () -> ask(request, null, true));
    }

    @Test
    void credential_of_another_realm_is_not_valid_here() {
        IssuedCredentials foreign = issued(TestData.realm("realm-2", true), List.of(), Duration.ofHours(1));

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> ask(foreign, VIEW, TestData.POOL_ID));
        assertThat(decisions.last().subject().identityId()).isNull();
    }

    @Test
    void expired_and_retired_credentials_are_refused() {
        IssuedCredentials credentials = issued(List.of());
        world.identities.retire(TestData.POOL_ID, IDENTITY, null, world.clock.instant());
        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> ask(credentials, VIEW, TestData.POOL_ID));

        world.clock.forward(Duration.ofHours(1));
        assertRefused(Reason.SESSION_TOKEN_EXPIRED, () -> ask(credentials, VIEW, TestData.POOL_ID));
    }

    @Test
    void credential_of_a_disabled_user_is_refused() {
        IssuedCredentials credentials = issued(List.of());
        world.states.answer(UserStates.State.USER_DISABLED);

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> ask(credentials, VIEW, TestData.POOL_ID));
    }

    @Test
    void session_token_must_be_there_and_signed() {
        IssuedCredentials credentials = issued(List.of());
        RawRequest withoutToken = signer(
                        new SigningCredentials(credentials.accessKeyId(), credentials.secretAccessKey(), null),
                        "cognito-identity",
                        "eu-west-1")
                .sign(request(), Payload.ofHash(Sha256.hex(BODY)));
        assertRefused(Reason.ACCESS_KEY_UNKNOWN, () -> ask(withoutToken, "192.0.2.9", true));

        List<Headers.Field> fields = new ArrayList<>(withoutToken.headers().fields());
        fields.add(new Headers.Field("x-amz-security-token", credentials.sessionToken()));
        RawRequest unsignedToken = new RawRequest(
                withoutToken.method(), withoutToken.rawPath(), withoutToken.rawQuery(), Headers.of(fields));
        assertRefused(Reason.HEADERS_NOT_SIGNED, () -> ask(unsignedToken, "192.0.2.9", true));
    }

    @Test
    void scope_header_form_and_body_must_be_right() {
        IssuedCredentials credentials = issued(List.of());
        assertRefused(Reason.SIGNATURE_MALFORMED, () -> ask(signed(credentials, "s3", "eu-west-1"), "192.0.2.9", true));
        assertRefused(
                Reason.SIGNATURE_MALFORMED,
                () -> ask(signed(credentials, "cognito-identity", "us-east-1"), "192.0.2.9", true));

        SigV4Signer signer = signer(signing(credentials), "cognito-identity", "eu-west-1");
        assertRefused(
                Reason.SIGNATURE_MALFORMED, () -> ask(signer.sign(request(), Payload.UNSIGNED), "192.0.2.9", true));
        assertRefused(
                Reason.SIGNATURE_MALFORMED,
                () -> ask(
                        signer.presign(request(), Payload.ofHash(Sha256.hex(BODY)), Duration.ofMinutes(1)),
                        "192.0.2.9",
                        true));
        assertRefused(
                Reason.SIGNATURE_MISMATCH,
                () -> ask(signer.sign(request(), Payload.ofHash(Sha256.hex(new byte[1]))), "192.0.2.9", true));
    }

    @Test
    void body_is_not_looked_at_before_the_signature_is_proven() {
        IssuedCredentials foreign = issued(TestData.realm("realm-2", true), List.of(), Duration.ofHours(1));
        Supplier<Administration> unread = () -> {
            throw new AssertionError("read too early");
        };

        assertRefused(
                Reason.SESSION_TOKEN_INVALID,
                () -> ask(signed(foreign, "cognito-identity", "eu-west-1"), "192.0.2.9", true, VIEW, unread));
    }

    private ProvenSession ask(IssuedCredentials credentials, String operation, @Nullable PoolId pool) {
        return ask(
                signed(credentials, "cognito-identity", "eu-west-1"),
                "192.0.2.9",
                true,
                operation,
                () -> pool == null ? Administration.OF_REALM : Administration.of(pool));
    }

    private ProvenSession ask(RawRequest request, @Nullable String address, boolean secure) {
        return ask(request, address, secure, VIEW, () -> Administration.of(TestData.POOL_ID));
    }

    private ProvenSession ask(
            RawRequest request,
            @Nullable String address,
            boolean secure,
            String operation,
            Supplier<Administration> subject) {
        AdministrationAuthorizer authorizer = new AdministrationAuthorizer(
                world.pools,
                new SessionAuthenticator(
                        world.pools,
                        new SealedCredentials(TestData.REALM, world.keys, world.clock, new SecureRandom()),
                        new SigV4Verifier(world.clock),
                        world.identities,
                        world.states),
                world.clock);
        SigningClaim claim = SigningClaim.parse(request);
        return Attempt.run(
                decisions,
                DecisionLog.Door.ADMINISTRATION,
                operation,
                attempt -> authorizer.require(
                        new SignedRequest(request, claim, Sha256.hex(BODY), address, secure),
                        operation,
                        subject,
                        attempt));
    }

    private IssuedCredentials issued(List<String> policies) {
        return issued(TestData.REALM, policies, Duration.ofHours(1));
    }

    private IssuedCredentials issued(PoolRealm realm, List<String> policies, Duration lifetime) {
        return new EmbeddedIssuer(
                        new SealedCredentials(realm, world.keys, world.clock, new SecureRandom()), world.clock)
                .issue(new Grant(
                        TestData.POOL_ID.toString(),
                        world.pools.pool(TestData.POOL_ID).orElseThrow().generation(),
                        IDENTITY.toString(),
                        "admin",
                        "id-of-admin",
                        "session",
                        List.of("authenticated"),
                        "alice",
                        null,
                        "webapp",
                        world.clock.instant().getEpochSecond(),
                        policies,
                        Map.of(),
                        lifetime));
    }

    private RawRequest signed(IssuedCredentials credentials, String service, String region) {
        return signer(signing(credentials), service, region).sign(request(), Payload.ofHash(Sha256.hex(BODY)));
    }

    private static RawRequest request() {
        return RawRequest.of("POST", "/realms/demo/cognito-identity", Headers.of("Host", "localhost"));
    }

    private static SigningCredentials signing(IssuedCredentials credentials) {
        return new SigningCredentials(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private SigV4Signer signer(SigningCredentials credentials, String service, String region) {
        return new SigV4Signer(world.clock, credentials, region, service, ServiceRules.GENERIC);
    }

    private void role(String policy, @Nullable String template) {
        world.pools.add(new PoolRole(
                "id-of-admin",
                "admin",
                true,
                PolicyDocument.parse(policy),
                template == null ? null : PolicyDocument.parse(template),
                Set.of("main"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                true,
                null,
                StsTrust.NONE,
                "r1"));
    }

    private static String allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    private static String deny(String action, String resource) {
        return statement("Deny", action, resource);
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }
}
