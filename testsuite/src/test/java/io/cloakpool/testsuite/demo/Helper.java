package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.examples.credentialhelper.CredentialHelper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The credential helper as a program of its own, in a folder of one person. */
final class Helper {
    /** The public client of the demo realm for terminals. */
    static final String CLIENT = "cli";

    private static final Pattern ADDRESS = Pattern.compile("or open (\\S+)");
    private static final int LIMIT_SECONDS = 90;

    private final RunningDemo demo;
    private final Path folder;

    private Helper(RunningDemo demo, Path folder) {
        this.demo = demo;
        this.folder = folder;
    }

    /** Installs the helper and signs somebody in who agrees in the browser. */
    static Helper signedIn(RunningDemo demo, Path folder) throws IOException, InterruptedException {
        Helper helper = installed(demo, folder);
        assertThat(helper.login("accept")).isZero();
        return helper;
    }

    /** Writes a script that starts the helper, as somebody would put it on the path. */
    static Helper installed(RunningDemo demo, Path folder) throws IOException {
        String script = "#!/bin/sh\nexec '%s' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        CredentialHelper.class.getName());
        Path program = folder.resolve("credential-helper");
        Files.writeString(program, script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Helper(demo, folder);
    }

    /**
     * Runs {@code login} while the demo's first user signs in at the address that it prints.
     *
     * @param decision {@code accept} or {@code cancel}, the buttons of Keycloak's page
     * @return the exit code
     */
    int login(String decision) throws IOException, InterruptedException {
        Path terminal = folder.resolve("login.err");
        Process login = Commands.start(folder, Map.of(), command("login"), folder.resolve("login.out"), terminal);
        URI address = null;
        while (address == null) {
            Matcher found = ADDRESS.matcher(Files.readString(terminal));
            address = found.find() ? URI.create(found.group(1)) : null;
            if (address == null && login.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the login ended: " + Files.readString(terminal));
            }
        }
        WebPages browser = new WebPages();
        WebPages.Page named = browser.send(browser.open(address), Map.of("username", demo.get("USERNAME")));
        WebPages.Page consent = browser.send(named, Map.of("password", demo.get("PASSWORD")));
        browser.send(consent, Map.of(decision, "x"));
        assertThat(login.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("login.out")).isEmptyFile();
        return login.exitValue();
    }

    /** One run of a command. */
    Commands.Run run(String command, String... more) {
        return Commands.run(folder, Map.of(), command(command, more));
    }

    Commands.Run credentials() {
        return run("credentials", "--pool", demo.get("IDENTITY_POOL_ID"));
    }

    /** Runs until it is destroyed. */
    Process watch(Path tokenFile) throws IOException {
        return Commands.start(
                folder,
                Map.of(),
                command("watch", "--token-file", tokenFile.toString()),
                folder.resolve("watch.out"),
                folder.resolve("watch.err"));
    }

    /** The line for {@code credential_process} in a profile. */
    String credentialProcess() {
        return String.join(" ", command("credentials", "--pool", demo.get("IDENTITY_POOL_ID")));
    }

    /** The access token of the stored session. */
    String accessToken() throws IOException {
        return session().path("accessToken").asText();
    }

    /** Makes the stored access token look used up, so that whoever comes next refreshes. */
    void age() throws IOException {
        Files.writeString(sessionFile(), session().put("renewAt", 0).toString());
    }

    private ObjectNode session() throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(sessionFile().toFile());
    }

    private Path sessionFile() {
        return folder.resolve("state/session.json");
    }

    private List<String> command(String command, String... more) {
        List<String> line = new ArrayList<>(List.of(
                folder.resolve("credential-helper").toString(),
                command,
                "--realm",
                demo.realm().toString(),
                "--client",
                CLIENT,
                "--state",
                folder.resolve("state").toString()));
        line.addAll(List.of(more));
        return line;
    }
}
