package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Clients.Client;
import io.cloakpool.testsuite.demo.Clients.Skill;
import io.cloakpool.testsuite.demo.Commands.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** AWS clients on a terminal: the device flow, {@code credential_process} and the container-credentials provider. */
@ExtendWith(RunningDemo.Extension.class)
class TerminalClientsTest {
    private static final int SHORT_LIFE_SECONDS = 15;
    private static final int LIMIT_SECONDS = 120;
    private static final int SIDE_BY_SIDE = 3;

    private final Path folder;

    TerminalClientsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void who_agrees_in_the_browser_is_signed_in_on_the_terminal(RunningDemo demo) throws Exception {
        Helper helper = Helper.signedIn(demo, folder);

        Run run = helper.credentials().succeeded();

        assertThat(run.output()).contains("\"Version\":1", "\"AccessKeyId\":\"ASIA", "\"Expiration\":\"");
        assertThat(run.errors()).isEmpty();
        assertThat(Files.readString(folder.resolve("login.err")))
                .contains("Signed in.")
                .doesNotContain(helper.accessToken());
    }

    @Test
    void who_says_no_in_the_browser_is_not(RunningDemo demo) throws Exception {
        Helper helper = Helper.installed(demo, folder);

        assertThat(helper.login("cancel")).isEqualTo(5);

        assertThat(Files.readString(folder.resolve("login.err"))).contains("denied in the browser");
        assertThat(helper.credentials().code()).isEqualTo(3);
    }

    @Test
    void a_logout_ends_the_session_at_the_server(RunningDemo demo) throws Exception {
        Helper helper = Helper.signedIn(demo, folder);
        String accessToken = helper.accessToken();
        assertThat(door(demo, accessToken).status()).isEqualTo(200);

        helper.run("logout").succeeded();

        assertThat(door(demo, accessToken).status()).isEqualTo(401);
        assertThat(helper.credentials().code()).isEqualTo(3);
    }

    @Test
    void processes_side_by_side_survive_a_realm_that_takes_each_refresh_token_once(RunningDemo demo) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        realm(demo, Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0));
        try {
            Helper helper = Helper.signedIn(demo, folder);
            List<Callable<Run>> calls = Collections.nCopies(SIDE_BY_SIDE, helper::credentials);
            for (int round = 0; round < 3; round++) {
                String before = helper.accessToken();
                helper.age();
                for (Future<Run> run : threads.invokeAll(calls)) {
                    run.get().succeeded();
                }
                assertThat(helper.accessToken()).isNotEqualTo(before);
            }
        } finally {
            threads.shutdownNow();
            realm(demo, Map.of("revokeRefreshToken", false));
        }
    }

    @TestFactory
    Stream<DynamicTest> credential_process_serves(RunningDemo demo) throws Exception {
        Helper helper = Helper.signedIn(demo, folder);
        Path profile = profile("credential_process = " + helper.credentialProcess());

        return eachClient("", client -> assertWorks(client, environment(demo, client, profile)));
    }

    @TestFactory
    Stream<DynamicTest> the_container_provider_serves(RunningDemo demo) throws Exception {
        lifeOfAccessTokens(demo, Integer.toString(SHORT_LIFE_SECONDS));
        Helper helper = Helper.signedIn(demo, folder);
        Path tokenFile = folder.resolve("token");
        Process watch = helper.watch(tokenFile);
        Changes changes = Changes.of(tokenFile);
        String first = changes.next();

        return Stream.of(
                        eachClient("", client -> assertContainer(client, demo, tokenFile)),
                        Stream.of(dynamicTest("the first token ends", () -> {
                            // It is rewritten before its end, so the first one is over when it is rewritten again.
                            changes.next();
                            changes.next();
                            assertThat(door(demo, first.substring("Bearer ".length()))
                                            .status())
                                    .isEqualTo(401);
                        })),
                        eachClient(
                                " past the life of the first token",
                                client -> assertContainer(client, demo, tokenFile)))
                .flatMap(tests -> tests)
                .onClose(() -> {
                    watch.destroy();
                    watch.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
                    changes.close();
                    lifeOfAccessTokens(demo, "");
                });
    }

    /** What is tried with one client. */
    @FunctionalInterface
    private interface Trial {
        void of(Client client) throws Exception;
    }

    /** One test for each client of this machine; one that is skipped for each kind that it lacks. */
    private static Stream<DynamicTest> eachClient(String when, Trial trial) throws IOException {
        List<Client> all = Clients.all();
        Stream<DynamicTest> missing = Clients.KINDS.stream()
                .filter(kind -> all.stream().noneMatch(client -> client.name().startsWith(kind)))
                .map(kind -> dynamicTest(kind + when, () -> abort("SKIPPED: " + kind + " is not installed here")));
        return Stream.concat(
                all.stream().map(client -> dynamicTest(client.name() + when, () -> trial.of(client))), missing);
    }

    private static void assertContainer(Client client, RunningDemo demo, Path tokenFile) {
        assumeTrue(
                client.skills().contains(Skill.TOKEN_FILE),
                "SKIPPED: " + client.name() + " does not know AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        Map<String, String> environment =
                new HashMap<>(environment(demo, client, tokenFile.resolveSibling("no-profile")));
        environment.put(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", tokenFile.toString());
        assertWorks(client, environment);
    }

    private static void assertWorks(Client client, Map<String, String> environment) {
        Run run = client.run(environment);
        assertThat(run.code()).as("%s: %s", client, run.errors()).isZero();
        assertThat(run.output().lines())
                .as(client.name())
                .satisfiesExactly(
                        arn -> assertThat(arn).endsWith(":assumed-role/DemoUser/CognitoIdentityCredentials"),
                        object -> assertThat(object).isEqualTo("for everybody"));
    }

    /** What a client finds in its environment, besides credentials. */
    private static Map<String, String> environment(RunningDemo demo, Client client, Path profile) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_CONFIG_FILE", profile.toString(),
                "AWS_SHARED_CREDENTIALS_FILE", profile.resolveSibling("none").toString(),
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_REGION", demo.get("REGION"),
                "AWS_DEFAULT_REGION", demo.get("REGION"),
                "BUCKET", demo.get("BUCKET"),
                "STS_ENDPOINT", demo.realm() + "/sts",
                "S3_ENDPOINT", demo.get("S3_ENDPOINT")));
        if (client.skills().contains(Skill.ENDPOINT_VARIABLES)) {
            environment.put("AWS_ENDPOINT_URL_STS", demo.realm() + "/sts");
            environment.put("AWS_ENDPOINT_URL_S3", demo.get("S3_ENDPOINT"));
        }
        return environment;
    }

    private Path profile(String line) throws IOException {
        return Files.writeString(
                folder.resolve("config"), "[default]\n" + line + "\ns3 =\n    addressing_style = path\n");
    }

    private static Http.Answer door(RunningDemo demo, String accessToken) {
        return Http.get(
                URI.create(demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials"),
                "Authorization",
                "Bearer " + accessToken);
    }

    private static void realm(RunningDemo demo, Map<String, Object> change) {
        People.expect(Http.json("PUT", demo.admin(), change, new People(demo).bearer()));
    }

    /** @param seconds empty for the realm's own */
    private static void lifeOfAccessTokens(RunningDemo demo, String seconds) {
        String[] bearer = new People(demo).bearer();
        ObjectNode client =
                (ObjectNode) Http.get(URI.create(demo.admin() + "/clients?clientId=" + Helper.CLIENT), bearer)
                        .json()
                        .path(0);
        client.withObject("/attributes").put("access.token.lifespan", seconds);
        People.expect(Http.json(
                "PUT", URI.create(demo.admin() + "/clients/" + client.path("id").asText()), client, bearer));
    }

    /** The contents that a file takes on, one after another. */
    private record Changes(Path file, WatchService watch, StringBuilder last) implements AutoCloseable {
        static Changes of(Path file) throws IOException {
            WatchService watch = file.getFileSystem().newWatchService();
            Objects.requireNonNull(file.getParent()).register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            return new Changes(file, watch, new StringBuilder());
        }

        /** Waits for the next content. */
        String next() throws IOException, InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (System.nanoTime() < end) {
                String content = Files.exists(file) ? Files.readString(file) : "";
                if (!content.contentEquals(last)) {
                    last.replace(0, last.length(), content);
                    return content;
                }
                var events = watch.poll(1, TimeUnit.SECONDS);
                if (events != null) {
                    events.pollEvents();
                    events.reset();
                }
            }
            throw new AssertionError("the file does not change");
        }

        @Override
        public void close() {
            try {
                watch.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
