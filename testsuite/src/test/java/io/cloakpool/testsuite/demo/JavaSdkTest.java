package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

@ExtendWith(RunningDemo.Extension.class)
class JavaSdkTest {
    private static final int SIX_MEGABYTES = 6 * 1024 * 1024;

    @Test
    void an_upload_with_default_settings_is_stored_byte_for_byte(RunningDemo demo) {
        byte[] content = new byte[SIX_MEGABYTES];
        new Random(1).nextBytes(content);
        Session session = somebody(demo);
        try (S3Client s3 = session.s3()) {
            s3.putObject(
                    r -> r.bucket(demo.get("BUCKET")).key(session.key("big file é.bin")),
                    RequestBody.fromBytes(content));

            assertThat(s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(session.key("big file é.bin")))
                            .asByteArray())
                    .isEqualTo(content);
        }
    }

    @Test
    void two_slashes_are_not_one(RunningDemo demo) {
        Session session = somebody(demo);
        session.putAndGet("a/b");
        session.putAndGet("a//b");
        try (S3Client s3 = session.s3()) {
            assertThat(s3.getObjectAsBytes(r -> r.bucket(demo.get("BUCKET")).key(session.key("a/b")))
                            .asUtf8String())
                    .isEqualTo("a/b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "%2e%2e/x", "..%2fx", "%252e%252e/x", "a\\..\\x"})
    void keys_that_some_server_could_read_as_a_way_up_are_refused(String name, RunningDemo demo) {
        Session session = somebody(demo);
        try (S3Client s3 = session.s3()) {
            assertThatThrownBy(() -> s3.putObject(
                            r -> r.bucket(demo.get("BUCKET")).key(session.key(name)), RequestBody.fromString("x")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2fb", "a%252fb", "a b+c", "ünï/ćode", "*", "${cognito-identity.amazonaws.com:sub}"})
    void other_keys_are_taken_literally_and_stay_private(String name, RunningDemo demo) {
        Session session = somebody(demo);
        session.putAndGet(name);
        try (S3Client s3 = somebody(demo).s3()) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(
                            r -> r.bucket(demo.get("BUCKET")).key(session.key(name))))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
        }
    }

    @Test
    void the_caller_is_the_role_session(RunningDemo demo) {
        try (StsClient sts = somebody(demo).sts()) {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();

            assertThat(caller.account()).isEqualTo("000000000000");
            assertThat(caller.arn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/DemoUser/CognitoIdentityCredentials");
            assertThat(caller.userId()).matches("AROA[A-Z2-7]{17}:CognitoIdentityCredentials");
        }
    }

    @Test
    void a_wrong_secret_or_a_wrong_region_is_noticed(RunningDemo demo) {
        Session session = somebody(demo);
        AwsSessionCredentials wrong = AwsSessionCredentials.create(
                session.credentials().accessKeyId(),
                "x".repeat(40),
                session.credentials().sessionToken());
        try (StsClient sts = Session.sts(demo, wrong)) {
            assertThatThrownBy(sts::getCallerIdentity).satisfies(e -> assertThat(LifeCycleTest.errorCode((Exception) e))
                    .isEqualTo("SignatureDoesNotMatch"));
        }
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(URI.create(demo.get("S3_ENDPOINT")))
                .region(Region.EU_WEST_3)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(session.credentials()))
                .build()) {
            assertThatThrownBy(() -> s3.getObjectAsBytes(
                            r -> r.bucket(demo.get("BUCKET")).key("public/hello.txt")))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void an_administrator_manages_pools_with_signed_calls(RunningDemo demo) {
        try (CognitoIdentityClient admin = administrator(demo, demo.get("ADMIN_SECRET_KEY"))) {
            String id = admin.createIdentityPool(r -> r.identityPoolName("made by the SDK")
                            .allowUnauthenticatedIdentities(false)
                            .cognitoIdentityProviders(CognitoIdentityProvider.builder()
                                    .providerName(demo.loginKey())
                                    .clientId("webapp")
                                    .serverSideTokenCheck(true)
                                    .build())
                            .identityPoolTags(Map.of("team", "a")))
                    .identityPoolId();
            assertThat(id).startsWith(demo.get("REGION") + ":");
            assertThat(admin.listIdentityPools(r -> r.maxResults(60)).identityPools())
                    .anyMatch(pool -> pool.identityPoolId().equals(id));
            String token = new People(demo).signIn(new People(demo).newPerson()).id();
            try (CognitoIdentityClient user = Session.identityPool(demo)) {
                Map<String, String> logins = Map.of(demo.loginKey(), token);
                String identity =
                        user.getId(r -> r.identityPoolId(id).logins(logins)).identityId();
                assertThatThrownBy(() -> user.getCredentialsForIdentity(
                                r -> r.identityId(identity).logins(logins)))
                        .isInstanceOf(InvalidIdentityPoolConfigurationException.class);
                assertThatThrownBy(() -> user.getId(r -> r.identityPoolId(id)))
                        .isInstanceOf(NotAuthorizedException.class)
                        .hasMessageContaining("Unauthenticated access is not supported for this identity pool.");
            }
            admin.updateIdentityPool(r ->
                    r.identityPoolId(id).identityPoolName("renamed by the SDK").allowUnauthenticatedIdentities(true));
            assertThat(admin.describeIdentityPool(r -> r.identityPoolId(id)).identityPoolName())
                    .isEqualTo("renamed by the SDK");
            assertThat(admin.getIdentityPoolRoles(r -> r.identityPoolId(id)).roles())
                    .isEmpty();
            admin.deleteIdentityPool(r -> r.identityPoolId(id));
            assertThatThrownBy(() -> admin.describeIdentityPool(r -> r.identityPoolId(id)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> admin.listIdentityPools(r -> r.maxResults(61)))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    @Test
    void nobody_administers_without_the_right_secret(RunningDemo demo) {
        try (CognitoIdentityClient admin = administrator(demo, "x".repeat(40));
                CognitoIdentityClient anonymous = Session.identityPool(demo)) {
            assertThatThrownBy(() -> admin.listIdentityPools(r -> r.maxResults(1)))
                    .isInstanceOf(CognitoIdentityException.class);
            assertThatThrownBy(() -> anonymous.listIdentityPools(r -> r.maxResults(1)))
                    .isInstanceOf(CognitoIdentityException.class);
        }
    }

    private static Session somebody(RunningDemo demo) {
        People people = new People(demo);
        return Session.of(demo, people.signIn(people.newPerson()).id());
    }

    private static CognitoIdentityClient administrator(RunningDemo demo, String secret) {
        return CognitoIdentityClient.builder()
                .endpointOverride(URI.create(demo.realm() + "/cognito-identity"))
                .region(Region.of(demo.get("REGION")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(demo.get("ADMIN_ACCESS_KEY"), secret)))
                .build();
    }
}
