package io.cloakpool.testsuite.pool;

import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Requests signed by the AWS SDK, which the tests then send as they like.
 *
 * @param service in the scope of the signature
 * @param tampering what happens to each header after signing
 */
public record SignedRequests(
        AwsCredentialsIdentity credentials,
        String region,
        String service,
        Clock clock,
        UnaryOperator<Header> tampering) {
    /** A header as it goes over the wire; names may repeat. */
    public record Header(String name, String value) {}

    /** Requests to S3, signed now. */
    public static SignedRequests s3(AwsCredentialsIdentity credentials) {
        return new SignedRequests(credentials, "us-east-1", "s3", Clock.systemUTC(), UnaryOperator.identity());
    }

    SignedRequests at(Clock other) {
        return new SignedRequests(credentials, region, service, other, tampering);
    }

    SignedRequests in(String otherRegion) {
        return new SignedRequests(credentials, otherRegion, service, clock, tampering);
    }

    /** The same with another service in the scope. */
    public SignedRequests to(String otherService) {
        return new SignedRequests(credentials, region, otherService, clock, tampering);
    }

    SignedRequests tampered(UnaryOperator<Header> with) {
        return new SignedRequests(credentials, region, service, clock, with);
    }

    /**
     * Headers of a signed request without body, host left out. The path goes into the signature as it stands here, and so does a
     * query behind it, whose values need no escapes.
     *
     * @param host with its port, where it has one
     */
    public List<Header> headers(String method, String host, String path) {
        String[] parts = path.split("\\?", 2);
        URI authority = URI.create("http://" + host);
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .protocol("http")
                .host(authority.getHost())
                .port(authority.getPort() < 0 ? null : authority.getPort())
                .encodedPath(parts[0]);
        if (parts.length > 1) {
            for (String field : parts[1].split("&", -1)) {
                String[] parameter = field.split("=", 2);
                request.putRawQueryParameter(parameter[0], parameter[1]);
            }
        }
        return sign(request.build(), "");
    }

    /**
     * Posts a signed form.
     *
     * @param unsigned names and values, in turn, of headers that no signature covers
     */
    public Http.Answer post(URI uri, String form, String... unsigned) {
        return post(uri, Map.of("Content-Type", "application/x-www-form-urlencoded"), form, unsigned);
    }

    /**
     * A signed call of the identity-pool API.
     *
     * @param unsigned names and values, in turn, of headers that no signature covers
     */
    public Http.Answer cognito(URI uri, String operation, String input, String... unsigned) {
        return to("cognito-identity")
                .post(
                        uri,
                        Map.of(
                                "Content-Type",
                                "application/x-amz-json-1.1",
                                "X-Amz-Target",
                                "AWSCognitoIdentityService." + operation),
                        input,
                        unsigned);
    }

    private Http.Answer post(URI uri, Map<String, String> headers, String body, String... unsigned) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(uri);
        headers.forEach(request::putHeader);
        HttpRequest.Builder call = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        sign(request.build(), body).forEach(header -> call.header(header.name(), header.value()));
        return Http.send(
                unsigned.length == 0 ? call.build() : call.headers(unsigned).build());
    }

    private List<Header> sign(SdkHttpRequest request, String body) {
        boolean s3 = service.equals("s3");
        Map<String, List<String>> headers = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !s3)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !s3)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .headers();
        List<Header> fields = new ArrayList<>();
        headers.forEach((name, values) -> values.stream()
                .filter(value -> !name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length"))
                .forEach(value -> fields.add(tampering.apply(new Header(name, value)))));
        return fields;
    }
}
