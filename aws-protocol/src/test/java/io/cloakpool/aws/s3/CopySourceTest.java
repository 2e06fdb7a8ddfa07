package io.cloakpool.aws.s3;

import static io.cloakpool.aws.s3.S3Requests.parse;
import static io.cloakpool.aws.s3.S3Requests.refused;
import static io.cloakpool.aws.s3.S3Requests.request;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3RequestRefused.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySourceTest {
    private final S3RequestMapper mapper = new S3RequestMapper(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /data/k",
                "HEAD /data/k",
                "DELETE /data/k",
                "POST /data/k?uploads",
                "POST /data/k?uploadId=u",
                "GET /data",
                "PUT /data",
                "GET /"
            })
    void a_copy_source_on_anything_but_a_copy_is_refused(String line) {
        RawRequest plain = parse(line);

        refused(
                () -> mapper.map(request(
                        plain.method(),
                        plain.rawPath() + (plain.rawQuery() == null ? "" : "?" + plain.rawQuery()),
                        "x-amz-copy-source",
                        "other/k")),
                Kind.NOT_IN_TABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "'', INVALID_COPY_SOURCE",
        "/, INVALID_COPY_SOURCE",
        "other, INVALID_COPY_SOURCE",
        "/other, INVALID_COPY_SOURCE",
        "other/, INVALID_KEY",
        "//other/k, INVALID_BUCKET_NAME",
        "other%2Fk, INVALID_COPY_SOURCE",
        "%2Fother%2Fk, INVALID_COPY_SOURCE",
        "%2Fother/k, INVALID_BUCKET_NAME",
        "othe%72/k, INVALID_BUCKET_NAME",
        "Other/k, INVALID_BUCKET_NAME",
        "arn:aws:s3:eu-west-1:1:accesspoint/a/object/k, INVALID_BUCKET_NAME",
        "other/a/../k, INVALID_COPY_SOURCE",
        "other/%2e%2e/k, INVALID_COPY_SOURCE",
        "other/%252e%252e/k, INVALID_COPY_SOURCE",
        "../other/k, INVALID_BUCKET_NAME",
        "other/k%00, INVALID_COPY_SOURCE",
        "other/%ff, INVALID_COPY_SOURCE",
        "other/%, INVALID_COPY_SOURCE",
        "other/a+b, INVALID_COPY_SOURCE",
        "other/a b, INVALID_COPY_SOURCE",
        "other/k?versionId=, INVALID_COPY_SOURCE",
        "other/k?, INVALID_COPY_SOURCE",
        "other/k?acl, INVALID_COPY_SOURCE",
        "other/k?versionid=1, INVALID_COPY_SOURCE",
        "other/k?version%49d=1, INVALID_COPY_SOURCE",
        "other/k?versionId=1&versionId=2, INVALID_COPY_SOURCE",
        "other/k?versionId=1&a=b, INVALID_COPY_SOURCE",
        "other/k?a?versionId=1, INVALID_COPY_SOURCE",
        "other?versionId=1/k, INVALID_COPY_SOURCE",
    })
    void a_copy_source_is_read_as_strictly_as_a_path(String source, Kind kind) {
        refused(() -> mapper.map(request("PUT", "/data/k", "x-amz-copy-source", source)), kind);
        refused(() -> mapper.map(request("PUT", "/data/k?partNumber=1&uploadId=u", "x-amz-copy-source", source)), kind);
    }

    @Test
    void a_copy_source_longer_than_a_key_is_refused() {
        refused(
                () -> mapper.map(request("PUT", "/data/k", "x-amz-copy-source", "other/" + "k".repeat(1025))),
                Kind.INVALID_KEY);
    }
}
