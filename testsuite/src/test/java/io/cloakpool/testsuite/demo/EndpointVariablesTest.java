package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.testsuite.demo.Clients.Client;
import io.cloakpool.testsuite.demo.Clients.Skill;
import io.cloakpool.testsuite.demo.Commands.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Programs whose code names no endpoint: {@code AWS_ENDPOINT_URL_COGNITO_IDENTITY}, {@code _STS} and {@code _S3} lead them here. */
@ExtendWith(RunningDemo.Extension.class)
class EndpointVariablesTest {
    @Test
    void the_sdk_for_java_follows_its_environment(RunningDemo demo) {
        assertFollows(Clients.java(), demo);
    }

    @Test
    void the_sdk_for_javascript_follows_its_environment(RunningDemo demo) throws IOException {
        Optional<Client> javaScript = Clients.javaScript();
        assumeTrue(javaScript.isPresent(), Clients.NO_JAVASCRIPT);
        assertFollows(javaScript.orElseThrow(), demo);
    }

    @Test
    void boto3_follows_its_environment(RunningDemo demo) {
        List<Client> able = Clients.python()
                .filter(client -> client.skills().contains(Skill.ENDPOINT_VARIABLES))
                .toList();
        assumeTrue(!able.isEmpty(), "SKIPPED: no boto3 here knows AWS_ENDPOINT_URL_<SERVICE> (botocore 1.31 does)");
        able.forEach(client -> assertFollows(client, demo));
    }

    private static void assertFollows(Client client, RunningDemo demo) {
        People people = new People(demo);
        String token = people.signIn(people.newPerson()).id();
        Session session = Session.of(demo, token);
        AwsSessionCredentials keys = session.credentials();
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY", demo.realm() + "/cognito-identity",
                "AWS_ENDPOINT_URL_STS", demo.realm() + "/sts",
                "AWS_ENDPOINT_URL_S3", demo.get("S3_ENDPOINT"),
                "AWS_REGION", demo.get("REGION"),
                "AWS_DEFAULT_REGION", demo.get("REGION"),
                "AWS_CONFIG_FILE", Path.of("target/no-profile").toString(),
                "AWS_ACCESS_KEY_ID", keys.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", keys.secretAccessKey(),
                "AWS_SESSION_TOKEN", keys.sessionToken()));
        environment.putAll(Map.of(
                "BUCKET", demo.get("BUCKET"),
                "IDENTITY_POOL_ID", demo.get("IDENTITY_POOL_ID"),
                "LOGIN_KEY", demo.loginKey(),
                "ID_TOKEN", token));

        Run run = client.run(environment);

        assertThat(run.code()).as("%s: %s", client, run.errors()).isZero();
        assertThat(run.output().lines())
                .as(client.name())
                .satisfiesExactly(
                        arn -> assertThat(arn).endsWith(":assumed-role/DemoUser/CognitoIdentityCredentials"),
                        object -> assertThat(object).isEqualTo("for everybody"),
                        identity -> assertThat(identity).isEqualTo(session.identity()));
    }
}
