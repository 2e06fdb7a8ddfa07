package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.Refusals.assertRefused;
import static io.cloakpool.aws.sigv4.RequestEdits.moreQuery;
import static io.cloakpool.aws.sigv4.RequestEdits.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** What a signer leaves out or refuses; that its signatures are those of others, {@link BotocoreSignaturesTest} shows too. */
class SigV4SignerTest {
    private static final RawRequest REQUEST =
            RawRequest.of("GET", "/key?list-type=2", Headers.of("Host", "bucket.s3.example.com"));

    @Test
    void header_signature_is_that_of_the_sdk() {
        RawRequest sdk = new SdkSigner(ServiceRules.S3, true)
                .with(o -> o.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .sign(
                        SdkSigner.request("GET", "/key")
                                .appendRawQueryParameter("list-type", "2")
                                .build(),
                        "");
        RawRequest ours = signer(ServiceRules.S3).sign(REQUEST, Payload.UNSIGNED);
        assertThat(SigningClaim.parse(ours)).isEqualTo(SigningClaim.parse(sdk));
    }

    @Test
    void presigned_signature_is_that_of_the_sdk() {
        RawRequest sdk = new SdkSigner(ServiceRules.GENERIC, true)
                .presigned(Duration.ofMinutes(5))
                .sign(
                        SdkSigner.request("GET", "/key")
                                .appendRawQueryParameter("list-type", "2")
                                .build(),
                        "body");
        RawRequest ours = signer(ServiceRules.GENERIC)
                .presign(REQUEST, Payload.ofHash(Hashes.sha256("body")), Duration.ofMinutes(5));
        assertThat(SigningClaim.parse(ours)).isEqualTo(SigningClaim.parse(sdk));
    }

    @Test
    void payload_that_the_rules_do_not_imply_is_named_in_the_request() {
        Payload hash = Payload.ofHash(Payload.EMPTY_SHA256);
        SigV4Signer s3 = signer(ServiceRules.S3);
        SigV4Signer generic = signer(ServiceRules.GENERIC);
        assertThat(SigningClaim.parse(s3.sign(REQUEST, hash)).payload()).isEqualTo(hash);
        assertThat(SigningClaim.parse(generic.sign(REQUEST, hash)).payload()).isEqualTo(Payload.ABSENT);
        assertThat(SigningClaim.parse(generic.sign(REQUEST, Payload.UNSIGNED)).payload())
                .isEqualTo(Payload.UNSIGNED);
        Duration minute = Duration.ofMinutes(1);
        assertThat(SigningClaim.parse(s3.presign(REQUEST, hash, minute)).payload())
                .isEqualTo(hash);
        assertThat(SigningClaim.parse(s3.presign(REQUEST, Payload.UNSIGNED, minute))
                        .payload())
                .isEqualTo(Payload.ABSENT);
        assertThat(SigningClaim.parse(generic.presign(REQUEST, Payload.UNSIGNED, minute))
                        .payload())
                .isEqualTo(Payload.UNSIGNED);
    }

    @Test
    void headers_that_change_on_the_way_are_not_signed() {
        RawRequest request = withHeader(withHeader(REQUEST, "User-Agent", "me"), "Range", "bytes=0-1");
        assertThat(SigningClaim.parse(signer(ServiceRules.S3).sign(request, Payload.UNSIGNED))
                        .signedHeaders())
                .containsExactly("host", "range", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token");
    }

    @Test
    void request_that_is_signed_already_is_refused() {
        SigV4Signer signer = signer(ServiceRules.S3);
        for (String piece : new String[] {"X-Amz-Signature=1", "x-amz-date=1"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> signer.sign(moreQuery(REQUEST, piece), Payload.UNSIGNED));
        }
        for (String name : new String[] {"authorization", "X-Amz-Date", "x-amz-security-token"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            signer.presign(withHeader(REQUEST, name, "1"), Payload.UNSIGNED, Duration.ofMinutes(1)));
        }
    }

    @Test
    void request_without_one_host_or_without_payload_is_refused() {
        SigV4Signer signer = signer(ServiceRules.S3);
        RawRequest without = RawRequest.of("GET", "/", Headers.of());
        assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(without, Payload.UNSIGNED));
        RawRequest two = withHeader(REQUEST, "host", "other");
        assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(two, Payload.UNSIGNED));
        assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(REQUEST, Payload.ABSENT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 604_801})
    void lifetime_out_of_bounds_is_refused(int seconds) {
        assertThatIllegalArgumentException().isThrownBy(() -> signer(ServiceRules.S3)
                .presign(REQUEST, Payload.UNSIGNED, Duration.ofSeconds(seconds)));
    }

    @Test
    void request_that_cannot_be_sent_is_refused() {
        RawRequest request = RequestEdits.path(REQUEST, "/a b");
        assertRefused(
                SigV4Exception.Kind.MALFORMED, () -> signer(ServiceRules.S3).sign(request, Payload.UNSIGNED));
    }

    @Test
    void printing_credentials_shows_the_id_only() {
        assertThat(new SigningCredentials("ID", "the-secret", "the-token").toString())
                .contains("ID")
                .doesNotContain("the-secret", "the-token");
    }

    private static SigV4Signer signer(ServiceRules rules) {
        return new SigV4Signer(
                () -> SdkSigner.NOW,
                new SigningCredentials(SdkSigner.ID, SdkSigner.SECRET, SdkSigner.TOKEN),
                SdkSigner.REGION,
                rules == ServiceRules.S3 ? "s3" : "execute-api",
                rules);
    }
}
