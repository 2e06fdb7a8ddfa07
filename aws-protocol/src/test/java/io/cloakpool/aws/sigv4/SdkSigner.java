package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The signer of the AWS SDK for Java, and its requests as they stand on the wire. */
final class SdkSigner {
    static final Instant NOW = Instant.parse("2026-11-23T08:09:10Z");
    static final String ID = "ASIAQWERTYUIOPASDFGH";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String TOKEN = "IQoJb3JpZ2luX2VjE+Fw/8=";
    static final String REGION = "eu-central-1";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final boolean token;
    private final ServiceRules rules;
    private final List<Consumer<SignRequest.Builder<?>>> options = new ArrayList<>();

    SdkSigner(ServiceRules rules, boolean token) {
        this.rules = rules;
        this.token = token;
    }

    SdkSigner with(Consumer<SignRequest.Builder<?>> option) {
        options.add(option);
        return this;
    }

    SdkSigner presigned(Duration validFor) {
        return with(o -> o.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validFor));
    }

    static SdkHttpRequest.Builder request(String method, String encodedPath) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .protocol("https")
                .host("bucket.s3.example.com")
                .encodedPath(encodedPath);
    }

    RawRequest sign(SdkHttpRequest request, String body) {
        boolean s3 = rules == ServiceRules.S3;
        AwsCredentialsIdentity identity = token
                ? AwsSessionCredentialsIdentity.create(ID, SECRET, TOKEN)
                : AwsCredentialsIdentity.create(ID, SECRET);
        return raw(signer.sign(order -> {
                    order.identity(identity)
                            .request(request)
                            .payload(ContentStreamProvider.fromUtf8String(body))
                            .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, s3 ? "s3" : "execute-api")
                            .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                            .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
                    options.forEach(option -> option.accept(order));
                })
                .request());
    }

    private static RawRequest raw(SdkHttpRequest signed) {
        List<Headers.Field> fields = new ArrayList<>();
        signed.forEachHeader((name, values) -> values.forEach(value -> fields.add(new Headers.Field(
                name, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)))));
        return new RawRequest(
                signed.method().name(),
                signed.encodedPath(),
                signed.encodedQueryParameters().orElse(null),
                Headers.of(fields));
    }
}
