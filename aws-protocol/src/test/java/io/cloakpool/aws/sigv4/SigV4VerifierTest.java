package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.Refusals.assertRefused;
import static io.cloakpool.aws.sigv4.RequestEdits.withoutHeader;
import static io.cloakpool.aws.sigv4.SdkSigner.NOW;
import static io.cloakpool.aws.sigv4.SdkSigner.SECRET;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

class SigV4VerifierTest {
    private static final String HASH = Hashes.sha256("body");
    private static final RawRequest HEADER_FORM = new SdkSigner(ServiceRules.S3, true)
            .sign(SdkSigner.request("PUT", "/key").build(), "body");
    private static final RawRequest PRESIGNED = new SdkSigner(ServiceRules.S3, true)
            .with(o -> o.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
            .presigned(Duration.ofSeconds(60))
            .sign(SdkSigner.request("PUT", "/key").build(), "");

    private final SigV4Verifier verifier = new SigV4Verifier(() -> NOW);

    @Test
    void header_form_is_good_for_fifteen_minutes_both_ways() {
        for (int seconds : new int[] {-900, 0, 900}) {
            assertThatCode(() -> verifyAt(NOW.plusSeconds(seconds), HEADER_FORM))
                    .doesNotThrowAnyException();
        }
        assertRefused(Kind.TIME_SKEWED, () -> verifyAt(NOW.plusSeconds(-901), HEADER_FORM));
        assertRefused(Kind.TIME_SKEWED, () -> verifyAt(NOW.plusSeconds(901), HEADER_FORM));
    }

    @Test
    void presigned_form_is_good_from_fifteen_minutes_before_to_its_end() {
        for (int seconds : new int[] {-900, 0, 60}) {
            assertThatCode(() -> verifyAt(NOW.plusSeconds(seconds), PRESIGNED)).doesNotThrowAnyException();
        }
        assertRefused(Kind.NOT_YET_VALID, () -> verifyAt(NOW.plusSeconds(-901), PRESIGNED));
        assertRefused(Kind.EXPIRED, () -> verifyAt(NOW.plusSeconds(60).plusNanos(1), PRESIGNED));
    }

    @Test
    void wrong_secret_is_a_mismatch() {
        for (RawRequest request : new RawRequest[] {HEADER_FORM, PRESIGNED}) {
            assertRefused(
                    Kind.SIGNATURE_MISMATCH,
                    () -> verifier.verify(request, SigningClaim.parse(request), SECRET + "x", ServiceRules.S3, null));
        }
    }

    @Test
    void unknown_key_is_refused_as_a_wrong_secret_is() {
        SigningClaim claim = SigningClaim.parse(HEADER_FORM);
        assertRefused(
                Kind.SIGNATURE_MISMATCH, () -> verifier.refuseUnknownKey(HEADER_FORM, claim, ServiceRules.S3, HASH));
        SigV4Verifier late = new SigV4Verifier(() -> NOW.plusSeconds(901));
        assertRefused(Kind.TIME_SKEWED, () -> late.refuseUnknownKey(HEADER_FORM, claim, ServiceRules.S3, HASH));
    }

    @Test
    void other_body_than_the_signed_one_is_refused_after_the_signature() {
        String other = Hashes.sha256("other");
        assertRefused(Kind.PAYLOAD_MISMATCH, () -> verify(HEADER_FORM, ServiceRules.S3, other));
        SigningClaim claim = SigningClaim.parse(HEADER_FORM);
        assertRefused(
                Kind.SIGNATURE_MISMATCH,
                () -> verifier.verify(HEADER_FORM, claim, SECRET + "x", ServiceRules.S3, other));
        assertThatCode(() -> verify(HEADER_FORM, ServiceRules.S3, HASH)).doesNotThrowAnyException();
        assertThatCode(() -> verify(HEADER_FORM, ServiceRules.S3, null)).doesNotThrowAnyException();
    }

    @Test
    void body_that_is_not_signed_may_be_any() {
        assertThatCode(() -> verify(PRESIGNED, ServiceRules.S3, HASH)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"})
    void hash_of_the_caller_that_is_no_hash_is_malformed(String hash) {
        assertRefused(Kind.MALFORMED, () -> verify(HEADER_FORM, ServiceRules.S3, hash));
    }

    @Test
    void hash_of_the_caller_is_what_must_be_signed_where_the_request_names_none() {
        RawRequest generic = new SdkSigner(ServiceRules.GENERIC, false)
                .presigned(Duration.ofSeconds(60))
                .sign(SdkSigner.request("POST", "/stage/path").build(), "body");
        assertThatCode(() -> verify(generic, ServiceRules.GENERIC, HASH)).doesNotThrowAnyException();
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> verify(generic, ServiceRules.GENERIC, Payload.EMPTY_SHA256));
        assertRefused(Kind.UNSUPPORTED_PAYLOAD, () -> verify(generic, ServiceRules.GENERIC, null));
    }

    @Test
    void s3_header_form_without_a_payload_needs_the_hash_of_the_caller() {
        RawRequest request = withoutHeader(HEADER_FORM, "x-amz-content-sha256");
        assertRefused(Kind.UNSUPPORTED_PAYLOAD, () -> verify(request, ServiceRules.S3, null));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, s3,  true",
        "eu-central-1, sts, false",
        "us-east-1,    s3,  false",
        "EU-CENTRAL-1, s3,  false",
    })
    void scope_must_be_the_expected_one(String region, String service, boolean expected) {
        SigningClaim claim = SigningClaim.parse(HEADER_FORM);
        if (expected) {
            assertThatCode(() -> SigV4Verifier.requireScope(claim, region, Set.of(service, "other")))
                    .doesNotThrowAnyException();
        } else {
            assertRefused(
                    Kind.SCOPE_MISMATCH, () -> SigV4Verifier.requireScope(claim, region, Set.of(service, "other")));
        }
    }

    private static void verifyAt(Instant now, RawRequest request) {
        new SigV4Verifier(() -> now).verify(request, SigningClaim.parse(request), SECRET, ServiceRules.S3, null);
    }

    private void verify(RawRequest request, ServiceRules rules, @Nullable String hash) {
        verifier.verify(request, SigningClaim.parse(request), SECRET, rules, hash);
    }
}
