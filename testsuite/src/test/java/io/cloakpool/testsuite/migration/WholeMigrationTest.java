package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example {@code examples/migrate-from-cognito}, as it stands there, with the server and the jars of this build. */
class WholeMigrationTest {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Pattern POOL = Pattern.compile("pool \\S+ at http://127\\.0\\.0\\.1:(\\d+) with ann");

    /** The stand-in verifies signatures, so those by credentials of the server's own are proven here too. */
    @Test
    void users_leave_the_stand_in_with_credentials_of_the_server() {
        Commands.Run run = example("--pool", "stand-in", "--credentials", "server");

        assertComplete(run);
        assertThat(run.output()).contains("users that the pool says it has: 5");
    }

    @Test
    void users_leave_the_pool_that_the_example_takes_by_itself() throws Exception {
        Commands.Run run = example();

        assertComplete(run);
        assertThat(run.output()).contains("The old pool (" + (CognitoPool.isInstalled() ? "moto" : "stand-in") + ")");
    }

    @Test
    void what_it_cannot_do_it_says_before_it_starts_anything() {
        assertThat(example("--pool", "another").code()).isEqualTo(2);
        assertThat(example("--credentials", "none").code()).isEqualTo(2);
        assertThat(example("--more").code()).isEqualTo(2);
        assertThat(example("--help"))
                .satisfies(run -> assertThat(run.code()).isZero())
                .satisfies(run -> assertThat(run.output()).contains("examples/migrate-from-cognito/run --pool KIND"));
    }

    private static void assertComplete(Commands.Run run) {
        assertThat(run.code()).as(run.output() + run.errors()).isZero();
        assertThat(run.output())
                .contains(
                        "rows of ann: 0",
                        "rows of ann: 1",
                        "who is left: cem dee eva",
                        "sources of the realm: 0",
                        "who answers at the pool's address: nobody")
                .containsPattern("All \\d\\d checks came out as they should")
                .doesNotContain("NOT ");
        // Other tests have moto servers of their own.
        Matcher pool = POOL.matcher(run.output());
        assertThat(pool.find()).isTrue();
        String moto = "moto.server -H 127.0.0.1 -p " + pool.group(1);
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(".demo/migrate-from-cognito")
                                || line.contains("OldPoolMain")
                                || line.endsWith(moto)))
                .as("what it started")
                .isEmpty();
    }

    private static Commands.Run example(String... options) {
        List<String> command = new ArrayList<>(List.of("../examples/migrate-from-cognito/run", "--built"));
        command.addAll(List.of(options));
        return Commands.run(Path.of(""), Map.of(), command, LIMIT);
    }
}
