package io.cloakpool.testsuite.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs after all other classes and reads what the servers of the whole run have logged. */
@Order(Integer.MAX_VALUE)
class SuiteLogsTest {
    @Test
    void no_log_of_this_run_holds_a_secret_that_was_in_use() throws IOException {
        List<Path> files = TraceLogs.files();
        assumeThat(files).as("SKIPPED: no server was started in this run").isNotEmpty();
        Set<String> issued = Issued.values();
        assertThat(issued).as("values to look for").hasSizeGreaterThan(3);

        LogScan scan = new LogScan(issued, Issued.codes());
        List<LogScan.Leak> leaks = new ArrayList<>();
        boolean traced = false;
        for (Path file : files) {
            leaks.addAll(scan.scan(file));
            traced |= holdsLinesOfThePack(file);
        }

        assertThat(leaks).isEmpty();
        assertThat(traced).as("the pack wrote its own lines").isTrue();
    }

    private static boolean holdsLinesOfThePack(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.contains("DEBUG [io.cloakpool.") && line.contains("[request="));
        }
    }
}
