package io.cloakpool.migration.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two hundred rows that make no user, and what is said of each. */
final class MalformedRowsTest {
    private static final String HEADER = "cognito:username,given_name,family_name,email,email_verified,phone_number,"
            + "phone_number_verified,birthdate,updated_at,cognito:mfa_enabled,custom:tier,cognito:password_hash,sub,"
            + "cloakpool:status,cloakpool:groups,cloakpool:totp,nickname";
    private static final List<String> COLUMNS = List.of(HEADER.split(","));
    private static final Duration QUICK = Duration.ofMillis(10);
    /** What must never be repeated. */
    private static final String SECRET = "hunter2";

    private record Bad(ImportFormat format, Line line, String column, String reason) {}

    private final List<Bad> rows = new ArrayList<>();

    @Test
    void each_of_200_malformed_rows_is_refused_with_its_column_and_a_reason() throws Exception {
        collect();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(200);
        RowReader csv = ImportFormat.CSV.reader(HEADER);
        RowReader ndjson = ImportFormat.NDJSON.reader("");
        for (Bad bad : rows) {
            RowReader reader = bad.format() == ImportFormat.CSV ? csv : ndjson;
            RowException refused = catchThrowableOfType(RowException.class, () -> reader.read(bad.line()));
            String what = bad.format() + " " + new String(bad.line().bytes(), StandardCharsets.ISO_8859_1);
            assertThat(refused).as(what).isNotNull();
            assertThat(refused.column()).as(what).isEqualTo(bad.column());
            assertThat(refused.reason()).as(what).contains(bad.reason()).doesNotContain(SECRET);
        }
    }

    @Test
    void costly_hashes_broken_bytes_and_formulas_are_refused_within_ten_milliseconds() throws Exception {
        collect();
        RowReader csv = ImportFormat.CSV.reader(HEADER);
        RowReader ndjson = ImportFormat.NDJSON.reader("");
        // Once for the classes to be loaded.
        rows.forEach(bad -> refuse(bad.format() == ImportFormat.CSV ? csv : ndjson, bad));

        for (Bad bad : rows) {
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                long begin = System.nanoTime();
                refuse(bad.format() == ImportFormat.CSV ? csv : ndjson, bad);
                quickest = Math.min(quickest, System.nanoTime() - begin);
            }
            assertThat(Duration.ofNanos(quickest)).as(bad.reason()).isLessThan(QUICK);
        }
    }

    @Test
    void field_of_10_megabytes_spoils_its_own_row_only_and_is_not_kept() throws Exception {
        byte[] huge = new byte[10 << 20];
        Arrays.fill(huge, (byte) 'x');
        Lines lines = new Lines(
                new SequenceInputStream(
                        new ByteArrayInputStream(huge), new ByteArrayInputStream(bytes("\n{\"username\":\"ann\"}"))),
                0);

        Line first = next(lines).orElseThrow();
        assertThat(first.bytes()).isEmpty();
        RowReader reader = ImportFormat.NDJSON.reader("");
        Chunk kept = Chunk.unpack(new Chunk(List.of(first)).pack());
        RowException refused = catchThrowableOfType(
                RowException.class, () -> reader.read(kept.lines().get(0)));
        assertThat(refused.reason()).contains("more than 65536 bytes");
        Line second = next(lines).orElseThrow();
        assertThat(second.row()).isEqualTo(2);
        assertThat(reader.read(second).user().name().text()).isEqualTo("ann");
        assertThat(next(lines)).isEmpty();
    }

    private static void refuse(RowReader reader, Bad bad) {
        assertThat(catchThrowableOfType(RowException.class, () -> reader.read(bad.line())))
                .isNotNull();
    }

    private static Optional<Line> next(Lines lines) throws IOException, FileException {
        return lines.next();
    }

    private void collect() {
        shapes();
        texts();
        numbersAndFlags();
        hashes();
        documents();
        lists();
        links();
    }

    private void shapes() {
        csv("", "", "cells, and the header has");
        csv("ann,x", "", "it has 2 cells");
        csv(row("nickname", "x") + ",", "", "it has 18 cells");
        csv("\"ann" + SECRET, "", "the quotation mark of cell 1 is not closed");
        csv(row("cognito:username", "\"ann\"" + SECRET), "", "cell 1 goes on behind");
        csv(row("given_name", "a\"b"), "", "cell 2 has a quotation mark in its middle");
        csv(row("nickname", "\"" + SECRET), "", "the quotation mark of cell 17 is not closed");
        csv(row("nickname", "x".repeat(BulkLimits.CSV_ROW)), "", "more than 16000 characters");
        for (String broken :
                List.of("\u00c3(", "\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f8\u0088", "\u00e2\u0082")) {
            raw(ImportFormat.CSV, row("nickname", broken), "", "it is no UTF-8");
            raw(ImportFormat.NDJSON, "{\"username\":\"" + broken + "\"}", "", "it is no UTF-8");
        }
    }

    private void texts() {
        csv(row("cognito:username", ""), "cognito:username", "there is none");
        for (String name : List.of(
                " ann",
                "ann ",
                "\u0000ann",
                "an\tn",
                ".",
                "..",
                "n".repeat(161),
                "an\u200en",
                "\u00e9".repeat(81),
                "\u0085x")) {
            csv(row("cognito:username", name), "cognito:username", "cannot be a user name");
            json("\"username\":" + quoted(name), "username", "the username cannot be used");
        }
        for (String column : List.of("given_name", "family_name")) {
            csv(row(column, "x".repeat(256)), column, "has more than 255 characters");
            csv(row(column, SECRET + "\u0007"), column, "has control characters");
        }
        csv(row("sub", "x".repeat(256)), "sub", "has more than 255 characters");
        csv(row("sub", "x\u0000"), "sub", "has control characters");
        for (String email : List.of(
                "ann",
                "@example.com",
                "ann@",
                "a nn@example.com",
                "a@b@c",
                "=cmd|' /C calc'!A0",
                "x".repeat(65) + "@b.c",
                "<a@b.c>",
                "a\"@b.c")) {
            csv(row("email", cell(email)), "email", "is no e-mail address");
            json(user("\"email\":" + quoted(email)), "email", "is no e-mail address");
        }
        csv(row("email", "x".repeat(256)), "email", "has more than 255 characters");
        json(user("\"email\":" + quoted("x".repeat(256))), "email", "email has more than 255 characters");
        for (String phone :
                List.of("0155", "+0155501", "+1", "++15550100", "+1555010012345678", "tel:+15550100", "+1555 0100")) {
            csv(row("phone_number", phone), "phone_number", "is no phone number");
            json(user("\"phoneNumber\":" + quoted(phone)), "phoneNumber", "is no phone number");
        }
        csv(row("nickname", "x".repeat(2049)), "nickname", "has more than 2048 characters");
        csv(row("custom:tier", "x".repeat(2049)), "custom:tier", "has more than 2048 characters");
        csv(row("custom:tier", SECRET + "\u0000"), "custom:tier", "has control characters");
        csv(row("nickname", "\u001b[31m"), "nickname", "has control characters");
    }

    private void numbersAndFlags() {
        for (String column : List.of("email_verified", "phone_number_verified", "cognito:mfa_enabled")) {
            for (String flag : List.of("1", "yes", "TRUE ", "null", SECRET)) {
                csv(row(column, flag), column, "is neither true nor false");
            }
        }
        csv(row("email_verified", "true"), "email_verified", "there is nothing that was verified");
        csv(row("phone_number_verified", "true"), "phone_number_verified", "there is nothing that was verified");
        json(user("\"emailVerified\":true"), "emailVerified", "there is nothing that was verified");
        json(user("\"phoneNumberVerified\":true"), "phoneNumberVerified", "there is nothing that was verified");
        for (String day :
                List.of("1990-01-31", "31/01/1990", "02/29/2023", "1/1/1990", "00/00/0000", "=1+1", "13/01/1990")) {
            csv(row("birthdate", day), "birthdate", "is no day as mm/dd/yyyy");
        }
        for (String time : List.of("today", "-1", "1.5", "1e9", "1234567890123", "0x10")) {
            csv(row("updated_at", time), "updated_at", "is no number of seconds");
        }
        for (String status : List.of("confirmed", "UNKNOWN", "RESET", SECRET)) {
            csv(row("cloakpool:status", status), "cloakpool:status", "is none of [CONFIRMED");
            json(user("\"status\":" + quoted(status)), "status", "is none of [CONFIRMED");
        }
        for (String flag : List.of("\"true\"", "1", "[]", "{}")) {
            for (String field : List.of("emailVerified", "phoneNumberVerified", "enabled")) {
                json(user("\"" + field + "\":" + flag), field, "is neither true nor false");
            }
        }
    }

    private void hashes() {
        List<List<String>> hashes = List.of(
                List.of(
                        "$scrypt$ln=30,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk",
                        "TOO_COSTLY"),
                List.of("$2b$31$R2ePkvvUBu3IFxklDap8j.JcjgbciiG6DPwVHuE96U.yD3t7tiGcO", "TOO_COSTLY"),
                List.of(
                        "$argon2id$v=19$m=4194304,t=3,p=4$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                        "TOO_COSTLY"),
                List.of("pbkdf2_sha256$600000000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY=", "TOO_COSTLY"),
                List.of(
                        "scrypt$1073741824$seasalt$8$1$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5ulHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5ug==",
                        ""),
                List.of("$argon2d$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4", ""),
                List.of("5f4dcc3b5aa765d61d8327deb882cf99", ""),
                List.of("{SHA}" + SECRET, ""),
                List.of(SECRET, ""),
                List.of("$2b$12$" + SECRET, "MALFORMED"),
                List.of("$2x$12$R2ePkvvUBu3IFxklDap8j.JcjgbciiG6DPwVHuE96U.yD3t7tiGcO", ""),
                List.of("$6$" + "x".repeat(1100), "MALFORMED"));
        for (List<String> hash : hashes) {
            csv(row("cognito:password_hash", cell(hash.get(0))), "cognito:password_hash", hash.get(1));
            json(user("\"passwordHash\":" + quoted(hash.get(0))), "passwordHash", hash.get(1));
        }
        json(user("\"passwordHash\":7"), "passwordHash", "is no text");
        for (String seed : List.of("short", "GEZDGNBVGY3TQOJ1GEZDGNBVGY3TQOJ1", "=HYPERLINK(1)", "A".repeat(257))) {
            csv(row("cloakpool:totp", seed), "cloakpool:totp", "the secret is not 16 to 256 characters of Base32");
            json(user("\"totps\":[{\"secret\":" + quoted(seed) + "}]"), "totps", "the secret is not 16 to 256");
        }
    }

    private void documents() {
        for (String text : List.of(
                "",
                "nothing",
                "{",
                "[]",
                "7",
                "null",
                "\"ann\"",
                "{\"username\":\"ann\"} {}",
                "{\"username\":\"ann\",}",
                "{username:\"ann\"}")) {
            raw(ImportFormat.NDJSON, text, "", "it is no JSON");
        }
        raw(ImportFormat.NDJSON, "{\"username\":" + "[".repeat(5000), "", "it is no JSON");
        raw(ImportFormat.NDJSON, "{}", "username", "there is no username");
        raw(ImportFormat.NDJSON, "{\"username\":null}", "username", "there is no username");
        raw(ImportFormat.NDJSON, "{\"username\":7}", "username", "username is no text");
        raw(ImportFormat.NDJSON, "{\"username\":\"ann\",\"=cmd()\":1}", "=cmd()", "no field is called so");
        raw(
                ImportFormat.NDJSON,
                "{\"username\":\"ann\",\"pasword_hash\":\"" + SECRET + "\"}",
                "pasword_hash",
                "no field is called so");
        raw(
                ImportFormat.NDJSON,
                "{\"username\":\"ann\",\"" + "x".repeat(500) + "\":1}",
                "x".repeat(64),
                "no field is called so");
        raw(ImportFormat.NDJSON, "{\"username\":\"ann\",\"\\u0000\":1}", "?", "no field is called so");
        for (String field : List.of("email", "phoneNumber", "firstName", "lastName")) {
            json(user("\"" + field + "\":{}"), field, field + " is no text");
        }
        json(user("\"firstName\":\"\\ud800\""), "firstName", "has control characters");
        json(user("\"id\":1.5"), "id", "id is no text");
    }

    private void lists() {
        for (String field : List.of("groups", "roles", "requiredActions")) {
            json(user("\"" + field + "\":\"x\""), field, field + " is no list");
            json(user("\"" + field + "\":[7]"), field, field + " is no text");
            json(user("\"" + field + "\":[" + "\"x\",".repeat(100) + "\"x\"]"), field, "has more than 100 entries");
            json(user("\"" + field + "\":[\"x\\u0000\"]"), field, "has control characters");
        }
        csv(row("cloakpool:groups", "x;".repeat(101)), "cloakpool:groups", "has more than 100 entries");
        json(user("\"attributes\":[]"), "attributes", "attributes is no object");
        json(user("\"attributes\":{\"a\":7}"), "attributes", "attributes is no list");
        json(user("\"attributes\":{\"a\":[7]}"), "attributes", "attributes is no text");
        json(user("\"attributes\":{\"a\":" + quoted("x".repeat(2049)) + "}"), "attributes", "more than 2048");
        json(user("\"attributes\":{\"a\":[" + "\"x\",".repeat(50) + "\"x\"]}"), "attributes", "more than 50 values");
        for (String reserved :
                List.of("LDAP_ID", "cloakpool.legacyId", "phoneNumberVerified", "username", "email_verified")) {
            json(
                    user("\"attributes\":{\"" + reserved + "\":\"x\"}"),
                    "attributes",
                    "a name that Keycloak or this pack believes");
        }
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= 100; i++) {
            many.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":\"x\"");
        }
        json(user("\"attributes\":{" + many + "}"), "attributes", "more than 100");
        json(user("\"totps\":{}"), "totps", "totps is no list");
        json(user("\"totps\":[{}]"), "totps", "totps is no text");
        String totp = "\"secret\":\"GEZDGNBVGY3TQOJQ\"";
        json(user("\"totps\":[{" + totp + ",\"digits\":7}]"), "totps", "neither 6 nor 8 digits");
        json(user("\"totps\":[{" + totp + ",\"period\":0}]"), "totps", "the period is not");
        json(user("\"totps\":[{" + totp + ",\"algorithm\":\"MD5\"}]"), "totps", "the algorithm is none");
        json(
                user("\"totps\":[{" + totp + ",\"encoding\":\"HEX\"}]"),
                "totps",
                "the encoding of a secret is not BASE32");
        json(user("\"totps\":[{" + totp + "},{" + totp + "}]"), "totps", "two have the same name");
    }

    private void links() {
        json(user("\"federatedLinks\":{}"), "federatedLinks", "is no list");
        for (String link : List.of(
                "7",
                "{}",
                "{\"identityProvider\":\"g\"}",
                "{\"userId\":\"1\"}",
                "{\"identityProvider\":1,\"userId\":\"1\"}",
                "{\"identityProvider\":\"\",\"userId\":\"1\"}")) {
            json(user("\"federatedLinks\":[" + link + "]"), "federatedLinks", "needs the texts");
        }
        String link = "{\"identityProvider\":\"g\",\"userId\":\"1\"}";
        json(
                user("\"federatedLinks\":[" + link + "," + link + "]"),
                "federatedLinks",
                "names an identity provider twice");
        json(
                user("\"federatedLinks\":[{\"identityProvider\":\"g\",\"userId\":\"1\",\"token\":\"" + SECRET + "\"}]"),
                "federatedLinks",
                "has other fields");
        json(
                user("\"federatedLinks\":[{\"identityProvider\":\"g\",\"userId\":\"1\",\"userName\":7}]"),
                "federatedLinks",
                "a userName that is no text");
        json(
                user("\"federatedLinks\":[{\"identityProvider\":\"g\",\"userId\":" + quoted("x".repeat(256)) + "}]"),
                "federatedLinks",
                "has more than 255");
    }

    /** A row that is right but for one cell. */
    private static String row(String column, String cell) {
        List<String> cells = new ArrayList<>();
        for (String one : COLUMNS) {
            cells.add(one.equals(column) ? cell : one.equals("cognito:username") ? "ann" : "");
        }
        return String.join(",", cells);
    }

    private static String cell(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String user(String more) {
        return "\"username\":\"ann\"," + more;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character < ' ' || character == '"' || character == '\\') {
                quoted.append(String.format("\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }

    private void csv(String row, String column, String reason) {
        rows.add(new Bad(ImportFormat.CSV, line(bytes(row)), column, reason));
    }

    private void json(String fields, String column, String reason) {
        rows.add(new Bad(ImportFormat.NDJSON, line(bytes("{" + fields + "}")), column, reason));
    }

    /** Each character one byte. */
    private void raw(ImportFormat format, String text, String column, String reason) {
        rows.add(new Bad(format, line(text.getBytes(StandardCharsets.ISO_8859_1)), column, reason));
    }

    private static Line line(byte[] bytes) {
        return new Line(2, bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
