package io.cloakpool.examples.s3gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The AWS SDK with its default settings, the gateway, and a real S3 server. Only Cloakpool's answer is given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkUploadTest {
    private static final String BUCKET = "demo";
    private static final int SIX_MB = 6 * 1024 * 1024;

    private final Recorder door;
    private final EmbeddedS3 store;
    private final S3Gateway gateway;
    private final S3Client s3;

    SdkUploadTest() throws IOException {
        door = Recorder.start(Recorder.allow());
        store = EmbeddedS3.start(BUCKET);
        gateway = Gateways.start(door, store.endpoint());
        s3 = S3Client.builder()
                .endpointOverride(gateway.endpoint())
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create("ASIAABCDEFGHIJKLMNOP", "secret", "session-token")))
                .build();
    }

    @BeforeEach
    void allow() {
        door.answers(Recorder.allow());
        door.received().clear();
    }

    @AfterAll
    void stop() {
        s3.close();
        gateway.close();
        store.close();
        door.close();
    }

    @Test
    void six_megabytes_are_stored_byte_for_byte() {
        byte[] data = bytes(SIX_MB);
        s3.putObject(b -> b.bucket(BUCKET).key("put"), RequestBody.fromBytes(data));
        assertThat(door.last().header("x-amz-content-sha256")).startsWith("STREAMING-");
        assertThat(get("put")).isEqualTo(data);
    }

    @Test
    void a_stream_is_stored_byte_for_byte() {
        byte[] data = bytes(SIX_MB + 1);
        var stream = new ByteArrayInputStream(data);
        s3.putObject(b -> b.bucket(BUCKET).key("stream"), RequestBody.fromInputStream(stream, data.length));
        assertThat(get("stream")).isEqualTo(data);
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void every_checksum_that_the_sdk_brings_is_proved(ChecksumAlgorithm algorithm) {
        byte[] data = bytes(70_000);
        s3.putObject(b -> b.bucket(BUCKET).key("sum").checksumAlgorithm(algorithm), RequestBody.fromBytes(data));
        assertThat(get("sum")).isEqualTo(data);
    }

    @Test
    void an_empty_object_is_stored() {
        s3.putObject(b -> b.bucket(BUCKET).key("empty"), RequestBody.empty());
        assertThat(get("empty")).isEmpty();
    }

    @Test
    void a_multipart_upload_is_stored_byte_for_byte() {
        byte[] part1 = bytes(SIX_MB);
        byte[] part2 = bytes(1000);
        String id = s3.createMultipartUpload(b -> b.bucket(BUCKET).key("parts")).uploadId();
        CompletedPart first = part(id, 1, part1);
        CompletedPart second = part(id, 2, part2);
        s3.completeMultipartUpload(
                b -> b.bucket(BUCKET).key("parts").uploadId(id).multipartUpload(m -> m.parts(first, second)));
        byte[] stored = get("parts");
        assertThat(stored).hasSize(SIX_MB + 1000).startsWith(part1).endsWith(part2);
    }

    private CompletedPart part(String id, int number, byte[] data) {
        var done = s3.uploadPart(
                b -> b.bucket(BUCKET).key("parts").uploadId(id).partNumber(number), RequestBody.fromBytes(data));
        return CompletedPart.builder().partNumber(number).eTag(done.eTag()).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k/a%2Fb", "k/a b+c", "k/ü/雪", "k/end/", "k/~x", "k/a", "k/a/b", "k/a//b", "k//a"})
    void each_key_is_kept_literally(String key) {
        s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(key));
        assertThat(get(key)).asString().isEqualTo(key);
        assertThat(keys(key)).contains(key);
    }

    @Test
    void a_doubled_slash_is_another_key() {
        s3.putObject(b -> b.bucket(BUCKET).key("slash/a/b"), RequestBody.fromString("one"));
        s3.putObject(b -> b.bucket(BUCKET).key("slash/a//b"), RequestBody.fromString("two"));
        assertThat(get("slash/a/b")).asString().isEqualTo("one");
        assertThat(keys("slash/")).containsExactly("slash/a//b", "slash/a/b");
    }

    @Test
    void copy_head_list_and_delete_work() {
        s3.putObject(b -> b.bucket(BUCKET).key("c/one"), RequestBody.fromString("text"));
        s3.copyObject(b -> b.sourceBucket(BUCKET)
                .sourceKey("c/one")
                .destinationBucket(BUCKET)
                .destinationKey("c/d/two"));
        assertThat(door.last().header("x-amz-copy-source")).isEqualTo("demo/c/one");
        assertThat(s3.headObject(b -> b.bucket(BUCKET).key("c/d/two")).contentLength())
                .isEqualTo(4);
        var listed = s3.listObjectsV2(b -> b.bucket(BUCKET).prefix("c/").delimiter("/"));
        assertThat(listed.contents()).extracting(S3Object::key).containsExactly("c/one");
        assertThat(listed.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("c/d/");
        s3.deleteObject(b -> b.bucket(BUCKET).key("c/one"));
        assertThat(keys("c/")).containsExactly("c/d/two");
    }

    @Test
    void a_multi_delete_shows_its_body_to_the_door() {
        s3.putObject(b -> b.bucket(BUCKET).key("m/one"), RequestBody.fromString("1"));
        s3.putObject(b -> b.bucket(BUCKET).key("m/two"), RequestBody.fromString("2"));
        s3.deleteObjects(b -> b.bucket(BUCKET)
                .delete(d -> d.objects(ObjectIdentifier.builder().key("m/one").build())));
        Recorder.Received asked = door.last();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.header("X-Original-Method")).isEqualTo("POST");
        assertThat(asked.body()).contains("<Key>m/one</Key>");
        assertThat(keys("m/")).containsExactly("m/two");
    }

    @Test
    void a_refusal_reaches_the_sdk_in_the_words_of_s3_and_stores_nothing() {
        door.answers(Recorder.status(403, "X-Cloakpool-Error-Code", "ExpiredToken", "X-Cloakpool-Error-Status", "400"));
        byte[] data = bytes(SIX_MB);
        assertThatThrownBy(() -> s3.putObject(b -> b.bucket(BUCKET).key("refused"), RequestBody.fromBytes(data)))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken");
                });
        door.answers(Recorder.allow());
        assertThat(keys("refused")).isEmpty();
    }

    private byte[] get(String key) {
        return s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray();
    }

    private List<String> keys(String prefix) {
        return s3.listObjectsV2(b -> b.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
