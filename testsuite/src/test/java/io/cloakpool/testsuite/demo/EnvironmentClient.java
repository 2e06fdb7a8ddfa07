package io.cloakpool.testsuite.demo;

import io.cloakpool.distribution.demo.EndpointPath;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** A program on the AWS SDK for Java that is told nothing but what its environment says. */
final class EnvironmentClient {
    private EnvironmentClient() {}

    public static void main(String[] arguments) {
        URI stsEndpoint = URI.create(Objects.requireNonNull(System.getenv("AWS_ENDPOINT_URL_STS")));
        try (StsClient sts = StsClient.builder()
                        .overrideConfiguration(c -> c.addExecutionInterceptor(new EndpointPath(stsEndpoint)))
                        .build();
                S3Client s3 = S3Client.builder().forcePathStyle(true).build()) {
            System.out.println(sts.getCallerIdentity().arn());
            System.out.println(
                    s3.getObjectAsBytes(r -> r.bucket(System.getenv("BUCKET")).key("public/hello.txt"))
                            .asUtf8String());
        }
        if (System.getenv("ID_TOKEN") != null) {
            System.out.println(identity(System.getenv()));
        }
    }

    private static String identity(Map<String, String> env) {
        try (CognitoIdentityClient pool = CognitoIdentityClient.create()) {
            return pool.getId(r -> r.identityPoolId(env.get("IDENTITY_POOL_ID"))
                            .logins(Map.of(env.getOrDefault("LOGIN_KEY", ""), env.getOrDefault("ID_TOKEN", ""))))
                    .identityId();
        }
    }
}
