package io.cloakpool.examples.credentialhelper;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Signs a person in on a terminal and hands credentials of an identity pool to the AWS CLI and SDKs: as their
 * {@code credential_process}, or by the token file of their container-credentials provider. Standard output carries credentials
 * and nothing else; what is for people goes to standard error.
 */
public final class CredentialHelper {
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(15);

    private final Options options;
    private final InstantSource clock;
    private final Pause pause;
    private final PrintStream output;
    private final PrintStream terminal;

    CredentialHelper(Options options, InstantSource clock, Pause pause, PrintStream output, PrintStream terminal) {
        this.options = options;
        this.clock = clock;
        this.pause = pause;
        this.output = output;
        this.terminal = terminal;
    }

    /** Ends with an exit code of the README. */
    public static void main(String[] arguments) {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream terminal = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(main(List.of(arguments), output, terminal));
    }

    static int main(List<String> arguments, PrintStream output, PrintStream terminal) {
        if (Options.isHelp(arguments)) {
            output.println(Options.USAGE);
            return 0;
        }
        try {
            Options options = Options.parse(arguments, Path.of(System.getProperty("user.home")));
            new CredentialHelper(
                            options,
                            InstantSource.system(),
                            duration -> Thread.sleep(duration.toMillis()),
                            output,
                            terminal)
                    .run();
            return 0;
        } catch (HelperException e) {
            terminal.println("credential-helper: " + e.getMessage());
            return e.kind().exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Does what the options say. */
    void run() throws HelperException, InterruptedException {
        Realm realm = options.realm();
        Server server = new Server(HTTP_TIMEOUT);
        SessionStore store = new SessionStore(options.state());
        AccessTokens tokens = new AccessTokens(realm, server, store, clock);
        Map<String, String> values = options.values();
        switch (options.command()) {
            case LOGIN -> {
                Session session = new DeviceLogin(realm, server, clock, pause, terminal).run();
                store.locked(() -> {
                    store.save(session);
                    return session;
                });
                terminal.println("Signed in.");
            }
            case CREDENTIALS ->
                output.println(new CredentialsDoor(realm, server, tokens).credentials(values.getOrDefault("pool", "")));
            case WATCH ->
                new TokenFile(Path.of(values.getOrDefault("token-file", "")), tokens, clock, pause, terminal).watch();
            case LOGOUT -> tokens.revoke();
        }
    }
}
