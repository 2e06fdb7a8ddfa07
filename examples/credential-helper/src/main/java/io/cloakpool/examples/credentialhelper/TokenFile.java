package io.cloakpool.examples.credentialhelper;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/**
 * Keeps the file of {@code AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE} fresh. SDKs read it anew whenever they need credentials, and
 * send what it holds as the {@code Authorization} header: so no line break, and the scheme in front.
 */
final class TokenFile {
    /** A machine that was asleep does not tell; so it looks at the clock now and then. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final PrivateFile file;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Pause pause;
    private final PrintStream terminal;
    private boolean stopped;

    TokenFile(Path file, AccessTokens tokens, InstantSource clock, Pause pause, PrintStream terminal) {
        this.file = new PrivateFile(file);
        this.tokens = tokens;
        this.clock = clock;
        this.pause = pause;
        this.terminal = terminal;
    }

    /**
     * Works until the thread is interrupted. An outage of the server is reported and outlasted. When the process is asked to end
     * (SIGTERM, SIGINT), the file goes with it.
     *
     * @throws HelperException when the session has ended; the file is gone then
     */
    void watch() throws HelperException, InterruptedException {
        Thread atTheEnd = new Thread(this::stop, "token-file-stop");
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        try {
            keepFresh();
        } finally {
            forget(atTheEnd);
        }
    }

    private void keepFresh() throws HelperException, InterruptedException {
        while (true) {
            try {
                Session session = tokens.current();
                write("Bearer " + session.accessToken());
                await(Instant.ofEpochSecond(session.renewAt()));
            } catch (HelperException e) {
                if (e.kind() != Kind.UNREACHABLE) {
                    file.delete();
                    throw e;
                }
                terminal.println(e.getMessage());
                pause.of(RETRY);
            }
        }
    }

    private synchronized void write(String content) throws HelperException {
        if (!stopped) {
            file.write(content);
        }
    }

    /** After it nothing is written any more: other threads go on while a process ends. */
    private synchronized void stop() {
        stopped = true;
        try {
            file.delete();
        } catch (HelperException e) {
            terminal.println(e.getMessage());
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException processEnds) {
            // The hook runs right now, which is what it is for.
            return;
        }
    }

    /** At least a second, whatever the clock says: a token of no life must not make this a storm of refreshes. */
    private void await(Instant time) throws InterruptedException {
        do {
            Duration left = Duration.between(clock.instant(), time);
            pause.of(Collections.min(List.of(Collections.max(List.of(left, SHORTEST_PAUSE)), LONGEST_PAUSE)));
        } while (clock.instant().isBefore(time));
    }
}
