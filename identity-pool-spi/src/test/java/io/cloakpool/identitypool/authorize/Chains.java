package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.identitypool.exchange.ChainedRole;
import io.cloakpool.identitypool.exchange.Narrowing;
import io.cloakpool.identitypool.fakes.RecordingDecisions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user with credentials of the role {@code user}, and other roles to take. */
final class Chains {
    static final String ALLOW_STS = statement("Allow", "sts:*", "*");
    private static final byte[] BODY = "Action=AssumeRole".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = "pod-1";

    final World world = new World(TestData.settings());
    final RecordingDecisions decisions = new RecordingDecisions();

    Chains() {
        role("user", document(ALLOW_STS, statement("Allow", "s3:GetObject", "arn:aws:s3:::bkt/*")), "nobody");
        role("job", document(ALLOW_STS, statement("Allow", "s3:*", "*")), "user");
    }

    static String arn(String role) {
        return "arn:aws:iam::123456789012:role/" + role;
    }

    static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /** A role that holders of others may take, and set the tag {@code team} for. */
    void role(String name, String policy, String... assumableBy) {
        role(
                name,
                policy,
                true,
                Duration.ofHours(2),
                true,
                new StsTrust(List.of(), Set.of(assumableBy), Set.of("team")));
    }

    void role(String name, String policy, boolean enabled, Duration longest, boolean tags, StsTrust trust, Amr... amr) {
        world.pools.add(new PoolRole(
                "id-of-" + name,
                name,
                enabled,
                PolicyDocument.parse(policy),
                null,
                Set.of("main"),
                amr.length == 0 ? Set.of(Amr.AUTHENTICATED) : Set.of(amr),
                longest,
                tags,
                null,
                trust,
                "r1"));
    }

    /** Credentials of the role {@code user}. */
    IssuedCredentials user() {
        IdentityId alice =
                world.exchange().getId(TestData.POOL_ID, world.logins("alice")).id();
        return world.exchange()
                .credentials(alice, world.logins("alice"), null, null)
                .credentials();
    }

    IssuedCredentials assume(IssuedCredentials parent, String role) {
        return assume(parent, role, Narrowing.NONE, Map.of()).credentials();
    }

    ChainedRole assume(IssuedCredentials parent, String role, Narrowing narrowing, Map<String, String> tags) {
        Assumption assumption = decide(signed(parent, "sts", "eu-west-1"), new RoleWish(arn(role), tags));
        return world.chaining().assume(assumption.parent(), assumption.role(), NAME, narrowing, assumption.tags());
    }

    Assumption decide(RawRequest request, RoleWish wish) {
        return Attempt.run(decisions, DecisionLog.Door.ASSUME_ROLE, "AssumeRole", attempt -> new AssumptionAuthorizer(
                        world.pools, world.sessions(), world.clock)
                .require(
                        new SignedRequest(request, SigningClaim.parse(request), Sha256.hex(BODY), "192.0.2.7", true),
                        () -> wish,
                        attempt));
    }

    RawRequest signed(IssuedCredentials credentials, String service, String region) {
        return signer(credentials, service, region, ServiceRules.GENERIC)
                .sign(
                        RawRequest.of("POST", "/realms/demo/sts", Headers.of("Host", "localhost")),
                        Payload.ofHash(Sha256.hex(BODY)));
    }

    /** The same as a link, which anybody could pass on. */
    RawRequest presigned(IssuedCredentials credentials) {
        return signer(credentials, "sts", "eu-west-1", ServiceRules.GENERIC)
                .presign(
                        RawRequest.of("POST", "/realms/demo/sts", Headers.of("Host", "localhost")),
                        Payload.ofHash(Sha256.hex(BODY)),
                        Duration.ofMinutes(5));
    }

    private SigV4Signer signer(IssuedCredentials credentials, String service, String region, ServiceRules rules) {
        return new SigV4Signer(
                world.clock,
                new SigningCredentials(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()),
                region,
                service,
                rules);
    }

    /** The session of these credentials, as a request to STS proves it. */
    ProvenSession session(IssuedCredentials credentials) {
        RawRequest request = signed(credentials, "sts", "eu-west-1");
        return Attempt.run(decisions, DecisionLog.Door.CALLER_IDENTITY, "GetCallerIdentity", attempt -> world.sessions()
                .authenticate(
                        request,
                        SigningClaim.parse(request),
                        ServiceRules.GENERIC,
                        Set.of("sts"),
                        Sha256.hex(BODY),
                        attempt));
    }

    boolean allows(IssuedCredentials credentials, String action, String resource) {
        return allows(session(credentials), action, resource, "192.0.2.7");
    }

    /** Whether all that begins so is allowed. */
    boolean allowsEvery(IssuedCredentials credentials, String action, String prefix) {
        ProvenSession session = session(credentials);
        return new SessionDecision(session, RequestFacts.of("192.0.2.7", true, session, world.clock.instant()))
                .allowsEvery(action, prefix, Map.of());
    }

    /** A call to administer pools, signed with these credentials. */
    ProvenSession administrate(IssuedCredentials credentials, Administration subject) {
        RawRequest request = signed(credentials, "cognito-identity", "eu-west-1");
        return Attempt.run(
                decisions,
                DecisionLog.Door.ADMINISTRATION,
                "SetIdentityPoolRoles",
                attempt -> new AdministrationAuthorizer(world.pools, world.sessions(), world.clock)
                        .require(
                                new SignedRequest(
                                        request, SigningClaim.parse(request), Sha256.hex(BODY), "192.0.2.7", true),
                                "SetIdentityPoolRoles",
                                () -> subject,
                                attempt));
    }

    boolean allows(ProvenSession session, String action, String resource, @Nullable String address) {
        return new SessionDecision(session, RequestFacts.of(address, true, session, world.clock.instant()))
                .allows(action, resource, Map.of());
    }
}
