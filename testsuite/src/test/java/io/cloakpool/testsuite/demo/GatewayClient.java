package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What clients of a store behind a gateway see. */
record GatewayClient(RunningDemo demo, URI endpoint) {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String DENIED = "403 AccessDenied";

    /** The answer to a page of this origin that asks whether it may PUT. */
    Http.Answer preflight(String origin) {
        return Http.send(HttpRequest.newBuilder(URI.create(endpoint + "/demo/a"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,x-amz-date")
                .build());
    }

    /** Status and code with which the AWS SDK is refused an object. */
    String refusal(AwsSessionCredentials credentials, String key) {
        try (S3Client s3 = Session.s3(demo, endpoint, credentials)) {
            S3Exception refused = catchThrowableOfType(
                    S3Exception.class,
                    () -> s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(key)));
            return refused.statusCode() + " " + LifeCycleTest.errorCode(refused);
        }
    }

    /** As what credentials of one second are refused when they have ended. */
    String refusalAfterTheEnd() {
        People people = new People(demo);
        var answer = Http.json(
                        "POST",
                        URI.create(demo.realm() + "/identity-pools/" + demo.get("IDENTITY_POOL_ID") + "/credentials"),
                        Map.of("durationSeconds", 1),
                        "Authorization",
                        "Bearer " + people.signIn(people.newPerson()).access())
                .json();
        AwsSessionCredentials brief = AwsSessionCredentials.create(
                answer.path("AccessKeyId").asText(),
                answer.path("SecretAccessKey").asText(),
                answer.path("SessionToken").asText());
        long end = System.nanoTime() + LIMIT.toNanos();
        String refusal;
        do {
            refusal = refusal(brief, "users/nobody/a");
        } while (refusal.equals(DENIED) && System.nanoTime() < end);
        return refusal;
    }
}
