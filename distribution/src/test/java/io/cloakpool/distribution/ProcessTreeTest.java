package io.cloakpool.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
    @Test
    void tree_that_ignores_the_request_to_stop_is_killed() throws Exception {
        ProcessTree tree = started("trap '' TERM; sleep 60 & echo $!; wait; wait");
        ProcessHandle child = ProcessHandle.of(readPid(tree)).orElseThrow();

        tree.stop(Duration.ofMillis(200));

        assertThat(tree.process().isAlive()).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void child_that_outlives_its_parent_is_killed_too() throws Exception {
        ProcessTree tree = started("sleep 60 & echo $!; wait");
        ProcessHandle child = ProcessHandle.of(readPid(tree)).orElseThrow();

        tree.stop(Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
    }

    private static ProcessTree started(String script) throws IOException {
        return new ProcessTree(new ProcessBuilder("sh", "-c", script).start());
    }

    private static long readPid(ProcessTree tree) throws IOException {
        BufferedReader out = tree.process().inputReader(StandardCharsets.UTF_8);
        return Long.parseLong(out.readLine());
    }
}
