package io.cloakpool.testsuite.pool;

import static io.cloakpool.testsuite.pool.Cluster.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakpool.distribution.demo.EndpointPath;
import io.cloakpool.testsuite.demo.Commands;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.People.Person;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.Events;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithSamlResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** AssumeRoleWithSAML with the SDK and the CLI. Another realm of the server is the identity provider. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class AssumeRoleWithSamlTest {
    private static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
    private static final String REPORTS = "/demo/reports/a";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "other", config = OtherRealm.class)
    ManagedRealm idp;

    @InjectEvents
    Events events;

    private Doors doors;
    private People administrators;
    private SamlFixture saml;
    private Person bob;
    private String role;

    @BeforeEach
    void roleThatTrustsTheProvider() {
        doors = Doors.of(realm);
        administrators = new People(realm);
        bob = new People(idp).newPerson();
        saml = SamlFixture.create(realm, idp);
        role = "Reports" + saml.alias();
        putRole(Map.of());
        saml.app()
                .attribute(ATTRIBUTES + "Role", roleArn() + "," + saml.key())
                .attribute(ATTRIBUTES + "RoleSessionName", "bob@example.com");
    }

    @AfterEach
    void remove() {
        doors.admin("DELETE", "/identity-pools/roles/" + role, "", administrators.administrator());
        saml.close();
    }

    @Test
    void user_of_the_identity_provider_gets_what_the_role_allows() throws Exception {
        String response = saml.app().response(bob);
        events.clear();

        AssumeRoleWithSamlResponse answer = assume(response);

        AwsSessionCredentials credentials = credentials(answer);
        assertThat(answer.subject()).isEqualTo(bob.name());
        assertThat(answer.subjectType()).isEqualTo("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");
        assertThat(answer.issuer()).isEqualTo(SamlApp.issuer(idp));
        assertThat(answer.audience()).isEqualTo(saml.app().signIn().consumer());
        assertThat(answer.nameQualifier())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1")
                                .digest((SamlApp.issuer(idp) + "000000000000/" + saml.alias())
                                        .getBytes(StandardCharsets.UTF_8))));
        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + role + "/bob@example.com");
        assertThat(answer.assumedRoleUser().assumedRoleId()).endsWith(":bob@example.com");
        assertThat(answer.packedPolicySize()).isNull();
        assertThat(verdict(credentials, REPORTS)).isEqualTo("200");
        assertThat(verdict(credentials, "/demo/users/a")).isEqualTo("403 AccessDenied");
        var event = events.poll();
        assertThat(event.getDetails())
                .containsEntry("operation", "AssumeRoleWithSAML")
                .containsEntry("role", role)
                .containsEntry("identity_pool", saml.pool())
                .doesNotContainValue(response);
        try (CognitoIdentityClient app = BackEnd.unsigned(realm)) {
            String identity = app.getId(r -> r.identityPoolId(saml.pool()).logins(Map.of(saml.key(), response)))
                    .identityId();
            assertThat(doors.gateway()
                            .ask(SignedRequests.s3(credentials), REPORTS)
                            .header("x-cloakpool-identity-id"))
                    .isEqualTo(identity);
        }
    }

    @Test
    void every_aws_cli_takes_the_role() {
        List<Path> clis = Commands.all("aws").stream()
                .filter(aws -> Commands.succeeds(aws.toString(), "--version"))
                .toList();
        Assumptions.assumeTrue(!clis.isEmpty(), "SKIPPED: no AWS CLI is installed here");
        for (Path aws : clis) {
            Commands.Run run = Commands.run(
                    Map.of("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "us-east-1"),
                    aws.toString(),
                    "sts",
                    "assume-role-with-saml",
                    "--endpoint-url",
                    doors.uri("/sts").toString(),
                    "--role-arn",
                    roleArn(),
                    "--principal-arn",
                    saml.key(),
                    "--saml-assertion",
                    saml.app().response(bob),
                    "--query",
                    "[Subject,Issuer,AssumedRoleUser.Arn]",
                    "--output",
                    "text");

            assertThat(run.succeeded().output().strip().split("\\s+"))
                    .containsExactly(
                            bob.name(),
                            SamlApp.issuer(idp),
                            "arn:aws:sts::000000000000:assumed-role/" + role + "/bob@example.com");
        }
    }

    /** A binding that names no recipient takes what is sent to the door itself. */
    @Test
    void assertion_may_be_made_out_to_the_door() {
        String issuer = SamlApp.issuer(realm);
        saml.editor()
                .change(settings ->
                        saml.binding(settings).putPOJO("clientIds", List.of()).putPOJO("recipients", List.of()));
        try (SamlApp door = SamlApp.create(idp, issuer, issuer + "/sts")
                .attribute(ATTRIBUTES + "Role", roleArn() + "," + saml.key())
                .attribute(ATTRIBUTES + "RoleSessionName", "bob")) {
            assertThat(assume(door.response(bob)).audience()).isEqualTo(issuer + "/sts");
        }
    }

    @Test
    void tags_of_the_identity_provider_reach_the_policy_where_the_role_takes_them() {
        saml.app().attribute(ATTRIBUTES + "PrincipalTag:team", "blue");
        assertCode("AccessDenied", saml.app().response(bob));
        putRole(Map.of(
                "callerTags", List.of("team"), "policy", policy("arn:aws:s3:::demo/${aws:PrincipalTag/team}/*")));

        AssumeRoleWithSamlResponse answer = assume(saml.app().response(bob));

        assertThat(answer.packedPolicySize()).isEqualTo(1);
        assertThat(verdict(credentials(answer), "/demo/blue/a")).isEqualTo("200");
        assertThat(verdict(credentials(answer), "/demo/green/a")).isEqualTo("403 AccessDenied");
    }

    @Test
    void who_is_not_granted_or_not_trusted_gets_nothing() {
        String response = saml.app().response(bob);
        String other = "arn:aws:iam::000000000000:role/" + Doors.ROLE;
        assertCode("AccessDenied", other, saml.key(), response);
        assertCode("InvalidIdentityToken", roleArn(), saml.key() + "x", response);
        assertCode("InvalidIdentityToken", Base64.getEncoder().encodeToString("<x/>".getBytes(StandardCharsets.UTF_8)));
        assertCode("InvalidIdentityToken", changed(response));
        putRole(Map.of("trustedLogins", List.of(trust("somebody-else"))));
        assertCode("AccessDenied", response);
        try (SamlApp silent = SamlApp.create(
                idp, "urn:silent-" + saml.alias(), saml.app().signIn().consumer())) {
            putRole(Map.of());
            saml.editor().change(settings -> saml.binding(settings)
                    .putPOJO("clientIds", List.of("urn:silent-" + saml.alias())));
            StsException refused = assertCode("InvalidIdentityToken", silent.response(bob));
            assertThat(refused.awsErrorDetails().errorMessage()).contains("is required in AuthnResponse");
        }
    }

    @Test
    void assertion_that_gave_a_role_serves_no_other_pool() {
        String second = saml.newPool(saml.alias() + "-2");
        try (CognitoIdentityClient app = BackEnd.unsigned(realm)) {
            saml.editor(second).change(saml::acceptApp);
            String response = saml.app().response(bob);
            assume(response);
            assume(response);

            assertThatThrownBy(() -> app.getId(r -> r.identityPoolId(second).logins(Map.of(saml.key(), response))))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("used elsewhere");
        } finally {
            saml.administrator().deleteIdentityPool(r -> r.identityPoolId(second));
        }
    }

    @Test
    void parameters_are_judged_as_sts_does() {
        String response = saml.app().response(bob);
        Map<String, String> good = Map.of(
                "Action",
                "AssumeRoleWithSAML",
                "Version",
                "2011-06-15",
                "RoleArn",
                roleArn(),
                "PrincipalArn",
                saml.key(),
                "SAMLAssertion",
                response);
        Map<String, String> verdicts = new HashMap<>();
        Map<String, Map<String, String>> changes = Map.of(
                "short", Map.of("DurationSeconds", "899"),
                "long", Map.of("DurationSeconds", "43201"),
                "beyond the role", Map.of("DurationSeconds", "43200"),
                "policies by ARN", Map.of("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess"),
                "no assertion", Map.of("SAMLAssertion", ""),
                "endless", Map.of("SAMLAssertion", "x".repeat(100_001)),
                "policy", Map.of("Policy", "{}"));
        changes.forEach((name, change) -> {
            Map<String, String> changed = new HashMap<>(good);
            changed.putAll(change);
            verdicts.put(name, Doors.stsVerdict(Http.form(doors.uri("/sts"), changed)));
        });

        assertThat(verdicts)
                .isEqualTo(Map.of(
                        "short", "400 ValidationError",
                        "long", "400 ValidationError",
                        "beyond the role", "400 ValidationError",
                        "policies by ARN", "400 InvalidParameterValue",
                        "no assertion", "400 ValidationError",
                        "endless", "400 ValidationError",
                        "policy", "400 MalformedPolicyDocument"));
        assertThat(Doors.stsVerdict(Http.form(doors.uri("/sts"), good))).isEqualTo("200");
    }

    private static String changed(String response) {
        String xml = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        String other = xml.replace("bob@example.com", "root@example.com");
        assertThat(other).isNotEqualTo(xml);
        return Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8));
    }

    private StsException assertCode(String code, String response) {
        return assertCode(code, roleArn(), saml.key(), response);
    }

    private StsException assertCode(String code, String wanted, String provider, String response) {
        StsException thrown = catchThrowableOfType(StsException.class, () -> assume(wanted, provider, response));
        assertThat(thrown).as("refusal with " + code).isNotNull();
        assertThat(thrown.awsErrorDetails().errorCode())
                .as(thrown.awsErrorDetails().errorMessage())
                .isEqualTo(code);
        return thrown;
    }

    private AssumeRoleWithSamlResponse assume(String response) {
        return assume(roleArn(), saml.key(), response);
    }

    private AssumeRoleWithSamlResponse assume(String wanted, String provider, String response) {
        URI endpoint = doors.uri("/sts");
        try (StsClient sts = StsClient.builder()
                .endpointOverride(endpoint)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new EndpointPath(endpoint)))
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            return sts.assumeRoleWithSAML(
                    r -> r.roleArn(wanted).principalArn(provider).samlAssertion(response));
        }
    }

    private static AwsSessionCredentials credentials(AssumeRoleWithSamlResponse answer) {
        Issued.add(answer.credentials().secretAccessKey());
        Issued.add(answer.credentials().sessionToken());
        return AwsSessionCredentials.create(
                answer.credentials().accessKeyId(),
                answer.credentials().secretAccessKey(),
                answer.credentials().sessionToken());
    }

    private String verdict(AwsSessionCredentials credentials, String path) {
        return GatewayCalls.verdict(doors.gateway().ask(SignedRequests.s3(credentials), path));
    }

    private String roleArn() {
        return "arn:aws:iam::000000000000:role/" + role;
    }

    private Map<String, Object> trust(String subject) {
        return Map.of("pool", saml.alias(), "binding", "saml-" + saml.alias(), "subjects", List.of(subject));
    }

    private void putRole(Map<String, ?> more) {
        Map<String, Object> json = new HashMap<>(Map.of(
                "name",
                role,
                "trustedPools",
                List.of(saml.alias()),
                "trustedLogins",
                List.of(trust(bob.name())),
                "policy",
                policy("arn:aws:s3:::demo/reports/*")));
        json.putAll(more);
        Http.Answer put = doors.admin("PUT", "/identity-pools/roles/" + role, json, administrators.administrator());
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    private static Map<String, Object> policy(String resource) {
        return Map.of("Version", "2012-10-17", "Statement", List.of(statement("s3:GetObject", resource)));
    }
}
