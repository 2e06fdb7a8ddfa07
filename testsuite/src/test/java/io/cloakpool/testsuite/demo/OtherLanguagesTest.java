package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The AWS SDKs for Python and JavaScript with nothing changed but their endpoints. The scripts end with 0 only if all came out. */
@ExtendWith(RunningDemo.Extension.class)
class OtherLanguagesTest {
    private static final int LIMIT_SECONDS = 240;

    @Test
    void boto3_works_by_its_endpoint_alone(RunningDemo demo) throws Exception {
        assumeTrue(
                succeeds(Path.of(""), "python3", "-c", "import boto3"),
                "SKIPPED: python3 with boto3 is not installed here, so the SDK for Python was not tried");

        Run run = run(Path.of(""), environment(demo), "python3", "src/test/python/pool_client.py");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains("all of the Python client came out as expected");
    }

    @Test
    void the_javascript_sdk_works_by_its_endpoint_alone(RunningDemo demo) throws Exception {
        assumeTrue(
                succeeds(Path.of(""), "node", "--version") && succeeds(Path.of(""), "npm", "--version"),
                "SKIPPED: node and npm are not installed here, so the SDK for JavaScript was not tried");
        Path folder = Files.createDirectories(Path.of("target/js"));
        for (String file : List.of("package.json", ".npmrc", "pool-client.mjs")) {
            Files.copy(Path.of("src/test/js", file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(folder.resolve("node_modules/@aws-sdk/client-s3"))) {
            Run install = run(folder, Map.of(), "npm", "install", "--no-audit", "--no-fund");
            assumeTrue(
                    install.code() == 0,
                    "SKIPPED: npm could not install the SDK for JavaScript, so it was not tried. " + install.output());
        }

        Run run = run(folder, environment(demo), "node", "pool-client.mjs");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains("all of the JavaScript client came out as expected");
    }

    private record Run(int code, String output) {}

    private static Map<String, String> environment(RunningDemo demo) {
        People people = new People(demo);
        Map<String, String> values = new HashMap<>(demo.values());
        values.put("ID_TOKEN", people.signIn(people.newPerson()).id());
        values.put("LOGIN_KEY", demo.loginKey());
        return values;
    }

    private static boolean succeeds(Path folder, String... command) throws InterruptedException {
        try {
            return run(folder, Map.of(), command).code() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Run run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(Path.of("target"), "client", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not done in time: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
