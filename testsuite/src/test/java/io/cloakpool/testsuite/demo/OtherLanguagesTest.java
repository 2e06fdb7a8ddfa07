package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS SDKs for Python and JavaScript with nothing changed but their endpoints. The scripts end with 0 only if all came out. */
@ExtendWith(RunningDemo.Extension.class)
class OtherLanguagesTest {
    @Test
    void boto3_works_by_its_endpoint_alone(RunningDemo demo) {
        assumeTrue(
                Commands.succeeds("python3", "-c", "import boto3"),
                "SKIPPED: python3 with boto3 is not installed here, so the SDK for Python was not tried");

        Commands.Run run = Commands.run(environment(demo), "python3", "src/test/python/pool_client.py");

        assertThat(run.code()).as(run.output() + run.errors()).isZero();
        assertThat(run.output()).contains("all of the Python client came out as expected");
    }

    @Test
    void the_javascript_sdk_works_by_its_endpoint_alone(RunningDemo demo) throws IOException {
        Optional<Path> program = Clients.javaScript("pool-client.mjs");
        assumeTrue(program.isPresent(), Clients.NO_JAVASCRIPT);

        Commands.Run run =
                Commands.run(environment(demo), "node", program.orElseThrow().toString());

        assertThat(run.code()).as(run.output() + run.errors()).isZero();
        assertThat(run.output()).contains("all of the JavaScript client came out as expected");
    }

    @Test
    void amplify_keeps_the_identity_of_a_guest_who_signs_in(RunningDemo demo) throws IOException {
        Optional<Path> program = Clients.amplify();
        assumeTrue(program.isPresent(), Clients.NO_AMPLIFY);

        Commands.Run run =
                Commands.run(environment(demo), "node", program.orElseThrow().toString());

        assertThat(run.code()).as(run.output() + run.errors()).isZero();
        assertThat(run.output()).contains("all of Amplify came out as expected");
    }

    private static Map<String, String> environment(RunningDemo demo) {
        People people = new People(demo);
        People.Tokens tokens = people.signIn(people.newPerson());
        Map<String, String> values = new HashMap<>(demo.values());
        values.put("ID_TOKEN", tokens.id());
        values.put("ACCESS_TOKEN", tokens.access());
        values.put("LOGIN_KEY", demo.loginKey());
        return values;
    }
}
