package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.cloakpool.distribution.demo.EndpointPath;
import io.cloakpool.testsuite.logs.Issued;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Credentials of one identity in the hands of the AWS SDK. */
record Session(RunningDemo demo, String token, String identity, AwsSessionCredentials credentials) {
    /** Exchanges an ID token. */
    static Session of(RunningDemo demo, String token) {
        Map<String, String> logins = Map.of(demo.loginKey(), token);
        try (CognitoIdentityClient pool = identityPool(demo)) {
            String identity = pool.getId(
                            r -> r.identityPoolId(demo.get("IDENTITY_POOL_ID")).logins(logins))
                    .identityId();
            Credentials c = pool.getCredentialsForIdentity(
                            r -> r.identityId(identity).logins(logins))
                    .credentials();
            Issued.add(token);
            Issued.add(c.secretKey());
            Issued.add(c.sessionToken());
            return new Session(
                    demo,
                    token,
                    identity,
                    AwsSessionCredentials.create(c.accessKeyId(), c.secretKey(), c.sessionToken()));
        }
    }

    Session with(AwsSessionCredentials other) {
        return new Session(demo, token, identity, other);
    }

    static CognitoIdentityClient identityPool(RunningDemo demo) {
        return CognitoIdentityClient.builder()
                .endpointOverride(URI.create(demo.realm() + "/cognito-identity"))
                .region(Region.of(demo.get("REGION")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    S3Client s3() {
        return s3(demo, URI.create(demo.get("S3_ENDPOINT")), credentials);
    }

    static S3Client s3(RunningDemo demo, URI endpoint, AwsCredentials credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(demo.get("REGION")))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    StsClient sts() {
        return sts(demo, credentials);
    }

    static StsClient sts(RunningDemo demo, AwsCredentials credentials) {
        URI endpoint = URI.create(demo.realm() + "/sts");
        return StsClient.builder()
                .endpointOverride(endpoint)
                .overrideConfiguration(c -> c.addExecutionInterceptor(new EndpointPath(endpoint)))
                .region(Region.of(demo.get("REGION")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    String key(String name) {
        return "users/" + identity + "/" + name;
    }

    /** Stores an object in the own prefix and reads it back. */
    void putAndGet(String name) {
        try (S3Client s3 = s3()) {
            s3.putObject(r -> r.bucket(demo.get("BUCKET")).key(key(name)), RequestBody.fromString(name));
            assertThat(s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(key(name)))
                            .asUtf8String())
                    .isEqualTo(name);
        }
    }

    /** The credentials open nothing any more, at the gateway and at STS, and say so in each protocol's way. */
    void assertDead() {
        try (S3Client s3 = s3();
                StsClient sts = sts()) {
            assertThat(LifeCycleTest.errorCode(catchException(() -> s3.getObjectAsBytes(
                            r -> r.bucket(demo.get("BUCKET")).key(key("a"))))))
                    .isEqualTo("InvalidToken");
            assertThat(LifeCycleTest.errorCode(catchException(sts::getCallerIdentity)))
                    .isEqualTo("InvalidClientTokenId");
        }
    }
}
