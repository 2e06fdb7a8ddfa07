package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.testsuite.logs.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the README gives to a newcomer, as they stand there. */
@ExtendWith(RunningDemo.Extension.class)
class ReadmeWalkTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final String MARK = "<!-- walk -->";
    private static final String INDENT = "    ";

    @Test
    void a_newcomer_gets_credentials_and_stores_a_file(RunningDemo demo, @TempDir Path folder) throws IOException {
        assumeTrue(Commands.succeeds("aws", "--version"), "SKIPPED: there is no AWS CLI");
        Files.copy(ROOT.resolve("demo.env"), folder.resolve("demo.env"));
        Path script = Files.writeString(folder.resolve("walk.sh"), "set -eu -o pipefail\n" + commands());

        Commands.Run run = Commands.run(folder, Map.of(), List.of("bash", script.toString()))
                .succeeded();

        Issued.addAllIn(Files.readString(folder.resolve("logins.json")));
        assertThat(run.output())
                .contains("upload: ./hello.txt to s3://" + demo.get("BUCKET") + "/users/us-east-1:")
                .containsPattern("6 hello\\.txt\n")
                .endsWith("refused, as it should be\n");
        assertThat(run.errors()).contains("AccessDenied");
    }

    private static String commands() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        return readme.substring(readme.indexOf(MARK) + MARK.length())
                .lines()
                .dropWhile(line -> !line.startsWith(INDENT))
                .takeWhile(line -> line.isBlank() || line.startsWith(INDENT))
                .map(line -> line.isBlank() ? "" : line.substring(INDENT.length()))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
