package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.SdkSigner.NOW;
import static io.cloakpool.aws.sigv4.SdkSigner.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cloakpool.aws.http.RawRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Signatures of the AWS SDK for Java, made while the test runs. */
@Tag("vectors")
class SdkSignaturesTest {
    private static final int REQUESTS = 400;

    private final SigV4Verifier verifier = new SigV4Verifier(() -> NOW);

    @ParameterizedTest
    @EnumSource(ServiceRules.class)
    void header_signatures_of_random_requests_are_verified(ServiceRules rules) {
        long seed = 20261123;
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS; i++) {
            boolean token = random.chance(50);
            String body = random.text(8);
            SdkHttpRequest request = request(random, rules);
            RawRequest signed = new SdkSigner(rules, token).sign(request, body);
            assertVerified(respelled(random, rules, signed), rules, body, seed, i);
        }
    }

    @ParameterizedTest
    @EnumSource(ServiceRules.class)
    void presigned_signatures_of_random_requests_are_verified(ServiceRules rules) {
        long seed = 20261124;
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS; i++) {
            String body = rules == ServiceRules.S3 ? "" : random.text(8);
            SdkHttpRequest request = request(random, rules);
            RawRequest signed = new SdkSigner(rules, random.chance(50))
                    .presigned(Duration.ofSeconds(1 + random.below(604_800)))
                    .with(o -> o.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, rules == ServiceRules.GENERIC))
                    .sign(request, body);
            assertThat(SigningClaim.parse(signed).form()).isEqualTo(SigningClaim.Form.PRESIGNED);
            assertVerified(respelled(random, rules, signed), rules, body, seed, i);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chunked_uploads_are_verified_by_their_streaming_name(boolean signedChunks) {
        long seed = 20261125;
        RandomRequests random = new RandomRequests(seed);
        for (int i = 0; i < 100; i++) {
            boolean trailer = !signedChunks || random.chance(50);
            SdkSigner signer = new SdkSigner(ServiceRules.S3, true)
                    .with(o -> o.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
                            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signedChunks));
            if (trailer) {
                signer.with(o -> o.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32));
            }
            RawRequest signed = signer.sign(request(random, ServiceRules.S3), "body" + random.text(9));
            StreamingPayload expected = !signedChunks
                    ? StreamingPayload.UNSIGNED_TRAILER
                    : trailer ? StreamingPayload.SIGNED_TRAILER : StreamingPayload.SIGNED;
            assertThat(SigningClaim.parse(signed).payload()).isEqualTo(Payload.ofStreaming(expected));
            assertVerified(signed, ServiceRules.S3, null, seed, i);
        }
    }

    @ParameterizedTest
    @EnumSource(ServiceRules.class)
    void unsigned_payloads_are_verified(ServiceRules rules) {
        RawRequest signed = new SdkSigner(rules, false)
                .with(o -> o.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .sign(SdkSigner.request("PUT", "/key").build(), "body");
        assertThat(SigningClaim.parse(signed).payload()).isEqualTo(Payload.UNSIGNED);
        assertVerified(signed, rules, "any other body", 0, 0);
    }

    private static SdkHttpRequest request(RandomRequests random, ServiceRules rules) {
        SdkHttpRequest.Builder request =
                SdkSigner.request(random.method(), random.encodedPath(rules == ServiceRules.GENERIC));
        random.query(true).forEach(request::putRawQueryParameter);
        random.headers(false).forEach(field -> request.appendHeader(field.name(), field.value()));
        return request.build();
    }

    private static RawRequest respelled(RandomRequests random, ServiceRules rules, RawRequest signed) {
        String query = signed.rawQuery();
        return new RawRequest(
                signed.method(),
                rules == ServiceRules.S3 ? random.respelledEscapes(signed.rawPath()) : signed.rawPath(),
                query == null ? null : random.respelled(query),
                signed.headers());
    }

    private void assertVerified(RawRequest signed, ServiceRules rules, @Nullable String body, long seed, int i) {
        assertThatCode(() -> {
                    SigningClaim claim = SigningClaim.parse(signed);
                    SigV4Verifier.requireScope(claim, SdkSigner.REGION, Set.of("s3", "execute-api"));
                    verifier.verify(signed, claim, SECRET, rules, body == null ? null : Hashes.sha256(body));
                })
                .as("seed %d, request %d: %s", seed, i, signed)
                .doesNotThrowAnyException();
    }
}
