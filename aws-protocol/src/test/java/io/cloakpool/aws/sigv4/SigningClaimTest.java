package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.Refusals.assertRefused;
import static io.cloakpool.aws.sigv4.RequestEdits.editHeader;
import static io.cloakpool.aws.sigv4.RequestEdits.moreQuery;
import static io.cloakpool.aws.sigv4.RequestEdits.query;
import static io.cloakpool.aws.sigv4.RequestEdits.withHeader;
import static io.cloakpool.aws.sigv4.RequestEdits.withoutHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningClaimTest {
    private static final String SIGNATURE = "0123456789abcdef".repeat(4);
    private static final String SCOPE = "20261123/us-east-1/s3/aws4_request";
    private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=my.app@x-1_2/" + SCOPE
            + ", SignedHeaders=host;x-amz-date, Signature=" + SIGNATURE;
    private static final RawRequest HEADER_FORM = RawRequest.of(
            "GET",
            "/key?prefix=a",
            Headers.of("Host", "h", "X-Amz-Date", "20261123T010203Z", "Authorization", AUTHORIZATION));
    private static final RawRequest PRESIGNED = RawRequest.of(
            "GET",
            "/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ID%2F20261123%2Fus-east-1%2Fs3%2Faws4_request"
                    + "&X-Amz-Date=20261123T010203Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="
                    + SIGNATURE,
            Headers.of("Host", "h"));

    @Test
    void header_form_is_read() {
        RawRequest request = withHeader(
                withHeader(HEADER_FORM, "x-amz-security-token", "to+k/en="),
                "x-amz-content-sha256",
                Payload.EMPTY_SHA256);
        assertThat(SigningClaim.parse(request))
                .isEqualTo(new SigningClaim(
                        SigningClaim.Form.HEADER,
                        "my.app@x-1_2",
                        new CredentialScope("20261123", "us-east-1", "s3"),
                        Instant.parse("2026-11-23T01:02:03Z"),
                        null,
                        List.of("host", "x-amz-date"),
                        SIGNATURE,
                        "to+k/en=",
                        Payload.ofHash(Payload.EMPTY_SHA256)));
    }

    @Test
    void presigned_form_is_read() {
        assertThat(SigningClaim.parse(moreQuery(PRESIGNED, "X-Amz-Security-Token=to%2Bk")))
                .isEqualTo(new SigningClaim(
                        SigningClaim.Form.PRESIGNED,
                        "ID",
                        new CredentialScope("20261123", "us-east-1", "s3"),
                        Instant.parse("2026-11-23T01:02:03Z"),
                        Duration.ofSeconds(60),
                        List.of("host"),
                        SIGNATURE,
                        "to+k",
                        Payload.ABSENT));
    }

    @Test
    void presigned_payload_may_stand_in_query_or_header_but_not_in_both() {
        RawRequest inQuery = moreQuery(PRESIGNED, "X-Amz-Content-Sha256=UNSIGNED-PAYLOAD");
        assertThat(SigningClaim.parse(inQuery).payload()).isEqualTo(Payload.UNSIGNED);
        RawRequest inHeader = withHeader(PRESIGNED, "x-amz-content-sha256", Payload.EMPTY_SHA256);
        assertThat(SigningClaim.parse(inHeader).payload()).isEqualTo(Payload.ofHash(Payload.EMPTY_SHA256));
        RawRequest both = withHeader(inQuery, "x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        assertRefused(Kind.MIXED_FORMS, () -> SigningClaim.parse(both));
    }

    @Test
    void printing_a_claim_shows_neither_signature_nor_token() {
        SigningClaim claim = SigningClaim.parse(withHeader(HEADER_FORM, "x-amz-security-token", "secret-token"));
        assertThat(claim.toString()).contains("my.app@x-1_2").doesNotContain(SIGNATURE, "secret-token");
    }

    @Test
    void claim_with_a_lifetime_in_the_wrong_form_cannot_be_made() {
        SigningClaim claim = SigningClaim.parse(HEADER_FORM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningClaim(
                        SigningClaim.Form.PRESIGNED,
                        claim.accessKeyId(),
                        claim.scope(),
                        claim.signedAt(),
                        claim.validFor(),
                        claim.signedHeaders(),
                        claim.signature(),
                        null,
                        claim.payload()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS4-HMAC-SHA256   ", "AWS4-HMAC-SHA256 "})
    void authorization_parts_may_come_in_any_order_with_or_without_spaces(String algorithm) {
        String[] parts = AUTHORIZATION.substring("AWS4-HMAC-SHA256 ".length()).split(", ", -1);
        String reordered = algorithm + parts[2] + "," + parts[0] + " ,  " + parts[1];
        assertThat(SigningClaim.parse(authorized(reordered))).isEqualTo(SigningClaim.parse(HEADER_FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic eA==", "", "Negotiate", "aws4-hmac-sha256 x"})
    void other_authorization_schemes_are_not_signed(String authorization) {
        assertRefused(Kind.NOT_SIGNED, () -> SigningClaim.parse(authorized(authorization)));
    }

    @Test
    void request_without_any_signature_is_not_signed() {
        assertRefused(Kind.NOT_SIGNED, () -> SigningClaim.parse(withoutHeader(HEADER_FORM, "authorization")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS id:signature", "AWS4-ECDSA-P256-SHA256 Credential=x", "AWS4-HMAC-SHA512", "AWS4-"})
    void other_aws_algorithms_are_unsupported(String authorization) {
        assertRefused(Kind.UNSUPPORTED_ALGORITHM, () -> SigningClaim.parse(authorized(authorization)));
    }

    @Test
    void other_presigned_algorithm_is_unsupported() {
        RawRequest other = query(PRESIGNED, presignedWith("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"));
        assertRefused(Kind.UNSUPPORTED_ALGORITHM, () -> SigningClaim.parse(other));
    }

    @Test
    void repeated_authorization_is_malformed() {
        RawRequest twice = withHeader(HEADER_FORM, "authorization", AUTHORIZATION);
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(twice));
    }

    @Test
    void both_forms_at_once_are_mixed() {
        RawRequest both = withHeader(PRESIGNED, "Authorization", AUTHORIZATION);
        assertRefused(Kind.MIXED_FORMS, () -> SigningClaim.parse(both));
        RawRequest bearer = withHeader(PRESIGNED, "Authorization", "Bearer x");
        assertRefused(Kind.MIXED_FORMS, () -> SigningClaim.parse(bearer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Signature=1",
                "x-amz-signature=1",
                "X%2damz-Expires=1",
                "X-Amz-Date=1",
                "X-AMZ-SECURITY-TOKEN=1",
                "X-Amz-Content-Sha256=1",
                "X-Amz-Credential",
                "X-Amz-Algorithm",
                "X-Amz-SignedHeaders"
            })
    void presigned_parameters_beside_an_authorization_header_are_mixed(String piece) {
        assertRefused(Kind.MIXED_FORMS, () -> SigningClaim.parse(moreQuery(HEADER_FORM, piece)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Date", "x-amz-security-token"})
    void presigned_time_or_token_in_a_header_is_mixed(String name) {
        assertRefused(Kind.MIXED_FORMS, () -> SigningClaim.parse(withHeader(PRESIGNED, name, "20261123T010203Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Credential=       | Credential",
                "Credential=       | X=y, Credential=",
                "Credential=       | Signature=1, Credential=",
                "Credential=       | Cred=",
                "SignedHeaders=    | Signed=",
                "Signature=        | Sig=",
                "my.app            | my app",
                "my.app@x-1_2      | ''",
                "my.app            | ä",
                "/us-east-1/       | //",
                "/us-east-1/       | /us east/",
                "/s3/              | /s3/s3/",
                "/s3/              | /s+3/",
                "/s3/aws4_request  | /s3",
                "aws4_request      | aws5_request",
                "aws4_request      | aws4_request/",
                "/20261123/        | /20261124/",
                "/20261123/        | /2026-11-23/",
                "/20261123/        | /20261123T010203Z/",
                "host;x-amz-date   | ''",
                "host;x-amz-date   | x-amz-date;host",
                "host;x-amz-date   | host;host;x-amz-date",
                "host;x-amz-date   | Host;x-amz-date",
                "host;x-amz-date   | host;x-amz-date;",
                "host;x-amz-date   | ;host",
                "host;x-amz-date   | host;x amz",
                "host;x-amz-date   | host x-amz-date",
                "89abcdef          | 89ABCDEF",
                "Signature=0       | Signature=",
                "Signature=0       | Signature=00",
                "Signature=0       | Signature=g",
                "Credential=       | ,Credential=",
            })
    void malformed_authorization_is_refused(String part, String replacement) {
        assertThat(AUTHORIZATION).contains(part);
        assertRefused(
                Kind.MALFORMED, () -> SigningClaim.parse(authorized(AUTHORIZATION.replaceFirst(part, replacement))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256 ,,,"})
    void empty_authorization_is_malformed(String authorization) {
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(authorized(authorization)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20261123",
                "20261123T010203",
                "2026-11-23T01:02:03Z",
                "20261123T250203Z",
                "20261323T010203Z",
                "20260229T010203Z",
                "20261123T010203Z ",
                "+0261123T010203Z",
                "Mon, 23 Nov 2026 01:02:03 GMT"
            })
    void bad_date_is_malformed(String date) {
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(editHeader(HEADER_FORM, "x-amz-date", old -> date)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-date", "x-amz-security-token", "x-amz-content-sha256"})
    void repeated_header_of_the_signature_is_malformed(String name) {
        RawRequest twice = withHeader(withHeader(HEADER_FORM, name, "20261123T010203Z"), name, "20261123T010203Z");
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(twice));
    }

    @Test
    void date_header_stands_in_for_a_missing_x_amz_date() {
        RawRequest dated =
                withHeader(withoutHeader(HEADER_FORM, "x-amz-date"), "Date", "Mon, 23 Nov 2026 01:02:03 GMT");
        assertThat(SigningClaim.parse(dated).signedAt()).isEqualTo("2026-11-23T01:02:03Z");
        RawRequest both = withHeader(HEADER_FORM, "Date", "Tue, 24 Nov 2026 01:02:03 GMT");
        assertThat(SigningClaim.parse(both).signedAt()).isEqualTo("2026-11-23T01:02:03Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tue, 23 Nov 2026 01:02:03 GMT",
                "23 Nov 2026 01:02:03 GMT",
                "20261123T010203Z",
                "",
                "Mon, 23 Nov 2026 01:02:03 +0100",
                "Mon, 23 Nov 2026 01:02:03",
                "Mon, 23 Nov 2026 25:02:03 GMT"
            })
    void bad_date_header_is_malformed(String date) {
        RawRequest dated = withHeader(withoutHeader(HEADER_FORM, "x-amz-date"), "Date", date);
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(dated));
    }

    @Test
    void request_without_any_date_is_malformed() {
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(withoutHeader(HEADER_FORM, "x-amz-date")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature"})
    void missing_repeated_or_respelled_presigned_parameter_is_malformed(String name) {
        String piece = presignedPiece("X-Amz-" + name);
        String others = presignedWith(piece + "&?", "");
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(query(PRESIGNED, others)));
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(moreQuery(PRESIGNED, piece)));
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(moreQuery(PRESIGNED, piece.toLowerCase(Locale.ROOT))));
        assertRefused(
                Kind.MALFORMED,
                () -> SigningClaim.parse(query(PRESIGNED, presignedWith("X-Amz-" + name, "x-amz-" + name))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "604801", "-1", "", "1.5", "99999999999999999999", "+1", "0x1"})
    void lifetime_out_of_bounds_is_malformed(String seconds) {
        RawRequest request = query(PRESIGNED, presignedWith("X-Amz-Expires=60", "X-Amz-Expires=" + seconds));
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(request));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 604_800})
    void lifetime_at_its_bounds_is_read(int seconds) {
        RawRequest request = query(PRESIGNED, presignedWith("X-Amz-Expires=60", "X-Amz-Expires=" + seconds));
        assertThat(SigningClaim.parse(request).validFor()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "tab\t", "ä", "\u007f"})
    void session_token_that_is_no_token_is_malformed(String token) {
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(withHeader(HEADER_FORM, "X-Amz-Security-Token", token)));
    }

    @Test
    void over_long_values_are_malformed_and_the_longest_are_read() {
        RawRequest token = withHeader(HEADER_FORM, "X-Amz-Security-Token", "t".repeat(Limits.SESSION_TOKEN));
        assertThat(SigningClaim.parse(token).sessionToken()).hasSize(Limits.SESSION_TOKEN);
        RawRequest longToken = editHeader(token, "X-Amz-Security-Token", old -> old + "t");
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(longToken));

        String id = AUTHORIZATION.replace("my.app@x-1_2", "i".repeat(128));
        assertThat(SigningClaim.parse(authorized(id)).accessKeyId()).hasSize(128);
        assertRefused(
                Kind.MALFORMED, () -> SigningClaim.parse(authorized(id.replace("Credential=i", "Credential=ii"))));

        String names = IntStream.range(0, Limits.SIGNED_HEADERS)
                .mapToObj(i -> String.format("h%03d", i))
                .collect(Collectors.joining(";"));
        String many = AUTHORIZATION.replace("host;x-amz-date", names);
        assertThat(SigningClaim.parse(authorized(many)).signedHeaders()).hasSize(Limits.SIGNED_HEADERS);
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(authorized(many.replace(names, names + ";zzzz"))));

        String spaces = " ".repeat(Limits.AUTHORIZATION - AUTHORIZATION.length());
        assertThat(SigningClaim.parse(authorized(AUTHORIZATION + spaces)).signature())
                .isEqualTo(SIGNATURE);
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(authorized(AUTHORIZATION + spaces + " ")));

        String prefix = HEADER_FORM.rawQuery() + "&";
        String longQuery = prefix + "q".repeat(Limits.PATH_OR_QUERY - prefix.length());
        assertThat(SigningClaim.parse(query(HEADER_FORM, longQuery)).signature())
                .isEqualTo(SIGNATURE);
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(query(HEADER_FORM, longQuery + "q")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%4g", "a=\u00e4", "a=\u6f22", "a= ", "a=\n", "a=#", "a=\u007f"})
    void query_that_is_no_uri_text_is_malformed(String piece) {
        assertRefused(Kind.MALFORMED, () -> SigningClaim.parse(moreQuery(HEADER_FORM, piece)));
    }

    @ParameterizedTest
    @EnumSource(StreamingPayload.class)
    void every_streaming_payload_is_accepted_or_refused(StreamingPayload streaming) {
        RawRequest request = withHeader(HEADER_FORM, "x-amz-content-sha256", streaming.wireName());
        if (streaming.accepted()) {
            assertThat(SigningClaim.parse(request).payload().streaming()).contains(streaming);
        } else {
            assertRefused(Kind.UNSUPPORTED_PAYLOAD, () -> SigningClaim.parse(request));
        }
    }

    @Test
    void exactly_the_payloads_without_event_streams_and_ecdsa_are_accepted() {
        assertThat(StreamingPayload.values())
                .filteredOn(StreamingPayload::accepted)
                .extracting(StreamingPayload::wireName)
                .containsExactly(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unsigned-payload", "STREAMING-", "e3b0", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-X"})
    void unknown_payload_is_malformed(String payload) {
        assertRefused(
                Kind.MALFORMED, () -> SigningClaim.parse(withHeader(HEADER_FORM, "x-amz-content-sha256", payload)));
    }

    @Test
    void payload_whose_text_is_not_of_its_kind_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.ofHash("E3B0"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Payload(Payload.Kind.UNSIGNED, null));
    }

    private static RawRequest authorized(String authorization) {
        return editHeader(HEADER_FORM, "Authorization", old -> authorization);
    }

    private static String presignedWith(String part, String replacement) {
        return String.valueOf(PRESIGNED.rawQuery()).replaceFirst(part, replacement);
    }

    private static String presignedPiece(String name) {
        return List.of(String.valueOf(PRESIGNED.rawQuery()).split("&", -1)).stream()
                .filter(piece -> piece.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }
}
