package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.Refusals.assertRefused;
import static io.cloakpool.aws.sigv4.RequestEdits.moreQuery;
import static io.cloakpool.aws.sigv4.RequestEdits.withHeader;
import static io.cloakpool.aws.sigv4.RequestEdits.withoutHeader;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderSigningRulesTest {
    private static final RawRequest SIGNED = new SdkSigner(ServiceRules.S3, true)
            .sign(
                    SdkSigner.request("PUT", "/key")
                            .appendHeader("x-amz-meta-a", "1")
                            .appendRawQueryParameter("x-amz-acl", "private")
                            .build(),
                    "body");
    private static final RawRequest PRESIGNED = new SdkSigner(ServiceRules.S3, true)
            .presigned(Duration.ofMinutes(1))
            .sign(SdkSigner.request("PUT", "/key").build(), "");

    @Test
    void signed_requests_of_the_sdk_pass() {
        assertThatCode(() -> require(SIGNED)).doesNotThrowAnyException();
        assertThatCode(() -> require(PRESIGNED)).doesNotThrowAnyException();
        assertThatCode(() -> require(withHeader(PRESIGNED, "Content-Type", "text/plain")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-copy-source", "X-AMZ-Acl", "x-amz-"})
    void amz_header_that_is_not_signed_is_refused(String name) {
        assertRefused(Kind.HEADERS_NOT_SIGNED, () -> require(withHeader(PRESIGNED, name, "v")));
    }

    @Test
    void host_that_is_not_signed_is_refused() {
        SigningClaim claim = SigningClaim.parse(SIGNED);
        List<String> names = claim.signedHeaders().stream()
                .filter(name -> !name.equals("host"))
                .toList();
        SigningClaim withoutHost = new SigningClaim(
                claim.form(),
                claim.accessKeyId(),
                claim.scope(),
                claim.signedAt(),
                claim.validFor(),
                names,
                claim.signature(),
                claim.sessionToken(),
                claim.payload());
        assertRefused(Kind.HEADERS_NOT_SIGNED, () -> HeaderSigningRules.requireSigned(SIGNED, withoutHost));
    }

    @Test
    void missing_or_repeated_host_is_refused() {
        assertRefused(Kind.MALFORMED, () -> require(withoutHeader(SIGNED, "host")));
        assertRefused(Kind.MALFORMED, () -> require(withHeader(SIGNED, "host", "other")));
    }

    @Test
    void repeated_amz_header_is_refused() {
        assertRefused(Kind.MALFORMED, () -> require(withHeader(SIGNED, "X-Amz-Meta-A", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-meta-a=2", "X-AMZ-META-A=2", "x%2Damz-meta-a"})
    void amz_name_in_header_and_query_is_refused(String piece) {
        assertRefused(Kind.MIXED_FORMS, () -> require(moreQuery(SIGNED, piece)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-acl=public-read", "X-Amz-Acl", "x-amz%2dacl=1"})
    void repeated_amz_parameter_is_refused(String piece) {
        assertRefused(Kind.MALFORMED, () -> require(moreQuery(SIGNED, piece)));
    }

    private static void require(RawRequest request) {
        HeaderSigningRules.requireSigned(request, SigningClaim.parse(request));
    }
}
