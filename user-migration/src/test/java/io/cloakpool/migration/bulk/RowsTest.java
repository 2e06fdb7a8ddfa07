package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cloakpool.migration.bulk.ImportRow.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as they come. */
final class RowsTest {
    private static final String HASH = "$2b$12$R2ePkvvUBu3IFxklDap8j.JcjgbciiG6DPwVHuE96U.yD3t7tiGcO";
    private static final String COGNITO = "cognito:username,name,given_name,family_name,middle_name,nickname,"
            + "preferred_username,profile,picture,website,email,email_verified,gender,birthdate,zoneinfo,locale,"
            + "phone_number,phone_number_verified,address,updated_at,cognito:mfa_enabled";

    @Test
    void row_under_cognitos_own_header_is_a_user() throws Exception {
        ImportRow row = csv(
                COGNITO + ",custom:tier,cognito:password_hash",
                "Ann,Ann Lee,Ann,Lee,M,,,,,,Ann@Example.com,TRUE,,01/31/1990,,,+15550100,true,"
                        + "\"1 \"\"Main\"\" St, Town\",1700000000,FALSE,a\\,b\\c," + HASH);

        assertThat(row.user().name().text()).isEqualTo("Ann");
        assertThat(row.user().email()).isEqualTo("Ann@Example.com");
        assertThat(row.user().emailVerified()).isTrue();
        assertThat(row.user().phoneVerified()).isTrue();
        assertThat(row.user().firstName()).isEqualTo("Ann");
        assertThat(row.user().attributes())
                .containsEntry("name", List.of("Ann Lee"))
                .containsEntry("middleName", List.of("M"))
                .containsEntry("birthdate", List.of("1990-01-31"))
                .containsEntry("updatedAt", List.of("1700000000"))
                .containsEntry("address", List.of("1 \"Main\" St, Town"))
                .containsEntry("tier", List.of("a,b\\c"))
                .hasSize(6);
        assertThat(row.usableHash()).contains(HASH);
        assertThat(row.user().requiredActions()).isEmpty();
        assertThat(row).hasToString("ImportRow[2]");
    }

    @Test
    void columns_may_have_any_order_and_second_factors_do_not_get_lost() throws Exception {
        String header = "cloakpool:totp,cognito:mfa_enabled,cognito:username,cloakpool:groups,cloakpool:status";

        assertThat(csv(header, ",true,ann,,").user().requiredActions()).containsExactly("CONFIGURE_TOTP");
        ImportRow seeded = csv(header, "gezd gnbv gy3t qojq,true,ann,/a; /b/c;,RESET_REQUIRED");
        assertThat(seeded.user().requiredActions()).isEmpty();
        assertThat(seeded.user().totps().get(0).secret()).isEqualTo("GEZDGNBVGY3TQOJQ");
        assertThat(seeded.user().groups()).containsExactly("/a", "/b/c");
        assertThat(seeded.status()).isEqualTo(Status.RESET_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email|cognito:username|the column is not there",
                "cognito:username,email,email|email|the column is there twice",
                "cognito:username,password|password|no column is called so",
                "cognito:username,custom:|custom:|no column is called so",
                "cognito:username,|?|no column is called so",
            })
    void header_that_cannot_be_used_is_refused(String header, String column, String reason) {
        assertThatThrownBy(() -> ImportFormat.CSV.reader(header))
                .isInstanceOfSatisfying(RowException.class, refused -> {
                    assertThat(refused.column()).isEqualTo(column);
                    assertThat(refused.reason()).isEqualTo(reason);
                });
    }

    @Test
    void header_is_bounded() {
        assertThatThrownBy(() -> ImportFormat.CSV.reader("cognito:username," + "x".repeat(BulkLimits.HEADER)))
                .hasMessageContaining("more than 4000 characters");
    }

    @Test
    void document_is_the_contracts_with_hash_links_and_status() throws Exception {
        ImportRow row = ImportFormat.NDJSON
                .reader("")
                .read(line("{\"username\":\"ann\",\"id\":7,\"attributes\":{\"a\":[\"b\",\"c\"]},\"groups\":[\"/g\"],"
                        + "\"passwordHash\":\"" + HASH + "\",\"status\":\"FORCE_CHANGE_PASSWORD\",\"federatedLinks\":"
                        + "[{\"identityProvider\":\"google\",\"userId\":\"1\",\"userName\":\"ann@g\"}]}"));

        assertThat(row.user().id()).isEqualTo("7");
        assertThat(row.user().attributes()).containsEntry("a", List.of("b", "c"));
        assertThat(row.links()).containsExactly(new FederatedLink("google", "1", "ann@g"));
        assertThat(row.status().wantsNewPassword()).isTrue();
        assertThat(row.usableHash()).contains(HASH);
    }

    /** As at a sign-in. */
    @Test
    void apps_without_a_name_have_none_in_common() throws Exception {
        ImportRow row = ImportFormat.NDJSON
                .reader("")
                .read(line("{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\"},"
                        + "{\"secret\":\"GEZDGNBVGY3TQOJR\",\"name\":\" \"}]}"));

        assertThat(row.user().totps()).hasSize(2);
    }

    /** So that it is known whether the user is there already. */
    @Test
    void refused_row_says_whose_it_is_where_that_can_be_read() throws Exception {
        RowReader ndjson = ImportFormat.NDJSON.reader("");
        RowReader csv = ImportFormat.CSV.reader("cognito:username,email,email_verified");

        assertThat(refused(ndjson, "{\"username\":\"Ann\",\"passwordHash\":\"$2x$\"}")
                        .name())
                .contains("Ann");
        assertThat(refused(ndjson, "{\"username\":\"Ann\",\"enabled\":7}").name())
                .contains("Ann");
        assertThat(refused(ndjson, "{\"username\":\" Ann\"}").name()).isEmpty();
        assertThat(refused(ndjson, "{\"username\":7}").name()).isEmpty();
        assertThat(refused(ndjson, "{").name()).isEmpty();
        assertThat(refused(csv, "Ann,no address,").name()).contains("Ann");
        assertThat(refused(csv, "Ann,,perhaps").name()).contains("Ann");
        assertThat(refused(csv, ",,").name()).isEmpty();
        assertThat(refused(csv, "Ann,").name()).isEmpty();
    }

    private static RowException refused(RowReader reader, String row) {
        return assertThrows(RowException.class, () -> reader.read(line(row)));
    }

    @Test
    void password_that_has_to_be_reset_is_not_taken_over() throws Exception {
        ImportRow row = ImportFormat.NDJSON
                .reader("")
                .read(line("{\"username\":\"ann\",\"passwordHash\":\"" + HASH + "\",\"status\":\"RESET_REQUIRED\"}"));

        assertThat(row.usableHash()).isEmpty();
        assertThat(row.status().wantsNewPassword()).isTrue();
    }

    @Test
    void lines_are_counted_over_parts_with_byte_order_mark_and_either_end() throws Exception {
        Lines lines = lines("\ufeffa\r\n\n\r\nb\nc", 0);

        assertThat(texts(lines)).containsExactly("1 a", "4 b", "5 c");
        assertThat(lines.row()).isEqualTo(5);
        Lines more = lines("\ufeffd\n", 5);
        assertThat(texts(more)).containsExactly("6 \ufeffd");
        assertThat(more.row()).isEqualTo(6);
        assertThat(texts(lines("", 0))).isEmpty();
    }

    @Test
    void file_of_too_many_rows_is_refused() {
        Lines lines = lines("a\nb", BulkLimits.ROWS - 1);

        assertThatThrownBy(() -> texts(lines)).isInstanceOf(FileException.class).hasMessageContaining("5000000 rows");
    }

    @Test
    void chunks_keep_rows_and_are_cut_by_number_and_by_size() throws Exception {
        Chunk.Builder builder = new Chunk.Builder();
        for (int i = 1; i <= BulkLimits.CHUNK_ROWS; i++) {
            assertThat(builder.isFull()).isFalse();
            builder.add(new Line(i, ("row " + i).getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(builder.isFull()).isTrue();
        Chunk chunk = Chunk.unpack(builder.take().pack());
        assertThat(chunk.lines()).hasSize(BulkLimits.CHUNK_ROWS);
        assertThat(chunk.lines().get(41).text()).isEqualTo("row 42");
        assertThat(chunk.lines().get(41).row()).isEqualTo(42);
        assertThat(builder.isEmpty()).isTrue();
        for (int i = 0; i < 16; i++) {
            builder.add(new Line(i, new byte[BulkLimits.ROW_BYTES]));
        }
        assertThat(builder.isFull()).isTrue();
    }

    /** Whatever is changed in a row, it is read or refused, and nothing else happens. */
    @Test
    void random_damage_never_does_more_than_spoil_its_row() throws Exception {
        Random random = new Random(42);
        RowReader csv = ImportFormat.CSV.reader(COGNITO);
        RowReader ndjson = ImportFormat.NDJSON.reader("");
        byte[] row = "ann,,,,,,,,,,a@b.c,true,,,,,,,\"a,b\",1,false".getBytes(StandardCharsets.UTF_8);
        byte[] document = ("{\"username\":\"ann\",\"totps\":[{\"secret\":\"GEZDGNBVGY3TQOJQ\"}],\"passwordHash\":\""
                        + HASH + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            refused += isRefused(csv, damaged(row, random)) ? 1 : 0;
            refused += isRefused(ndjson, damaged(document, random)) ? 1 : 0;
        }
        assertThat(refused).isBetween(10_000, 40_000);
    }

    private static boolean isRefused(RowReader reader, byte[] row) {
        try {
            reader.read(new Line(1, row));
            return false;
        } catch (RowException e) {
            return true;
        }
    }

    private static byte[] damaged(byte[] row, Random random) {
        byte[] damaged = row.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    @Test
    void report_computes_nothing_in_a_spreadsheet() {
        assertThat(Report.lines(List.of(
                        new RowNote(7, RowNote.Kind.FAILED, "=cmd|' /C calc'!A0", "+1 \"x\""),
                        new RowNote(8, RowNote.Kind.SKIPPED, "@x", "-1"),
                        new RowNote(9, RowNote.Kind.FAILED, "", "it is no UTF-8"))))
                .isEqualTo("7,failed,\"'=cmd|' /C calc'!A0\",\"'+1 \"\"x\"\"\"\r\n8,skipped,\"'@x\",\"'-1\"\r\n"
                        + "9,failed,\"\",\"it is no UTF-8\"\r\n");
    }

    @Test
    void progress_tells_rate_and_rest() {
        Progress half = new Progress(100, 30, 15, 5, Duration.ofSeconds(5));

        assertThat(half.rate()).isEqualTo(10);
        assertThat(half.remaining()).contains(Duration.ofSeconds(5));
        assertThat(half.text()).isEqualTo("50 of 100 rows (30 imported, 15 skipped, 5 failed), 10 a second, 5 s left");
        Progress none = new Progress(100, 0, 0, 0, Duration.ZERO);
        assertThat(none.rate()).isZero();
        assertThat(none.remaining()).isEmpty();
    }

    @Test
    void format_is_told_by_the_content_type() {
        assertThat(ImportFormat.of("Text/CSV; charset=utf-8")).contains(ImportFormat.CSV);
        assertThat(ImportFormat.of("application/x-ndjson")).contains(ImportFormat.NDJSON);
        assertThat(ImportFormat.of("application/json")).isEmpty();
    }

    private static ImportRow csv(String header, String row) throws RowException {
        return ImportFormat.CSV.reader(header).read(line(row));
    }

    private static Line line(String text) {
        return new Line(2, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Lines lines(String file, int before) {
        return new Lines(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), before);
    }

    private static List<String> texts(Lines lines) throws Exception {
        List<String> texts = new ArrayList<>();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            texts.add(line.get().row() + " " + line.get().text());
        }
        return texts;
    }
}
