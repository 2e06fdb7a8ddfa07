package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.testsuite.demo.Clients.Client;
import io.cloakpool.testsuite.demo.Clients.Skill;
import io.cloakpool.testsuite.demo.Commands.Run;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** AWS clients on a terminal: the device flow, {@code credential_process} and the container-credentials provider. */
@ExtendWith(RunningDemo.Extension.class)
class TerminalClientsTest {
    private static final int SHORT_LIFE_SECONDS = 15;
    private static final int LIMIT_SECONDS = 120;

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
        realm(demo, Map.of("revokeRefreshToken", true, "refreshTokenMaxReuse", 0));
        lifeOfAccessTokens(demo, Integer.toString(SHORT_LIFE_SECONDS));
        try {
            Helper helper = Helper.signedIn(demo, folder);
            Path tokenFile = folder.resolve("token");
            Process watch = helper.watch(tokenFile);
            try (Changes changes = Changes.of(tokenFile)) {
                for (int round = 0; round < 2; round++) {
                    changes.next();
                    List<Run> runs = Stream.generate(helper::credentials)
                            .limit(3)
                            .parallel()
                            .toList();
                    assertThat(runs).extracting(Run::code).containsOnly(0);
                }
            } finally {
                stop(watch);
            }
        } finally {
            lifeOfAccessTokens(demo, "");
            realm(demo, Map.of("revokeRefreshToken", false));
        }
    }

    @Test
    void credential_process_serves_every_client(RunningDemo demo) throws Exception {
        Helper helper = Helper.signedIn(demo, folder);
        Path profile = profile("credential_process = " + helper.credentialProcess());

        for (Client client : clients(Set.of())) {
            assertWorks(client, demo, environment(demo, client, profile));
        }
    }

    @Test
    void the_container_provider_serves_every_client_past_the_life_of_a_token(RunningDemo demo) throws Exception {
        List<Client> clients = clients(Set.of(Skill.TOKEN_FILE));
        lifeOfAccessTokens(demo, Integer.toString(SHORT_LIFE_SECONDS));
        try {
            Helper helper = Helper.signedIn(demo, folder);
            Path tokenFile = folder.resolve("token");
            Process watch = helper.watch(tokenFile);
            try (Changes changes = Changes.of(tokenFile)) {
                String first = changes.next();
                for (Client client : clients) {
                    assertWorks(client, demo, container(demo, client, tokenFile));
                }
                // It is rewritten before its end, so the first one is over when it is rewritten again.
                changes.next();
                changes.next();
                assertThat(door(demo, first.substring("Bearer ".length())).status())
                        .as("the first token is over")
                        .isEqualTo(401);
                for (Client client : clients) {
                    assertWorks(client, demo, container(demo, client, tokenFile));
                }
            } finally {
                stop(watch);
            }
        } finally {
            lifeOfAccessTokens(demo, "");
        }
    }

    /** All clients of this machine with these skills; who is left out is told in the report. */
    private static List<Client> clients(Set<Skill> skills) throws IOException {
        List<Client> all = new ArrayList<>(List.of(Clients.java()));
        Clients.python().forEach(all::add);
        Clients.cli().forEach(all::add);
        if (Commands.succeeds("node", "--version") && Commands.succeeds("npm", "--version")) {
            all.add(Clients.javaScript());
        }
        List<Client> able = all.stream()
                .filter(client -> client.skills().containsAll(skills))
                .toList();
        all.stream()
                .filter(client -> !able.contains(client))
                .forEach(client -> System.out.println("SKIPPED: " + client + " does not know " + skills));
        Set<String> kinds =
                able.stream().map(client -> client.name().split(" ", 2)[0]).collect(Collectors.toSet());
        System.out.println("Clients tried: " + able);
        assumeTrue(
                kinds.containsAll(Set.of("boto3", "aws-cli", "AWS")) && able.size() > 3,
                "SKIPPED: only " + able + " of boto3, AWS CLI, Java and JavaScript are here with " + skills);
        return able;
    }

    private static void assertWorks(Client client, RunningDemo demo, Map<String, String> environment) {
        Run run = client.run(environment);
        assertThat(run.code()).as("%s: %s", client, run.errors()).isZero();
        assertThat(run.output().lines().toList())
                .as(client.name())
                .hasSize(2)
                .satisfiesExactly(
                        arn -> assertThat(arn).endsWith(":assumed-role/DemoUser/CognitoIdentityCredentials"),
                        object -> assertThat(object).isEqualTo("for everybody"));
        assertThat(demo.get("BUCKET")).isNotEmpty();
    }

    private static Map<String, String> container(RunningDemo demo, Client client, Path tokenFile) throws IOException {
        Path none = tokenFile.resolveSibling("no-profile");
        Map<String, String> environment = new HashMap<>(environment(demo, client, none));
        environment.put(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", tokenFile.toString());
        return environment;
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
        // The program for Java needs the address for its interceptor.
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
        String id = Http.get(URI.create(demo.admin() + "/clients?clientId=" + Helper.CLIENT), bearer)
                .json()
                .path(0)
                .path("id")
                .asText();
        People.expect(Http.json(
                "PUT",
                URI.create(demo.admin() + "/clients/" + id),
                Map.of("clientId", Helper.CLIENT, "attributes", Map.of("access.token.lifespan", seconds)),
                bearer));
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
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
        public void close() throws IOException {
            watch.close();
        }
    }
}
