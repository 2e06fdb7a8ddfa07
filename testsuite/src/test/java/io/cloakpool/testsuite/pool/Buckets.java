package io.cloakpool.testsuite.pool;

import io.cloakpool.testsuite.ceph.Ceph;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What somebody may do on the bucket {@code demo}: each call says the HTTP status. */
final class Buckets implements AutoCloseable {
    private static final String BUCKET = "demo";

    private final S3Client client;

    /** Checksums that Ceph does not know are left out. */
    Buckets(Ceph ceph, AwsCredentials credentials) {
        this.client = S3Client.builder()
                .endpointOverride(ceph.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    void create() {
        client.createBucket(r -> r.bucket(BUCKET));
    }

    String put(String key) {
        return status(() -> client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("content")));
    }

    String get(String key) {
        return status(() -> client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)));
    }

    String list(String prefix) {
        return status(() -> client.listObjectsV2(r -> r.bucket(BUCKET).prefix(prefix)));
    }

    private static String status(Runnable call) {
        try {
            call.run();
            return "200";
        } catch (S3Exception e) {
            return Integer.toString(e.statusCode());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
