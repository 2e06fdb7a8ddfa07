package io.cloakpool.aws.s3;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.s3.S3Operation.Feature;
import io.cloakpool.aws.s3.S3Operation.On;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** The document shows the tables of the code; where they differ, the failure prints the lines that belong there. */
class S3OperationsDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "s3-operations.md");

    @Test
    void the_document_lists_the_operations_of_the_table() throws IOException {
        String rows =
                S3Operations.TABLE.stream().map(S3OperationsDocTest::operation).collect(joining("\n"));

        assertThat(section("operations"))
                .isEqualTo(
                        "| operation | request | may also carry | the policy must allow |\n|---|---|---|---|\n" + rows);
    }

    @Test
    void the_document_lists_the_headers_that_need_more() throws IOException {
        String rows = S3Headers.NEEDS.stream()
                .map(need -> "| `%s` | %s | `%s` |".formatted(need.header(), takers(need.feature()), need.action()))
                .collect(joining("\n"));

        assertThat(section("headers")).isEqualTo("| header | taken by | needs as well |\n|---|---|---|\n" + rows);
    }

    @Test
    void the_document_lists_neutral_and_refused_headers_and_parameters_and_condition_keys() throws IOException {
        assertThat(section("neutral-headers")).isEqualTo(code(S3Headers.NEUTRAL));
        assertThat(section("refused-headers")).isEqualTo(code(S3Headers.REFUSED));
        assertThat(section("neutral-parameters"))
                .isEqualTo(code(S3Parameters.NEUTRAL.stream().sorted().toList()) + ", "
                        + code(S3Parameters.NEUTRAL_HEADERS));
        assertThat(section("condition-headers")).isEqualTo(code(S3Headers.CONDITION_HEADERS));
    }

    private static String operation(S3Operation row) {
        String path =
                switch (row.level()) {
                    case SERVICE -> "/";
                    case BUCKET -> "/bucket";
                    case OBJECT -> "/bucket/key";
                };
        String query = row.selectors().stream().map(S3OperationsDocTest::form).collect(joining("&"));
        String request = "`%s %s%s`%s"
                .formatted(
                        row.method(),
                        path,
                        query.isEmpty() ? "" : "?" + query,
                        row.features().contains(Feature.COPY) ? " with `x-amz-copy-source`" : "");
        String needs = row.needs().stream()
                .map(need -> "`%s`%s on %s%s"
                        .formatted(
                                need.action(),
                                need.on() == On.SOURCE ? " (`s3:GetObjectVersion` for a version)" : "",
                                need.on().label,
                                need.parameters().isEmpty()
                                        ? ""
                                        : ", with "
                                                + need.parameters().stream()
                                                        .map(S3Operations.CONDITION_KEYS::get)
                                                        .map(key -> "`" + key + "`")
                                                        .collect(joining(", "))))
                .collect(joining("; "));
        return "| %s | %s | %s | %s |"
                .formatted(row.name(), request, row.optional().isEmpty() ? "-" : code(row.optional()), needs);
    }

    private static String form(String parameter) {
        return switch (parameter) {
            case "list-type" -> "list-type=2";
            case "versionId", "uploadId", "partNumber" -> parameter + "=…";
            default -> parameter;
        };
    }

    private static String takers(Feature feature) {
        return S3Operations.TABLE.stream()
                .filter(row -> row.features().contains(feature))
                .map(S3Operation::name)
                .distinct()
                .collect(joining(", "));
    }

    private static String code(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(joining(", "));
    }

    private static String section(String name) throws IOException {
        String text = Files.readString(DOCUMENT);
        String start = "<!-- " + name + " -->\n";
        String end = "\n<!-- end -->";
        assertThat(text).contains(start);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
