package io.cloakpool.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakHomeTest {
    private static final List<String> OPTIONS = List.of("--db=dev-file");

    private Path folder;

    private Path zip;
    private KeycloakHome home;

    @BeforeEach
    void unpacked_home(@TempDir Path temporary) throws IOException {
        folder = temporary;
        zip = FakeKeycloak.zip(folder, "kc-1.zip");
        home = KeycloakHome.unpack(zip, folder.resolve("work/home"));
    }

    @Test
    void unpacking_keeps_execute_bits_and_times() throws IOException {
        Path script = home.directory().resolve("bin/kc.sh");

        assertThat(script).isExecutable();
        assertThat(home.directory().resolve("version.txt")).exists();
        assertThat(Files.isExecutable(home.directory().resolve("version.txt"))).isFalse();
        assertThat(Files.getLastModifiedTime(script).toInstant()).isEqualTo(FakeKeycloak.PACKED);
    }

    @Test
    void second_unpacking_of_the_same_zip_changes_nothing() throws IOException {
        Files.writeString(home.directory().resolve("version.txt"), "mine");

        KeycloakHome again = KeycloakHome.unpack(zip, home.directory());

        assertThat(again.directory().resolve("version.txt")).hasContent("mine");
    }

    @Test
    void other_zip_replaces_the_home() throws IOException {
        Path left = Files.writeString(home.directory().resolve("left-over"), "x");

        KeycloakHome.unpack(FakeKeycloak.zip(folder, "kc-2.zip"), home.directory());

        assertThat(left).doesNotExist();
        assertThat(home.directory().resolve("version.txt")).hasContent("kc-2.zip");
    }

    @Test
    void folder_of_somebody_else_is_left_alone() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Path file = Files.writeString(mine.resolve("file"), "x");

        assertThatThrownBy(() -> KeycloakHome.unpack(zip, mine))
                .isInstanceOf(KeycloakException.class)
                .hasMessageContaining(mine.toString());
        assertThatThrownBy(() -> home.copyTo(mine))
                .isInstanceOf(KeycloakException.class)
                .hasMessageContaining(mine.toString());
        assertThat(file).hasContent("x");
    }

    @Test
    void interrupted_unpacking_is_repeated() throws IOException {
        Path target = folder.resolve("interrupted");
        Files.createDirectories(folder.resolve("interrupted.unfinished/bin"));

        KeycloakHome.unpack(zip, target);

        assertThat(target.resolve("bin/kc.sh")).isExecutable();
    }

    @Test
    void build_runs_once_for_the_same_input() throws Exception {
        home.provide(List.of(jar("a.jar", "1")));

        assertThat(home.build(OPTIONS)).isTrue();
        assertThat(home.build(OPTIONS)).isFalse();
        assertThat(KeycloakHome.unpack(zip, home.directory()).build(OPTIONS)).isFalse();

        assertThat(home.directory().resolve("builds")).hasContent("build --db=dev-file");
    }

    @Test
    void changed_jar_or_option_is_built_again() throws Exception {
        home.provide(List.of(jar("a.jar", "1")));
        home.build(OPTIONS);

        home.provide(List.of(jar("a.jar", "2")));
        assertThat(home.build(OPTIONS)).isTrue();
        assertThat(home.build(List.of("--db=postgres"))).isTrue();
        assertThat(home.build(OPTIONS)).isTrue();
    }

    @Test
    void failed_build_names_the_reason_and_is_not_remembered() throws Exception {
        home.build(OPTIONS);
        Path broken = Files.writeString(home.directory().resolve("broken"), "");

        assertThatThrownBy(() -> home.build(List.of("--db=postgres")))
                .isInstanceOf(KeycloakException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("cannot build this");
        Files.delete(broken);
        assertThat(home.build(OPTIONS)).isTrue();
    }

    @Test
    void providers_are_exactly_the_given_jars_and_equal_bytes_are_not_touched() throws IOException {
        FileTime old = FileTime.fromMillis(1_000_000);
        home.provide(List.of(jar("a.jar", "1"), jar("b.jar", "1")));
        Path a = home.directory().resolve("providers/a.jar");
        Files.setLastModifiedTime(a, old);

        home.provide(List.of(jar("a.jar", "1"), jar("c.jar", "1")));

        assertThat(home.directory().resolve("providers/b.jar")).doesNotExist();
        assertThat(home.directory().resolve("providers/c.jar")).hasContent("1");
        assertThat(Files.getLastModifiedTime(a)).isEqualTo(old);
        home.provide(List.of(jar("a.jar", "2")));
        assertThat(a).hasContent("2");
    }

    @Test
    void two_jars_of_one_name_are_refused() throws IOException {
        Path one = jar("a.jar", "1");
        Path two =
                Files.copy(one, Files.createDirectories(folder.resolve("other")).resolve("a.jar"));

        assertThatThrownBy(() -> home.provide(List.of(one, two)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.jar");
    }

    @Test
    void a_command_runs_to_its_end_and_its_failure_names_the_reason() throws Exception {
        Path log = folder.resolve("export.log");
        List<String> export = List.of("export", "--realm=demo");

        home.run(export, Map.of("SECRET", "given"), log);
        assertThat(log).hasContent("called with export --realm=demo");

        assertThatThrownBy(() -> home.run(export, Map.of(), log))
                .isInstanceOf(KeycloakException.class)
                .hasMessageContaining("kc.sh export failed with exit code 4")
                .hasMessageContaining("no secret");
    }

    @Test
    void imported_realms_are_exactly_the_given_files() throws IOException {
        home.importRealms(List.of(jar("one.json", "{}")));
        home.importRealms(List.of(jar("two.json", "{}")));

        assertThat(home.directory().resolve("data/import"))
                .isDirectoryNotContaining("glob:**one.json")
                .isDirectoryContaining("glob:**two.json");
    }

    @Test
    void copy_is_built_and_keeps_times_but_not_data() throws Exception {
        home.provide(List.of(jar("a.jar", "1")));
        Files.setLastModifiedTime(home.directory().resolve("providers/a.jar"), FileTime.from(FakeKeycloak.PACKED));
        home.importRealms(List.of(jar("one.json", "{}")));
        home.build(OPTIONS);

        KeycloakHome copy = home.copyTo(folder.resolve("nodes/second"));

        assertThat(copy.build(OPTIONS)).isFalse();
        assertThat(copy.directory().resolve("bin/kc.sh")).isExecutable();
        assertThat(Files.getLastModifiedTime(copy.directory().resolve("providers/a.jar"))
                        .toInstant())
                .isEqualTo(FakeKeycloak.PACKED);
        assertThat(copy.directory().resolve("data")).doesNotExist();
    }

    private Path jar(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
