package io.cloakpool.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildStampTest {
    private Path folder;

    private Path one;
    private Path two;
    private String stamp;

    @BeforeEach
    void stamp_of_two_jars(@TempDir Path temporary) throws IOException {
        folder = temporary;
        one = Files.writeString(folder.resolve("one.jar"), "first");
        two = Files.writeString(folder.resolve("two.jar"), "second");
        stamp = BuildStamp.of("kc.zip", List.of(one, two), List.of("--db=postgres"));
    }

    @Test
    void same_input_in_another_order_of_jars_gives_the_same_stamp() throws IOException {
        assertThat(BuildStamp.of("kc.zip", List.of(two, one), List.of("--db=postgres")))
                .isEqualTo(stamp)
                .hasSize(64);
    }

    @Test
    void other_distribution_changes_the_stamp() throws IOException {
        assertThat(BuildStamp.of("kc2.zip", List.of(one, two), List.of("--db=postgres")))
                .isNotEqualTo(stamp);
    }

    @Test
    void other_options_change_the_stamp() throws IOException {
        assertThat(BuildStamp.of("kc.zip", List.of(one, two), List.of("--db=dev-file")))
                .isNotEqualTo(stamp);
        assertThat(BuildStamp.of("kc.zip", List.of(one, two), List.of("--db=", "postgres")))
                .isNotEqualTo(stamp);
    }

    @Test
    void changed_bytes_change_the_stamp() throws IOException {
        Files.writeString(two, "Second");

        assertThat(BuildStamp.of("kc.zip", List.of(one, two), List.of("--db=postgres")))
                .isNotEqualTo(stamp);
    }

    @Test
    void missing_or_renamed_jar_changes_the_stamp() throws IOException {
        assertThat(BuildStamp.of("kc.zip", List.of(one), List.of("--db=postgres")))
                .isNotEqualTo(stamp);
        Path renamed = Files.move(two, folder.resolve("three.jar"));
        assertThat(BuildStamp.of("kc.zip", List.of(one, renamed), List.of("--db=postgres")))
                .isNotEqualTo(stamp);
    }
}
