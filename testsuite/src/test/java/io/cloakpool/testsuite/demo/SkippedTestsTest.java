package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of what {@code bin/test} says: nothing is skipped in silence. */
@SuppressWarnings("NullAway.Init")
class SkippedTestsTest {
    @TempDir
    Path folder;

    /** Of an assumption, of an abort before all tests of a class, of what gives no reason; and none of a run before this one. */
    @Test
    void every_skipped_test_of_this_run_is_listed_with_its_reason() throws IOException {
        Path begun = Files.createFile(folder.resolve("begun"));
        Files.setLastModifiedTime(begun, FileTime.from(Instant.now().minusSeconds(60)));
        report(
                "one",
                """
                <testcase name="a"><skipped message="Assumption failed: SKIPPED: there is no nginx" type="org.opentest4j.TestAbortedException"/></testcase>
                <testcase name="b"><skipped message="Assumption failed: SKIPPED: there is no nginx" type="org.opentest4j.TestAbortedException"/></testcase>
                <testcase name="c"><skipped/></testcase>""");
        report(
                "two/nested",
                "<testcase name=\"\"><skipped message=\"SKIPPED: moto is &apos;not&apos; installed &amp; more\"><![CDATA[at]]></skipped></testcase>");
        report(
                "three",
                "",
                "<testsuite version=\"3.0.2\" name=\"io.example.SomeTest\" time=\"3.9\" tests=\"0\" errors=\"0\">");
        report(
                "four",
                "",
                "<testsuite version=\"3.0.2\" name=\"io.example.ParallelTest\" time=\"3.9\" tests=\"0\" errors=\"0\">");
        report("five", "<testcase name=\"d\" classname=\"io.example.ParallelTest\"/>");
        Files.setLastModifiedTime(
                report("two/old", "<testcase name=\"a\"><skipped message=\"SKIPPED: before\"/></testcase>"),
                FileTime.from(Instant.now().minusSeconds(3600)));

        Commands.Run run = Commands.run(
                Map.of(),
                "bash",
                "-euo",
                "pipefail",
                "-c",
                "source ../bin/needs.sh; skipped_tests \"$1\" \"$2\"",
                "bash",
                folder.toString(),
                begun.toString());

        assertThat(run.code()).as(run.errors()).isZero();
        assertThat(run.output().lines().map(String::strip))
                .containsExactlyInAnyOrder(
                        "2 SKIPPED: there is no nginx",
                        "1 SKIPPED: moto is 'not' installed & more",
                        "1 no reason was given",
                        "1 all of io.example.SomeTest, before its first test");
    }

    private Path report(String module, String cases) throws IOException {
        return report(
                module, cases, "<testsuite version=\"3.0.2\" name=\"io.example.OtherTest\" time=\"3.9\" tests=\"10\">");
    }

    private Path report(String module, String cases, String suite) throws IOException {
        Path reports = Files.createDirectories(folder.resolve(module).resolve("target/surefire-reports"));
        return Files.writeString(reports.resolve("TEST-x.xml"), suite + "\n" + cases + "\n</testsuite>\n");
    }
}
