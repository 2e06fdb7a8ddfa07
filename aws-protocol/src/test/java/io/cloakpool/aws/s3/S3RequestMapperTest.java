package io.cloakpool.aws.s3;

import static io.cloakpool.aws.s3.S3Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.RawRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class S3RequestMapperTest {
    private static final String BUCKET = "arn:aws:s3:::data";
    private static final String KEY = BUCKET + "/a/b.txt";
    private final S3RequestMapper mapper = new S3RequestMapper(List.of());

    private record Row(RawRequest request, String operation, List<String> required) {
        String firstAction() {
            return required.get(0).substring(0, required.get(0).indexOf(' '));
        }
    }

    private static Row row(RawRequest request, String operation, String... required) {
        return new Row(request, operation, List.of(required));
    }

    /** One request for each row of the table, and one for each header that asks for more. */
    private static Stream<Row> rows() {
        String source = "x-amz-copy-source";
        return Stream.of(
                row(request("GET", "/"), "ListBuckets", "s3:ListAllMyBuckets arn:aws:s3:::*"),
                row(
                        request("GET", "/?max-buckets=5&x-id=ListBuckets"),
                        "ListBuckets",
                        "s3:ListAllMyBuckets arn:aws:s3:::*"),
                row(request("HEAD", "/data"), "HeadBucket", "s3:ListBucket " + BUCKET),
                row(request("GET", "/data"), "ListObjects", "s3:ListBucket " + BUCKET),
                row(request("GET", "/data/?marker=x"), "ListObjects", "s3:ListBucket " + BUCKET),
                row(request("GET", "/data?list-type=2&start-after=x"), "ListObjectsV2", "s3:ListBucket " + BUCKET),
                row(request("GET", "/data?versions"), "ListObjectVersions", "s3:ListBucketVersions " + BUCKET),
                row(
                        request("GET", "/data?uploads="),
                        "ListMultipartUploads",
                        "s3:ListBucketMultipartUploads " + BUCKET),
                row(request("GET", "/data?location"), "GetBucketLocation", "s3:GetBucketLocation " + BUCKET),
                row(
                        request("POST", "/data?delete"),
                        "DeleteObjects",
                        "s3:DeleteObject " + BUCKET + "/",
                        "s3:DeleteObjectVersion " + BUCKET + "/"),
                row(request("GET", "/data/a/b.txt"), "GetObject", "s3:GetObject " + KEY),
                row(
                        request("GET", "/data/a/b.txt?response-content-type=a%2Fb&partNumber=3&x-id=GetObject"),
                        "GetObject",
                        "s3:GetObject " + KEY),
                row(request("GET", "/data/a/b.txt?versionId=v1"), "GetObject", "s3:GetObjectVersion " + KEY),
                row(request("HEAD", "/data/a/b.txt"), "HeadObject", "s3:GetObject " + KEY),
                row(request("HEAD", "/data/a/b.txt?versionId=null"), "HeadObject", "s3:GetObjectVersion " + KEY),
                row(request("PUT", "/data/a/b.txt"), "PutObject", "s3:PutObject " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", "x-amz-acl", "private"),
                        "PutObject",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectAcl " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", "x-amz-grant-read", "id=1", "X-Amz-Grant-Full-Control", "id=2"),
                        "PutObject",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectAcl " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", "x-amz-tagging", "a=b"),
                        "PutObject",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectTagging " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", "x-amz-object-lock-mode", "GOVERNANCE"),
                        "PutObject",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectRetention " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", "x-amz-object-lock-retain-until-date", "2030-01-01"),
                        "PutObject",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectRetention " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", "x-amz-object-lock-legal-hold", "ON"),
                        "PutObject",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectLegalHold " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", source, "/other/x%2Fy"),
                        "CopyObject",
                        "s3:PutObject " + KEY,
                        "s3:GetObject arn:aws:s3:::other/x/y"),
                row(
                        request("PUT", "/data/a/b.txt", source, "other/x?versionId=7"),
                        "CopyObject",
                        "s3:PutObject " + KEY,
                        "s3:GetObjectVersion arn:aws:s3:::other/x"),
                row(
                        request(
                                "PUT",
                                "/data/a/b.txt",
                                source,
                                "other/x",
                                "x-amz-tagging-directive",
                                "REPLACE",
                                "x-amz-acl",
                                "private"),
                        "CopyObject",
                        "s3:PutObject " + KEY,
                        "s3:GetObject arn:aws:s3:::other/x",
                        "s3:PutObjectAcl " + KEY,
                        "s3:PutObjectTagging " + KEY),
                row(
                        request("PUT", "/data/a/b.txt", source, "other/x", "x-amz-tagging-directive", "COPY"),
                        "CopyObject",
                        "s3:PutObject " + KEY,
                        "s3:GetObject arn:aws:s3:::other/x"),
                row(request("PUT", "/data/a/b.txt?partNumber=1&uploadId=u"), "UploadPart", "s3:PutObject " + KEY),
                row(
                        request(
                                "PUT",
                                "/data/a/b.txt?partNumber=1&uploadId=u",
                                source,
                                "other/x",
                                "x-amz-copy-source-range",
                                "bytes=0-9"),
                        "UploadPartCopy",
                        "s3:PutObject " + KEY,
                        "s3:GetObject arn:aws:s3:::other/x"),
                row(
                        request("POST", "/data/a/b.txt?uploads", "x-amz-acl", "private"),
                        "CreateMultipartUpload",
                        "s3:PutObject " + KEY,
                        "s3:PutObjectAcl " + KEY),
                row(request("POST", "/data/a/b.txt?uploadId=u"), "CompleteMultipartUpload", "s3:PutObject " + KEY),
                row(
                        request("DELETE", "/data/a/b.txt?uploadId=u"),
                        "AbortMultipartUpload",
                        "s3:AbortMultipartUpload " + KEY),
                row(
                        request("GET", "/data/a/b.txt?uploadId=u&max-parts=2"),
                        "ListParts",
                        "s3:ListMultipartUploadParts " + KEY),
                row(request("DELETE", "/data/a/b.txt"), "DeleteObject", "s3:DeleteObject " + KEY),
                row(request("DELETE", "/data/a/b.txt?versionId=v"), "DeleteObject", "s3:DeleteObjectVersion " + KEY),
                row(
                        request("DELETE", "/data/a/b.txt", "x-amz-bypass-governance-retention", "true"),
                        "DeleteObject",
                        "s3:DeleteObject " + KEY,
                        "s3:BypassGovernanceRetention " + KEY));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_request_asks_for_what_its_row_says(Row row) {
        S3Access access = mapper.map(row.request());

        assertThat(access.operation()).isEqualTo(row.operation());
        assertThat(access.required())
                .extracting(target -> target.action() + " " + target.resourceArn())
                .isEqualTo(row.required());
    }

    @Test
    void every_row_of_the_table_is_tested() {
        Set<String> tested = new HashSet<>();
        rows().forEach(row -> tested.add(row.operation() + row.firstAction()));
        Set<String> table = new HashSet<>();
        S3Operations.TABLE.forEach(
                row -> table.add(row.name() + row.needs().get(0).action()));

        assertThat(tested).isEqualTo(table);
    }

    @Test
    void no_request_fits_two_rows() {
        List<S3Operation> table = S3Operations.TABLE;
        for (int i = 0; i < table.size(); i++) {
            for (int j = 0; j < table.size(); j++) {
                S3Operation one = table.get(i);
                S3Operation other = table.get(j);
                Set<String> parameters = new HashSet<>(one.selectors());
                parameters.addAll(other.selectors());
                boolean copy = one.features().contains(S3Operation.Feature.COPY);
                boolean both = one.matches(one.method(), one.level(), parameters, copy)
                        && other.matches(one.method(), one.level(), parameters, copy);
                assertThat(both).as("%s and %s", one.name(), other.name()).isEqualTo(i == j);
            }
        }
    }

    @Test
    void a_listing_tells_prefix_delimiter_and_max_keys_that_are_there() {
        assertThat(context(request("GET", "/data?list-type=2&prefix=users%2F1%2F&delimiter=%2F&max-keys=10")))
                .isEqualTo(Map.of(
                        "s3:prefix", List.of("users/1/"), "s3:delimiter", List.of("/"), "s3:max-keys", List.of("10")));
        assertThat(context(request("GET", "/data?prefix="))).isEqualTo(Map.of("s3:prefix", List.of("")));
        assertThat(context(request("GET", "/data?versions&prefix=a%20%2B")))
                .isEqualTo(Map.of("s3:prefix", List.of("a +")));
        assertThat(context(request("GET", "/data?list-type=2"))).isEmpty();
        assertThat(context(request("HEAD", "/data"))).isEmpty();
        assertThat(context(request("GET", "/data?uploads&prefix=a"))).isEmpty();
    }

    @Test
    void a_version_and_the_headers_of_a_new_object_are_condition_keys() {
        assertThat(context(request("GET", "/data/k?versionId=v1"))).isEqualTo(Map.of("s3:VersionId", List.of("v1")));
        assertThat(context(request("GET", "/data/k", "x-amz-storage-class", "X")))
                .isEmpty();
        assertThat(context(request("PUT", "/data/k", "x-amz-acl", "public-read", "x-amz-storage-class", "GLACIER")))
                .isEqualTo(
                        Map.of("s3:x-amz-acl", List.of("public-read"), "s3:x-amz-storage-class", List.of("GLACIER")));
        S3Access copy = mapper.map(request("PUT", "/data/k", "x-amz-copy-source", "/other/a%20b?versionId=7"));
        assertThat(copy.required())
                .extracting(Target::context)
                .containsExactly(
                        Map.of("s3:x-amz-copy-source", List.of("other/a b?versionId=7")),
                        Map.of("s3:VersionId", List.of("7")));
    }

    @Test
    void neutral_parameters_and_headers_change_nothing() {
        assertThat(mapper.map(request(
                                "PUT",
                                "/data/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-Date=1"
                                        + "&X-Amz-Expires=9&X-Amz-SignedHeaders=host&X-Amz-Security-Token=t"
                                        + "&X-Amz-Signature=0&x-id=a"
                                        + "&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&x-amz-checksum-crc32=AAAA"
                                        + "&x-amz-sdk-checksum-algorithm=CRC32&x-amz-meta-a=b&x-amz-user-agent=x",
                                "x-amz-meta-owner",
                                "me",
                                "x-amz-server-side-encryption-customer-key",
                                "k",
                                "Range",
                                "bytes=0-1",
                                "x-amzn-trace-id",
                                "t"))
                        .required())
                .containsExactly(new Target("s3:PutObject", "arn:aws:s3:::data/k", Map.of()));
    }

    private Map<String, List<String>> context(RawRequest request) {
        return mapper.map(request).required().get(0).context();
    }
}
