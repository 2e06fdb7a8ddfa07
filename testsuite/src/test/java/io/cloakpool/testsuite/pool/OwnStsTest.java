package io.cloakpool.testsuite.pool;

import static io.cloakpool.testsuite.pool.Cluster.PROD;
import static io.cloakpool.testsuite.pool.Cluster.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.demo.EndpointPath;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.Doors.Session;
import io.cloakpool.testsuite.pool.LoginStandIn.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.events.EventType;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.testframework.annotations.InjectEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.EventAssertion;
import org.keycloak.testframework.events.Events;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** Roles taken at the realm's own security token service, by the AWS SDK. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OwnStsTest {
    private static final String JOBS = "/demo/jobs/a";
    private static final Duration ROTATION = Duration.ofSeconds(20);
    private static final List<Map<String, String>> ALL = List.of(statement("*", "*"));

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "other", config = OtherRealm.class)
    ManagedRealm otherRealm;

    @InjectEvents
    Events events;

    @TempDir
    Path folder;

    private Doors doors;
    private People people;
    private Cluster cluster;

    @BeforeEach
    void create() {
        doors = Doors.of(realm);
        people = new People(realm);
        cluster = Cluster.create(realm).withPool();
    }

    @AfterEach
    void remove() {
        cluster.close();
    }

    @Test
    void service_account_takes_the_role_that_trusts_it() {
        String token = cluster.token(PROD + "api");
        events.clear();
        AssumeRoleWithWebIdentityResponse answer = webIdentity("Job", token);

        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(PROD + "api");
        assertThat(answer.audience()).isEqualTo(Cluster.AUDIENCE);
        assertThat(answer.provider()).isEqualTo(cluster.issuerUrl());
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + cluster.role("Job") + "/pod-1");
        EventRepresentation event = Objects.requireNonNull(events.poll(), "no event");
        EventAssertion.assertSuccess(event)
                .type(EventType.TOKEN_EXCHANGE)
                .details("operation", "AssumeRoleWithWebIdentity")
                .details("role", cluster.role("Job"))
                .details("kind", "credentials")
                .details("lifetime", "3600");
        assertThat(event.getDetails().values()).doesNotContain(token);
        AwsSessionCredentials credentials = credentials(answer.credentials());
        assertThat(doors.authorize(SignedRequests.s3(credentials))).isEqualTo("200");
        assertThat(verdict(credentials, GatewayCalls.FORBIDDEN)).isEqualTo("403 AccessDenied");
        try (StsClient sts = sts(credentials)) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo(answer.assumedRoleUser().arn());
            assertThat(sts.getCallerIdentity().userId())
                    .isEqualTo(answer.assumedRoleUser().assumedRoleId());
        }
    }

    /** As a pod has it: a file that somebody else replaces, and a provider that reads it whenever it needs to. */
    @Test
    void token_file_of_a_pod_serves_the_sdk_and_goes_on_serving_when_it_is_replaced() throws Exception {
        Path file = folder.resolve("token");
        project(file, cluster.token(PROD + "api"));
        try (StsClient sts = sts(AnonymousCredentialsProvider.create())) {
            AwsCredentials first = fromFile(sts, file);
            assertThat(doors.authorize(SignedRequests.s3((AwsSessionCredentials) first)))
                    .isEqualTo("200");
            String identity = identity((AwsSessionCredentials) first);

            cluster.issuer().rotate();
            project(file, cluster.token(PROD + "api", Map.of("jti", "2")));
            AwsSessionCredentials second = eventually(() -> (AwsSessionCredentials) fromFile(sts, file));

            assertThat(second.accessKeyId()).isNotEqualTo(first.accessKeyId());
            assertThat(identity(second)).isEqualTo(identity);
            project(
                    file,
                    cluster.token(PROD + "api", Map.of("exp", Instant.now().getEpochSecond() - 1)));
            assertCode("ExpiredTokenException", () -> fromFile(sts, file));
        }
    }

    @Test
    void tokens_that_are_none_and_roles_that_do_not_trust_are_told_apart_by_a_good_token_only() {
        String good = cluster.token(PROD + "api");
        String forged = LoginStandIn.signed(
                Map.of("alg", "RS256", "kid", cluster.issuer().key().kid()),
                LoginStandIn.claims(cluster.issuerUrl(), Cluster.AUDIENCE, Map.of("sub", PROD + "api")),
                SigningKey.create());
        People.Tokens tokens = people.signIn();

        for (String role : List.of("Job", "Nobody")) {
            assertCode("InvalidIdentityToken", () -> webIdentity(role, forged));
            assertCode(
                    "InvalidIdentityToken",
                    () -> webIdentity(role, cluster.token(PROD + "api", Map.of("aud", "vault"))));
            assertCode(
                    "InvalidIdentityToken",
                    () -> webIdentity(role, cluster.token(PROD + "api", Map.of("iss", "https://x"))));
            assertCode("InvalidIdentityToken", () -> webIdentity(role, tokens.access()));
            assertCode(
                    "InvalidIdentityToken",
                    () -> webIdentity(role, new People(otherRealm).signIn().id()));
            assertCode(
                    "ExpiredTokenException",
                    () -> webIdentity(
                            role,
                            cluster.token(
                                    PROD + "api", Map.of("exp", Instant.now().getEpochSecond() - 1))));
        }
        StsException untrusted =
                assertCode("AccessDenied", () -> webIdentity("Job", cluster.token("system:serviceaccount:dev:api")));
        StsException unknown = assertCode("AccessDenied", () -> webIdentity("Nobody", good));
        StsException trustsNobody = assertCode("AccessDenied", () -> webIdentity("Job", tokens.id()));
        assertThat(untrusted.statusCode()).isEqualTo(403);
        assertThat(List.of(unknown, trustsNobody))
                .allSatisfy(e -> assertThat(e.awsErrorDetails().errorMessage())
                        .isEqualTo(untrusted.awsErrorDetails().errorMessage()));
    }

    @Test
    void user_of_the_realm_takes_a_role_with_its_id_token_as_long_as_it_is_good() {
        cluster.put(
                "Staff",
                List.of(statement("s3:GetObject", "arn:aws:s3:::demo/public/*")),
                Map.of(
                        "trustedLogins",
                        List.of(Map.of("pool", cluster.name(), "binding", "realm", "subjects", List.of("*")))));
        People.Person person = people.newPerson();
        String token = people.signIn(person).id();
        AwsSessionCredentials credentials =
                credentials(webIdentity("Staff", token).credentials());
        assertThat(doors.authorize(SignedRequests.s3(credentials))).isEqualTo("200");

        people.disable(person);

        assertCode("IDPRejectedClaim", () -> webIdentity("Staff", token));
        assertThat(doors.authorize(SignedRequests.s3(credentials))).isEqualTo("400 InvalidToken");
    }

    @Test
    void what_sts_does_not_take_is_refused_by_name() {
        String token = cluster.token(PROD + "api");
        try (StsClient sts = sts(AnonymousCredentialsProvider.create())) {
            assertCode(
                    "InvalidParameterValue",
                    () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(cluster.arn("Job"))
                            .roleSessionName("pod-1")
                            .webIdentityToken(token)
                            .providerId("www.amazon.com")));
            assertCode(
                    "ValidationError",
                    () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(cluster.arn("Job"))
                            .roleSessionName("pod-1")
                            .webIdentityToken(token)
                            .durationSeconds(3_601)));
            assertCode(
                    "MalformedPolicyDocument",
                    () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(cluster.arn("Job"))
                            .roleSessionName("pod-1")
                            .webIdentityToken(token)
                            .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{}]}")));
            assertCode(
                    "ValidationError",
                    () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(cluster.arn("Job"))
                            .roleSessionName("pod-1")
                            .webIdentityToken(token)
                            .policy("x".repeat(2_049))));
        }
    }

    @Test
    void holder_of_credentials_takes_a_narrower_role() {
        cluster.put("Part", ALL, Map.of("assumableBy", List.of(cluster.role("Job")), "callerTags", List.of("team")));
        AwsSessionCredentials job = job();
        events.clear();
        AssumeRoleResponse answer = assume(job, "Part", r -> r.policy(policy("s3:*", "arn:aws:s3:::demo/jobs/*"))
                .tags(Tag.builder().key("team").value("a").build())
                .durationSeconds(900));

        AwsSessionCredentials part = credentials(answer.credentials());
        assertThat(answer.packedPolicySize()).isPositive();
        assertThat(Duration.between(Instant.now(), answer.credentials().expiration()))
                .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(15));
        assertThat(verdict(part, JOBS)).isEqualTo("200");
        assertThat(verdict(part, GatewayCalls.PUBLIC))
                .as("by the session policy")
                .isEqualTo("403 AccessDenied");
        assertThat(verdict(part, GatewayCalls.FORBIDDEN))
                .as("by the first role")
                .isEqualTo("403 AccessDenied");
        assertThat(identity(part)).isEqualTo(identity(job));
        try (StsClient sts = sts(part)) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + cluster.role("Part") + "/chained");
        }
        EventAssertion.assertSuccess(Objects.requireNonNull(events.poll(), "no event"))
                .type(EventType.TOKEN_EXCHANGE)
                .details("operation", "AssumeRole")
                .details("role", cluster.role("Part"))
                .details("issuer", "embedded");
    }

    @Test
    void chain_stays_within_its_bounds() {
        cluster.put(
                "Part",
                ALL,
                Map.of(
                        "assumableBy",
                        List.of(cluster.role("Job"), cluster.role("Part")),
                        "callerTags",
                        List.of("team"),
                        "maxDuration",
                        43_200));
        AwsSessionCredentials job = job();
        AssumeRoleResponse once = assume(job, "Part", r -> r.tags(tag("team", "a")));
        AwsSessionCredentials part = credentials(once.credentials());

        assertCode("ValidationError", () -> assume(job, "Part", r -> r.durationSeconds(3_601)));
        assertCode("ValidationError", () -> assume(part, "Part", r -> r.tags(tag("TEAM", "b"))));
        assertCode("AccessDenied", () -> assume(job, "Part", r -> r.tags(tag("other", "b"))));
        assertCode("AccessDenied", () -> assume(job, "Job", r -> {}));
        assertCode("AccessDenied", () -> assume(job, "Nobody", r -> {}));
        assertCode("InvalidParameterValue", () -> assume(job, "Part", r -> r.externalId("xx")));
        assertCode("InvalidParameterValue", () -> assume(job, "Part", r -> r.transitiveTagKeys("team")));
        assertCode("InvalidParameterValue", () -> assume(job, "Part", r -> r.sourceIdentity("alice")));
        AwsSessionCredentials last = part;
        for (int i = 0; i < 3; i++) {
            last = credentials(assume(last, "Part", r -> {}).credentials());
        }
        AwsSessionCredentials end = last;
        assertCode("InvalidParameterValue", () -> assume(end, "Part", r -> {}));
        assertThat(verdict(end, JOBS)).isEqualTo("200");
    }

    @Test
    void chain_lives_no_longer_than_its_beginning() {
        cluster.put("Part", ALL, Map.of("assumableBy", List.of(cluster.role("Job"))));
        Credentials job = webIdentity("Job", cluster.token(PROD + "api"), 900).credentials();

        AssumeRoleResponse part = assume(credentials(job), "Part", r -> r.durationSeconds(3_600));

        assertThat(part.credentials().expiration()).isEqualTo(job.expiration());
    }

    @Test
    void chain_ends_with_its_first_role_and_with_its_identity() {
        cluster.put("Part", ALL, Map.of("assumableBy", List.of(cluster.role("Job"))));
        AwsSessionCredentials job = job();
        AwsSessionCredentials part = credentials(assume(job, "Part", r -> {}).credentials());
        assertThat(verdict(part, JOBS)).isEqualTo("200");

        enable("Job", false);
        assertThat(verdict(part, JOBS)).isEqualTo("400 InvalidToken");
        assertCode("InvalidClientTokenId", () -> assume(part, "Part", r -> {}));
        enable("Job", true);
        assertThat(verdict(part, JOBS)).isEqualTo("200");

        Http.Answer retired = doors.admin(
                "POST", "/identity-pools/identities/" + identity(part) + "/retire", Map.of(), people.administrator());
        assertThat(retired.status()).isEqualTo(204);
        assertThat(verdict(part, JOBS)).isEqualTo("400 InvalidToken");
    }

    @Test
    void only_a_holder_of_this_realms_credentials_takes_a_role_here() {
        cluster.put("Part", ALL, Map.of("assumableBy", List.of(cluster.role("Job"), Doors.ROLE)));
        Session ofOtherPool = doors.session(people.signIn().id());
        Session ofOtherRealm =
                Doors.of(otherRealm).session(new People(otherRealm).signIn().id());
        AwsSessionCredentials job = job();

        assertCode("AccessDenied", () -> assume(ofOtherPool.credentials(), "Part", r -> {}));
        assertCode("InvalidClientTokenId", () -> assume(ofOtherRealm.credentials(), "Part", r -> {}));
        assertCode(
                "SignatureDoesNotMatch",
                () -> assume(
                        AwsSessionCredentials.create(job.accessKeyId(), "x".repeat(40), job.sessionToken()),
                        "Part",
                        r -> {}));
        String form = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=chained&RoleArn=" + cluster.arn("Part");
        assertThat(Doors.stsVerdict(Http.form(
                        doors.uri("/sts"),
                        Map.of(
                                "Action", "AssumeRole",
                                "Version", "2011-06-15",
                                "RoleSessionName", "chained",
                                "RoleArn", cluster.arn("Part")))))
                .isEqualTo("403 MissingAuthenticationToken");
        assertThat(Doors.stsVerdict(SignedRequests.s3(job).to("s3").post(doors.uri("/sts"), form)))
                .isEqualTo("400 IncompleteSignature");
        assertThat(Doors.stsVerdict(SignedRequests.s3(job).to("sts").post(doors.uri("/sts"), form)))
                .isEqualTo("200");
        assertThat(Doors.stsVerdict(SignedRequests.s3(job)
                        .to("sts")
                        .post(doors.uri("/sts"), form + "&x=" + "x".repeat(80 * 1024) + "&y=" + "y".repeat(80 * 1024))))
                .isEqualTo("413 RequestEntityTooLarge");
    }

    @Test
    void trust_is_judged_when_it_is_saved_and_shown_when_it_goes_bad() {
        Map<String, Object> login = Map.of("pool", cluster.name(), "binding", "gone", "subjects", List.of("*"));
        Http.Answer dangling = cluster.tryToPut("Bad", ALL, Map.of("trustedLogins", List.of(login)));
        Http.Answer everybody = cluster.tryToPut(
                "Bad", ALL, Map.of("trustedLogins", List.of(Map.of("pool", cluster.name(), "binding", "cluster"))));
        ObjectNode stored = doors.admin(
                        "GET", "/identity-pools/roles/" + cluster.role("Job"), "", people.administrator())
                .json()
                .deepCopy();

        assertThat(dangling.status()).isEqualTo(400);
        assertThat(dangling.body()).contains("has no login binding 'gone'");
        assertThat(everybody.status()).isEqualTo(400);
        assertThat(everybody.body()).contains("trustedLogins /0/subjects is needed");
        assertThat(stored.path("trustedLogins").path(0).path("subjects").path(0).asText())
                .isEqualTo(PROD + "*");
        PoolEditor editor = new PoolEditor(doors, people, cluster.name());
        editor.change(pool -> PoolEditor.binding(pool, "cluster").put("name", "renamed"));
        Http.Answer shown = doors.admin("GET", "/identity-pools/" + cluster.name(), "", people.administrator());
        assertThat(shown.json().path("warnings").toString())
                .contains("trustedLogins of role '" + cluster.role("Job") + "': pool '" + cluster.name()
                        + "' has no login binding 'cluster'");
        assertCode("AccessDenied", () -> webIdentity("Job", cluster.token(PROD + "api")));
    }

    private AwsSessionCredentials job() {
        return credentials(webIdentity("Job", cluster.token(PROD + "api")).credentials());
    }

    private AssumeRoleWithWebIdentityResponse webIdentity(String role, String token) {
        return webIdentity(role, token, null);
    }

    private AssumeRoleWithWebIdentityResponse webIdentity(String role, String token, @Nullable Integer seconds) {
        Issued.add(token);
        try (StsClient sts = sts(AnonymousCredentialsProvider.create())) {
            return sts.assumeRoleWithWebIdentity(r -> r.roleArn(cluster.arn(role))
                    .roleSessionName("pod-1")
                    .webIdentityToken(token)
                    .durationSeconds(seconds));
        }
    }

    private AssumeRoleResponse assume(
            AwsSessionCredentials holder, String role, Consumer<AssumeRoleRequest.Builder> more) {
        try (StsClient sts = sts(holder)) {
            return sts.assumeRole(r -> {
                r.roleArn(cluster.arn(role)).roleSessionName("chained");
                more.accept(r);
            });
        }
    }

    private StsClient sts(AwsSessionCredentials credentials) {
        return sts(StaticCredentialsProvider.create(credentials));
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        URI endpoint = doors.uri("/sts");
        return StsClient.builder()
                .endpointOverride(endpoint)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new EndpointPath(endpoint)))
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials)
                .build();
    }

    private AwsCredentials fromFile(StsClient sts, Path file) {
        try (StsWebIdentityTokenFileCredentialsProvider provider = StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .roleArn(cluster.arn("Job"))
                .roleSessionName("pod-1")
                .webIdentityTokenFile(file)
                .build()) {
            AwsSessionCredentials credentials = (AwsSessionCredentials) provider.resolveCredentials();
            Issued.add(credentials.secretAccessKey());
            Issued.add(credentials.sessionToken());
            return credentials;
        }
    }

    /** As the kubelet does it: readers see the old token or the new one. */
    private static void project(Path file, String token) throws IOException {
        Issued.add(token);
        Path next = Files.writeString(file.resolveSibling("..data"), token);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keycloak asks for a key set no more often than every ten seconds. */
    private static <T> T eventually(Callable<T> call) throws Exception {
        Instant end = Instant.now().plus(ROTATION);
        while (true) {
            try {
                return call.call();
            } catch (StsException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    private static AwsSessionCredentials credentials(Credentials credentials) {
        Issued.add(credentials.secretAccessKey());
        Issued.add(credentials.sessionToken());
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private String verdict(AwsSessionCredentials credentials, String path) {
        return GatewayCalls.verdict(doors.gateway().ask(SignedRequests.s3(credentials), path));
    }

    private String identity(AwsSessionCredentials credentials) {
        return doors.gateway().ask(SignedRequests.s3(credentials), JOBS).header("x-cloakpool-identity-id");
    }

    private void enable(String role, boolean enabled) {
        String path = "/identity-pools/roles/" + cluster.role(role);
        ObjectNode stored =
                doors.admin("GET", path, "", people.administrator()).json().deepCopy();
        Http.Answer set = doors.admin("PUT", path, stored.put("enabled", enabled), people.administrator());
        assertThat(set.status()).as(set.body()).isEqualTo(200);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String policy(String action, String resource) {
        return LoginStandIn.json(
                new HashMap<>(Map.of("Version", "2012-10-17", "Statement", List.of(statement(action, resource)))));
    }

    private static StsException assertCode(String code, ThrowingCallable call) {
        StsException thrown = catchThrowableOfType(StsException.class, call);
        assertThat(thrown).as("refusal with " + code).isNotNull();
        assertThat(thrown.awsErrorDetails().errorCode())
                .as(thrown.awsErrorDetails().errorMessage())
                .isEqualTo(code);
        return thrown;
    }
}
