package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * More than two hundred rows that make no user, in {@code malformed.csv} and {@code malformed.ndjson} with some good ones in between, and what
 * is said of each, in the file beside it. A server is given the same files by {@code MalformedFilesTest} of the testsuite.
 */
final class MalformedRowsTest {
    private static final Duration QUICK = Duration.ofMillis(10);
    /** What must never be repeated. */
    private static final String SECRET = "hunter2";

    private static final String GOOD = "good-row-";

    @Test
    void there_are_two_hundred() throws Exception {
        assertThat(read(ImportFormat.CSV, "malformed.csv").size()
                        + read(ImportFormat.NDJSON, "malformed.ndjson").size())
                .isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource
    void each_is_refused_with_its_row_its_column_and_a_reason(ImportFormat format) throws Exception {
        RowReader reader = reader(format);
        List<RowNote> notes = new ArrayList<>();
        for (Line line : read(format, name(format))) {
            if (isGood(line)) {
                assertThat(reader.read(line).user().name().text()).startsWith(GOOD);
            } else {
                RowException refused = refusal(reader, line);
                notes.add(new RowNote(line.row(), RowNote.Kind.FAILED, refused.column(), refused.reason()));
            }
        }

        String report = Report.HEADER + Report.lines(notes);

        assertThat(report.lines().toList())
                .isEqualTo(text(name(format) + ".errors.csv").lines().toList());
        assertThat(report).doesNotContain(SECRET).contains("TOO_COSTLY", "it is no UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void costly_hashes_broken_bytes_and_formulas_are_refused_within_ten_milliseconds(ImportFormat format)
            throws Exception {
        RowReader reader = reader(format);
        List<Line> lines = read(format, name(format)).stream()
                .filter(line -> !isGood(line))
                .toList();
        // Once for the classes to be loaded.
        lines.forEach(line -> refusal(reader, line));

        for (Line line : lines) {
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                long begin = System.nanoTime();
                refusal(reader, line);
                quickest = Math.min(quickest, System.nanoTime() - begin);
            }
            assertThat(Duration.ofNanos(quickest)).as("row " + line.row()).isLessThan(QUICK);
        }
    }

    /** What is beyond the bound is passed over, and nothing is done with it: no bytes kept, none decoded. */
    @Test
    void field_of_10_megabytes_costs_no_more_than_passing_over_it() throws Exception {
        byte[] huge = new byte[10 << 20];
        Arrays.fill(huge, (byte) 'x');
        byte[] rows = new byte[huge.length];
        Arrays.fill(rows, (byte) 'x');
        for (int i = 0; i < rows.length; i += 100) {
            rows[i] = '\n';
        }
        RowReader reader = ImportFormat.NDJSON.reader("");
        long refusing = Long.MAX_VALUE;
        long judging = Long.MAX_VALUE;
        long passing = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            Lines lines = new Lines(new ByteArrayInputStream(huge), 0);
            long allocated = allocated();
            long begin = System.nanoTime();
            Line line = lines.next().orElseThrow();
            long read = System.nanoTime();
            assertThat(refusal(reader, line).reason()).contains("more than 65536 bytes");
            long end = System.nanoTime();
            refusing = Math.min(refusing, end - begin);
            judging = Math.min(judging, end - read);
            assertThat(allocated() - allocated).isLessThan(BulkLimits.ROW_BYTES);

            Lines others = new Lines(new ByteArrayInputStream(rows), 0);
            begin = System.nanoTime();
            while (others.next().isPresent()) {
                // As an upload cuts any other file of that size.
            }
            passing = Math.min(passing, System.nanoTime() - begin);
        }
        assertThat(refusing).isLessThan(2 * passing);
        assertThat(Duration.ofNanos(judging)).as("once it is read").isLessThan(QUICK);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void field_of_10_megabytes_spoils_its_own_row_only_and_is_not_kept() throws Exception {
        byte[] huge = new byte[10 << 20];
        Arrays.fill(huge, (byte) 'x');
        Lines lines = new Lines(
                new SequenceInputStream(
                        new ByteArrayInputStream(huge),
                        new ByteArrayInputStream("\n{\"username\":\"ann\"}".getBytes(StandardCharsets.UTF_8))),
                0);

        Line first = lines.next().orElseThrow();
        assertThat(first.bytes()).isEmpty();
        RowReader reader = ImportFormat.NDJSON.reader("");
        Chunk kept = Chunk.unpack(new Chunk(List.of(first)).pack());
        assertThat(refusal(reader, kept.lines().get(0)).reason()).contains("more than 65536 bytes");
        Line second = lines.next().orElseThrow();
        assertThat(second.row()).isEqualTo(2);
        assertThat(reader.read(second).user().name().text()).isEqualTo("ann");
        assertThat(lines.next()).isEmpty();
    }

    private static RowException refusal(RowReader reader, Line line) {
        RowException refused = catchThrowableOfType(RowException.class, () -> reader.read(line));
        assertThat(refused)
                .as(line.row() + ": " + new String(line.bytes(), StandardCharsets.ISO_8859_1))
                .isNotNull();
        return refused;
    }

    private static boolean isGood(Line line) {
        return new String(line.bytes(), StandardCharsets.ISO_8859_1).contains(GOOD);
    }

    private static String name(ImportFormat format) {
        return format == ImportFormat.CSV ? "malformed.csv" : "malformed.ndjson";
    }

    private static RowReader reader(ImportFormat format) throws IOException, RowException {
        return format.reader(text(name(format)).lines().findFirst().orElseThrow());
    }

    /** Without a header. */
    private static List<Line> read(ImportFormat format, String name) throws IOException, FileException {
        List<Line> lines = new ArrayList<>();
        try (InputStream file = open(name)) {
            Lines all = new Lines(file, 0);
            for (Optional<Line> line = all.next(); line.isPresent(); line = all.next()) {
                lines.add(line.get());
            }
        }
        return format.hasHeader() ? lines.subList(1, lines.size()) : lines;
    }

    private static String text(String name) throws IOException {
        try (InputStream file = open(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(MalformedRowsTest.class.getResourceAsStream(name), name);
    }
}
