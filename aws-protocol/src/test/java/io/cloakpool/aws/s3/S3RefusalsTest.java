package io.cloakpool.aws.s3;

import static io.cloakpool.aws.s3.S3Requests.parse;
import static io.cloakpool.aws.s3.S3Requests.refused;
import static io.cloakpool.aws.s3.S3Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3RefusalsTest {
    private final S3RequestMapper mapper = new S3RequestMapper(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                // sub-resources and parameters that are not served
                "GET /data?acl",
                "GET /data/k?acl",
                "PUT /data/k?acl",
                "PUT /data?acl",
                "GET /data?policy",
                "PUT /data?policy",
                "DELETE /data?policy",
                "GET /data?cors",
                "GET /data?lifecycle",
                "GET /data?versioning",
                "GET /data?website",
                "GET /data/k?tagging",
                "PUT /data/k?tagging",
                "DELETE /data/k?tagging",
                "GET /data/k?torrent",
                "GET /data/k?attributes",
                "POST /data/k?select&select-type=2",
                "POST /data/k?restore",
                "PUT /data/k?retention",
                "PUT /data/k?legal-hold",
                "PUT /data/k?renameObject",
                "GET /data/k?unheard-of",
                "GET /data?unheard-of=1",
                "POST /data?append&position=0",
                "PUT /data/k?append&position=0",
                "GET /?Action=ListUsers",
                "POST /?Action=CreateUser",
                "GET /data?metadata=true",
                "GET /data?session",
                "GET /data?rgwx-uid=admin",
                "GET /data/k?AWSAccessKeyId=a&Signature=b&Expires=1",
                // operations that are not served
                "PUT /data",
                "DELETE /data",
                "POST /data",
                "POST /data/k",
                "HEAD /",
                "POST /",
                "PUT /",
                "DELETE /",
                "OPTIONS /data/k",
                "PATCH /data/k",
                "get /data/k",
                "GET! /data/k",
                "AVERYLONGMETHODNAME /data/k",
                "TRACE /data/k",
                // one operation to one server, another to the next
                "GET /data?list-type=2&uploads",
                "GET /data?versions&uploads",
                "GET /data?location&list-type=2",
                "GET /data?list-type=2&marker=a",
                "GET /data?start-after=a",
                "GET /data?location&prefix=a",
                "HEAD /data?list-type=2",
                "HEAD /data?versions",
                "POST /data/k?delete",
                "DELETE /data/k?delete",
                "GET /data?delete",
                "POST /data?delete&uploads",
                "POST /data?delete&versionId=1",
                "PUT /data/k?uploadId=u",
                "PUT /data/k?partNumber=1",
                "PUT /data/k?versionId=1",
                "PUT /data/k?uploads",
                "POST /data/k?uploads&uploadId=u",
                "POST /data/k?versionId=1",
                "POST /data/k?uploadId=u&partNumber=1",
                "GET /data/k?uploadId=u&versionId=1",
                "GET /data/k?uploadId=u&partNumber=1",
                "GET /data/k?versions",
                "GET /data/k?list-type=2",
                "GET /data/k?uploads",
                "GET /data?versionId=1",
                "GET /data?partNumber=1",
                "DELETE /data/k?versionId=1&uploadId=u",
                "DELETE /data/k?partNumber=1",
                "DELETE /data?uploadId=u",
                "HEAD /data/k?uploadId=u",
                "GET /data/k?prefix=a",
                // spellings
                "GET /data?%61cl",
                "GET /data/k?ACL",
                "GET /data/k?VersionId=1",
                "GET /data?Uploads",
                "GET /data?=acl",
                "GET /data/k?acl=",
                "GET /data/k?acl%20",
                "GET /data?List-Type=2",
                "GET /data/k?x-amz-date=1",
                "GET /data/k?X-Id=a"
            })
    void what_is_not_in_the_table_is_refused_by_name(String line) {
        refused(() -> mapper.map(parse(line)), Kind.NOT_IN_TABLE).hasMessageEndingWith("is not in the table");
    }

    @Test
    void the_refusal_names_what_it_refuses() {
        refused(() -> mapper.map(parse("GET /data/k?acl")), Kind.NOT_IN_TABLE)
                .hasMessage("GET of an object with ?acl is not in the table");
        refused(() -> mapper.map(parse("PUT /data")), Kind.NOT_IN_TABLE)
                .hasMessage("PUT of a bucket is not in the table");
        refused(() -> mapper.map(parse("GET /data?versions&uploads")), Kind.NOT_IN_TABLE)
                .hasMessage("GET of a bucket with ?versions&uploads together is not in the table");
        refused(() -> mapper.map(request("GET", "/data/k", "x-amz-copy-source", "a")), Kind.NOT_IN_TABLE)
                .hasMessage("GET of an object with x-amz-copy-source is not in the table");
        refused(() -> mapper.map(parse("<b> /")), Kind.NOT_IN_TABLE)
                .hasMessage("This method of the service is not in the table");
        refused(() -> mapper.map(parse("GET /data?" + "q".repeat(999))), Kind.NOT_IN_TABLE)
                .hasMessage("GET of a bucket with ?" + "q".repeat(64) + " is not in the table");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /data/k?versionId=",
                "GET /data/k?versionId",
                "DELETE /data/k?versionId=",
                "PUT /data/k?partNumber=1&uploadId=",
                "PUT /data/k?partNumber=&uploadId=u",
                "PUT /data/k?partNumber=0&uploadId=u",
                "PUT /data/k?partNumber=1e3&uploadId=u",
                "PUT /data/k?partNumber=%2B1&uploadId=u",
                "POST /data/k?uploadId=",
                "GET /data/k?uploadId",
                "DELETE /data/k?uploadId=",
                "GET /data?list-type=1",
                "GET /data?list-type=",
                "GET /data?list-type=02",
                "GET /data?versions=1",
                "GET /data?uploads=x",
                "GET /data?location=eu",
                "POST /data?delete=k",
                "GET /data?max-keys=",
                "GET /data?max-keys=-1",
                "GET /data?max-keys=x",
                "GET /data?prefix=a%2F..%2Fb",
                "GET /data?prefix=..%2F",
                "GET /data?prefix=a%2F%252e%252e%2Fb",
                "GET /data?prefix=a%00",
                "GET /data?delimiter=%0A",
                "GET /data?prefix=a+b",
                "GET /data?prefix=a;uploads",
                "GET /data?prefix=a&prefix=b",
                "GET /data/k?versionId=1&versionId=2",
                "GET /data?uploads&uploads",
                "GET /data?prefix=%ff",
                "GET /data?prefix=%",
                "GET /data?X-Amz-Date=1&X-Amz-Date=2"
            })
    void a_parameter_that_servers_read_in_different_ways_is_refused(String line) {
        refused(() -> mapper.map(parse(line)), Kind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-acl=public-read",
                "X-Amz-Acl=private",
                "x-amz-copy-source=other%2Fk",
                "x-amz-tagging=a",
                "x-amz-grant-read=a",
                "x-amz-storage-class=GLACIER",
                "x-amz-bypass-governance-retention=true",
                "x-amz-meta-snowball-auto-extract=true",
                "x-amz-signature=0"
            })
    void a_header_that_means_something_is_refused_as_a_parameter(String parameter) {
        refused(() -> mapper.map(request("PUT", "/data/k?" + parameter)), Kind.NOT_IN_TABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, x-amz-unheard-of, 1",
        "PUT, x-amz-rename-source, k",
        "PUT, x-amz-write-offset-bytes, 1",
        "PUT, x-amz-server-side-encryption-aws-kms-key-id, k",
        "PUT, x-amz-server-side-encryption-context, k",
        "PUT, X-Amz-Meta-Snowball-Auto-Extract, true",
        "PUT, x-amz-meta-minio-snowball-prefix, other",
        "GET, x-minio-extract, true",
        "PUT, x-goog-copy-source, other/k",
        "PUT, x-oss-copy-source, /other/k",
        "PUT, x-obs-copy-source, /other/k",
        "PUT, x-cos-copy-source, other/k",
        "PUT, X-Copy-From, other/k",
        "PUT, X-Object-Manifest, other/k",
        "GET, x-rgw-auth, 1",
        "GET, X-HTTP-Method-Override, DELETE",
        "GET, x-http-method, DELETE",
        "GET, X-Method-Override, DELETE",
        "GET, x-amz-acl, private",
        "GET, x-amz-tagging, a",
        "DELETE, x-amz-acl, private",
        "PUT, x-amz-bypass-governance-retention, true",
        "PUT, x-amz-tagging-directive, REPLACE",
        "GET, x-amz-tagging-directive, COPY",
    })
    void a_header_that_the_operation_does_not_take_is_refused_by_name(String method, String header, String value) {
        refused(() -> mapper.map(request(method, "/data/k", header, value)), Kind.HEADER);
    }

    @Test
    void headers_that_repeat_or_do_not_belong_are_refused() {
        refused(
                        () -> mapper.map(request("PUT", "/data/k", "x-amz-acl", "private", "X-Amz-Acl", "public-read")),
                        Kind.HEADER)
                .hasMessage("Header x-amz-acl appears twice");
        refused(
                        () -> mapper.map(request("PUT", "/data/k?partNumber=1&uploadId=u", "x-amz-acl", "private")),
                        Kind.HEADER)
                .hasMessage("Header x-amz-acl does not belong to UploadPart");
        refused(
                () -> mapper.map(
                        request("PUT", "/data/k", "x-amz-copy-source", "other/k", "x-amz-copy-source", "data/k")),
                Kind.HEADER);
        refused(
                () -> mapper.map(request(
                        "PUT", "/data/k", "x-amz-copy-source", "other/k", "x-amz-tagging-directive", "replace")),
                Kind.HEADER);
        refused(
                () -> mapper.map(request(
                        "PUT",
                        "/data/k?partNumber=1&uploadId=u",
                        "x-amz-copy-source",
                        "other/k",
                        "x-amz-tagging-directive",
                        "REPLACE")),
                Kind.HEADER);
        refused(() -> mapper.map(request("PUT", "/data/k", "x-amz-" + "q".repeat(999), "1")), Kind.HEADER)
                .hasMessage("Header x-amz-" + "q".repeat(58) + " is not in the table");
    }

    @Test
    void an_upload_by_html_form_is_refused_even_where_another_operation_is_named() {
        refused(
                () -> mapper.map(request("POST", "/data?delete", "Content-Type", "Multipart/Form-Data; boundary=x")),
                Kind.NOT_IN_TABLE);
        assertThat(mapper.map(request("POST", "/data?delete", "Content-Type", "application/xml"))
                        .operation())
                .isEqualTo("DeleteObjects");
    }

    @Test
    @Tag("fuzz")
    void random_requests_are_mapped_or_refused() {
        long seed = 161803;
        Random random = new Random(seed);
        List<String> methods = List.of("GET", "PUT", "POST", "DELETE", "HEAD", "put");
        List<String> pieces = List.of(
                "/",
                "data",
                ".",
                "..",
                "%2e",
                "%2F",
                "%252e",
                "%00",
                "%",
                "?",
                "&",
                "=",
                "acl",
                "uploads",
                "uploadId=u",
                "partNumber=1",
                "versionId=",
                "list-type=2",
                "prefix=",
                "delete",
                "+",
                ";",
                "\\",
                "ä",
                "a");
        List<String> sources = List.of("other/k", "/other/k?versionId=1", "other/../k", "%", "");
        Set<String> operations = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            StringBuilder target = new StringBuilder("/");
            for (int length = random.nextInt(8); length > 0; length--) {
                target.append(pieces.get(random.nextInt(pieces.size())));
            }
            String method = methods.get(random.nextInt(methods.size()));
            RawRequest request = random.nextInt(4) == 0
                    ? request(
                            method, target.toString(), "x-amz-copy-source", sources.get(random.nextInt(sources.size())))
                    : request(method, target.toString());
            try {
                S3Access access = mapper.map(request);
                operations.add(access.operation());
                assertThat(access.required())
                        .as("seed %d, %s %s", seed, method, target)
                        .isNotEmpty()
                        .allSatisfy(required -> {
                            assertThat(required.resourceArn()).startsWith("arn:aws:s3:::");
                            assertThat(required.resourceArn().split("[/\\\\]", -1))
                                    .doesNotContain(".", "..");
                        });
            } catch (S3RequestRefused e) {
                assertThat(e.kind()).isNotNull();
            }
        }
        assertThat(operations).hasSizeGreaterThan(5);
    }
}
