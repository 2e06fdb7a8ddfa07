package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.cloakpool.testsuite.demo.Clients.Client;
import io.cloakpool.testsuite.demo.Clients.Skill;
import io.cloakpool.testsuite.demo.Commands.Run;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.LoginStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs as they run in a pod: a projected service-account token in a file, the role's ARN and the endpoint in the environment,
 * and no credentials. The SDK for Java drops the endpoint's path and is tried in {@code OwnStsTest} with the interceptor.
 */
@ExtendWith(RunningDemo.Extension.class)
class KubernetesTest {
    private static final String AUDIENCE = "sts.amazonaws.com";
    private static final String CLUSTER = "cluster";
    private static final String ROLE = "Workload";
    private static final String API = "system:serviceaccount:prod:api";
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.example";

    private final Path folder;

    KubernetesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @TestFactory
    Stream<DynamicTest> service_account_reads_the_store(RunningDemo demo) throws IOException {
        LoginStandIn cluster = cluster(demo);
        List<Client> clients = Stream.of(Clients.javaScript().stream(), Clients.python(), Clients.cli())
                .flatMap(found -> found)
                .toList();
        Stream<DynamicTest> missing = Clients.KINDS.stream()
                .filter(kind ->
                        clients.stream().noneMatch(client -> client.name().startsWith(kind)))
                .map(kind ->
                        dynamicTest(kind, () -> abort("SKIPPED: " + kind + " is not installed here, or not for this")));
        return Stream.concat(
                        clients.stream()
                                .map(client -> dynamicTest(client.name(), () -> assertReads(client, demo, cluster))),
                        missing)
                .onClose(cluster::close);
    }

    private void assertReads(Client client, RunningDemo demo, LoginStandIn cluster) throws IOException {
        assumeTrue(
                client.skills().contains(Skill.ENDPOINT_VARIABLES),
                "SKIPPED: " + client.name() + " does not know AWS_ENDPOINT_URL_<SERVICE>");
        Path token = Files.writeString(folder.resolve("token"), token(cluster, API));
        Path profile = Files.writeString(folder.resolve("config"), "[default]\ns3 =\n    addressing_style = path\n");
        Map<String, String> environment = pod(demo, token, profile);
        String session = session();
        environment.put("AWS_ROLE_SESSION_NAME", session);

        for (int time = 0; time < 2; time++) {
            Run run = client.run(environment);

            assertThat(run.code()).as("%s: %s", client, run.errors()).isZero();
            assertThat(run.output().lines())
                    .as(client.name())
                    .satisfiesExactly(
                            arn -> assertThat(arn).endsWith(":assumed-role/" + ROLE + "/" + session),
                            object -> assertThat(object).isEqualTo("for everybody"));
            Files.writeString(token, token(cluster, API));
        }
        Files.writeString(token, token(cluster, "system:serviceaccount:dev:api"));
        environment.put("AWS_ROLE_SESSION_NAME", session());
        Run refused = client.run(environment);
        assertThat(refused.code()).isNotZero();
        assertThat(refused.errors() + refused.output()).contains("AccessDenied");
    }

    /** How versions that do not know the variables do it: they name the endpoint. */
    @Test
    void every_aws_cli_takes_the_role_at_an_endpoint_that_it_is_told(RunningDemo demo) throws IOException {
        List<Path> clis = Commands.all("aws").stream()
                .filter(aws -> Commands.succeeds(aws.toString(), "--version"))
                .toList();
        assumeTrue(!clis.isEmpty(), "SKIPPED: no AWS CLI is installed here");
        try (LoginStandIn cluster = cluster(demo)) {
            String token = token(cluster, API);
            for (Path aws : clis) {
                Run run = Commands.run(
                        Map.of("AWS_REGION", demo.get("REGION"), "AWS_DEFAULT_REGION", demo.get("REGION")),
                        aws.toString(),
                        "sts",
                        "assume-role-with-web-identity",
                        "--endpoint-url",
                        demo.realm() + "/sts",
                        "--role-arn",
                        arn(),
                        "--role-session-name",
                        "pod-1",
                        "--web-identity-token",
                        token,
                        "--query",
                        "[SubjectFromWebIdentityToken,Audience,Provider,AssumedRoleUser.Arn]",
                        "--output",
                        "text");

                assertThat(run.succeeded().output().strip().split("\\s+"))
                        .containsExactly(
                                API, AUDIENCE, ISSUER, "arn:aws:sts::000000000000:assumed-role/" + ROLE + "/pod-1");
            }
        }
    }

    private static Map<String, String> pod(RunningDemo demo, Path token, Path profile) {
        return new HashMap<>(Map.of(
                "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                "AWS_ROLE_ARN", arn(),
                "AWS_ENDPOINT_URL_STS", demo.realm() + "/sts",
                "AWS_ENDPOINT_URL_S3", demo.get("S3_ENDPOINT"),
                "AWS_REGION", demo.get("REGION"),
                "AWS_DEFAULT_REGION", demo.get("REGION"),
                "AWS_CONFIG_FILE", profile.toString(),
                "AWS_EC2_METADATA_DISABLED", "true",
                "BUCKET", demo.get("BUCKET")));
    }

    /** A new one each time: the AWS CLI keeps what it got for a role and a session, beyond its own end. */
    private static String session() {
        return "pod-" + UUID.randomUUID();
    }

    private static String arn() {
        return "arn:aws:iam::000000000000:role/" + ROLE;
    }

    /** A cluster whose issuer is an identity provider of the realm, and a pool and a role for its service accounts. */
    private static LoginStandIn cluster(RunningDemo demo) {
        LoginStandIn cluster = new LoginStandIn();
        String[] bearer = new People(demo).bearer();
        Http.json("DELETE", URI.create(demo.admin() + "/identity-provider/instances/" + CLUSTER), Map.of(), bearer);
        People.expect(Http.json(
                "POST",
                URI.create(demo.admin() + "/identity-provider/instances"),
                Map.of(
                        "alias",
                        CLUSTER,
                        "providerId",
                        "oidc",
                        "enabled",
                        true,
                        "hideOnLogin",
                        true,
                        "config",
                        Map.of(
                                "issuer",
                                ISSUER,
                                "clientId",
                                "not-used",
                                "clientSecret",
                                "not-used",
                                "authorizationUrl",
                                ISSUER + "/none",
                                "tokenUrl",
                                ISSUER + "/none",
                                "validateSignature",
                                "true",
                                "useJwksUrl",
                                "true",
                                "jwksUrl",
                                cluster.url("/keys"))),
                bearer));
        People.expect(Http.json(
                "PUT",
                URI.create(demo.admin() + "/identity-pools/" + CLUSTER),
                Map.of(
                        "name",
                        CLUSTER,
                        "bindings",
                        List.of(Map.of(
                                "name",
                                CLUSTER,
                                "provider",
                                "oidc",
                                "providerName",
                                CLUSTER,
                                "clientIds",
                                List.of(AUDIENCE))),
                        "roles",
                        List.of(Map.of(
                                "name",
                                ROLE,
                                "trustedPools",
                                List.of(CLUSTER),
                                "policy",
                                Map.of(
                                        "Version",
                                        "2012-10-17",
                                        "Statement",
                                        Map.of(
                                                "Effect",
                                                "Allow",
                                                "Action",
                                                "s3:GetObject",
                                                "Resource",
                                                "arn:aws:s3:::" + demo.get("BUCKET") + "/public/*")),
                                "trustedLogins",
                                List.of(Map.of("pool", CLUSTER, "binding", CLUSTER, "subjects", List.of(API)))))),
                bearer));
        return cluster;
    }

    private static String token(LoginStandIn cluster, String subject) {
        String token = LoginStandIn.signed(
                Map.of("alg", "RS256", "kid", cluster.key().kid()),
                LoginStandIn.claims(ISSUER, AUDIENCE, Map.of("sub", subject, "aud", List.of(AUDIENCE))),
                cluster.key());
        Issued.add(token);
        return token;
    }
}
