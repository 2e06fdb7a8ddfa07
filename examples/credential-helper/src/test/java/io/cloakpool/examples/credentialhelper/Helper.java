package io.cloakpool.examples.credentialhelper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program on a fake realm, with a folder and a clock of the test. */
final class Helper {
    final TestClock clock;
    private final FakeRealm realm;
    private final Path folder;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    Helper(FakeRealm realm, Path folder, int pausesAllowed) {
        this.realm = realm;
        this.folder = folder;
        this.clock = new TestClock(pausesAllowed);
    }

    /** Runs a command and returns what it printed to standard output. */
    String run(String command, String... more) throws HelperException, InterruptedException {
        output.reset();
        Options options = Options.parse(arguments(command, more), folder);
        new CredentialHelper(options, clock, clock, stream(output), stream(terminal)).run();
        return output.toString(StandardCharsets.UTF_8);
    }

    List<String> arguments(String command, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--realm", realm.uri().toString(), "--client", "cli", "--state", state().toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    Path state() {
        return folder.resolve("state");
    }

    Path session() {
        return state().resolve("session.json");
    }

    /** All that was written to standard error. */
    String terminal() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
