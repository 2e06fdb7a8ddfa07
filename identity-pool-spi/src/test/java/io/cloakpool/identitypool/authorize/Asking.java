package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.identitypool.fakes.RecordingDecisions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.issuer.embedded.SealedCredentials;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gateway {@code s3} in front of a world, and a user with credentials. */
final class Asking {
    static final String SECRET = "a-secret-of-the-gateway";
    static final String HOST = "s3.example:9000";
    static final String OWN_PREFIX =
            """
            {"Version":"2012-10-17","Statement":[
             {"Sid":"Own","Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],
              "Resource":"arn:aws:s3:::bkt/users/${cognito-identity.amazonaws.com:sub}/*"},
             {"Sid":"List","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::bkt",
              "Condition":{"StringLike":{"s3:prefix":"users/${cognito-identity.amazonaws.com:sub}/*"}}},
             {"Sid":"Call","Effect":"Allow","Action":"execute-api:Invoke",
              "Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/mine/*"}]}""";

    final World world = new World(TestData.settings());
    final IdentityId identity;
    final IssuedCredentials credentials;
    final RecordingDecisions decisions = new RecordingDecisions();
    private final GatewayAuthorizer authorizer;

    Asking() {
        this(OWN_PREFIX);
    }

    Asking(String policy) {
        role(policy, true);
        gateway(Gateway.Dialect.NGINX, true, List.of(), Map.of());
        identity =
                world.exchange().getId(TestData.POOL_ID, world.logins("alice")).id();
        credentials = world.exchange()
                .credentials(identity, world.logins("alice"), null, null)
                .credentials();
        authorizer = new GatewayAuthorizer(
                world.pools,
                new SessionAuthenticator(
                        world.pools,
                        new SealedCredentials(TestData.REALM, world.keys, world.clock, new SecureRandom()),
                        new SigV4Verifier(world.clock),
                        world.identities,
                        world.states),
                decisions,
                world.clock);
    }

    void role(String policy, boolean enabled) {
        world.pools.add(new PoolRole(
                "id-of-user",
                "user",
                enabled,
                PolicyDocument.parse(policy),
                null,
                Set.of("main"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                true,
                null,
                StsTrust.NONE,
                "r2"));
    }

    void gateway(Gateway.Dialect dialect, boolean enabled, List<String> domains, Map<String, Gateway.Api> apis) {
        world.pools.add(new Gateway(
                "g",
                "s3",
                enabled,
                dialect,
                new io.cloakpool.identitypool.pool.Secret(SECRET.getBytes(StandardCharsets.UTF_8)),
                domains,
                apis));
    }

    Gateway gateway() {
        return authorizer.gateway("s3", SECRET);
    }

    Gateway gateway(String name, String secret) {
        return authorizer.gateway(name, secret);
    }

    void retire() {
        Identity found = world.identities.find(identity).orElseThrow();
        world.identities.retire(found.pool(), identity, null, world.clock.instant());
    }

    SigV4Signer signer(String region, String service, ServiceRules rules) {
        return new SigV4Signer(
                world.clock,
                new SigningCredentials(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()),
                region,
                service,
                rules);
    }

    /** A request of the user, signed for S3. */
    RawRequest signed(String method, String target, String... headers) {
        return signed(method, target, Payload.ofHash(Payload.EMPTY_SHA256), headers);
    }

    RawRequest signed(String method, String target, Payload payload, String... headers) {
        List<Headers.Field> fields = new ArrayList<>(List.of(new Headers.Field("Host", HOST)));
        fields.addAll(Headers.of(headers).fields());
        return signer("eu-west-1", "s3", ServiceRules.S3)
                .sign(RawRequest.of(method, target, Headers.of(fields)), payload);
    }

    Permit decide(RawRequest request, String... more) {
        return authorizer.decide(gateway(), subRequest(request, more), Optional::empty);
    }

    Permit decideWithBody(RawRequest request, byte[] body) {
        return authorizer.decide(gateway(), subRequest(request), () -> Optional.of(body));
    }

    Permit decideSubRequest(Headers headers) {
        return authorizer.decide(gateway(), headers, Optional::empty);
    }

    /** What an nginx gateway makes of the client's request. */
    static Headers subRequest(RawRequest request, String... more) {
        List<Headers.Field> fields = new ArrayList<>();
        String target = request.rawPath() + (request.rawQuery() == null ? "" : "?" + request.rawQuery());
        fields.add(new Headers.Field("Host", "keycloak.internal"));
        fields.add(new Headers.Field("X-Original-Method", request.method()));
        fields.add(new Headers.Field("X-Original-URI", target));
        fields.add(new Headers.Field(
                "X-Original-Host", request.headers().first("host").orElse("")));
        fields.add(new Headers.Field("X-Original-Remote-Addr", "192.0.2.7"));
        fields.add(new Headers.Field("X-Original-Scheme", "https"));
        request.headers().fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase("host"))
                .forEach(fields::add);
        fields.addAll(Headers.of(more).fields());
        return Headers.of(fields);
    }
}
