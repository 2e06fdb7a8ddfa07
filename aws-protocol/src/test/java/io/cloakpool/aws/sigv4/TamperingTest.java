package io.cloakpool.aws.sigv4;

import static io.cloakpool.aws.sigv4.Refusals.assertRefused;
import static io.cloakpool.aws.sigv4.RequestEdits.editHeader;
import static io.cloakpool.aws.sigv4.RequestEdits.headers;
import static io.cloakpool.aws.sigv4.RequestEdits.method;
import static io.cloakpool.aws.sigv4.RequestEdits.moreQuery;
import static io.cloakpool.aws.sigv4.RequestEdits.path;
import static io.cloakpool.aws.sigv4.RequestEdits.query;
import static io.cloakpool.aws.sigv4.RequestEdits.withHeader;
import static io.cloakpool.aws.sigv4.RequestEdits.withoutHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Whatever is changed in a signed request, it is refused; and whatever arrives, nothing but a refusal comes out. */
class TamperingTest {
    private static final SdkHttpRequest REQUEST = SdkSigner.request("PUT", "/users/alice/a%20b")
            .appendRawQueryParameter("partNumber", "1")
            .appendRawQueryParameter("uploadId", "id x")
            .appendHeader("Content-Type", "text/plain")
            .appendHeader("x-amz-meta-a", "one")
            .build();
    private static final String BODY_HASH = Hashes.sha256("body");
    private static final RawRequest HEADER_FORM = new SdkSigner(ServiceRules.S3, true).sign(REQUEST, "body");
    private static final RawRequest PRESIGNED = new SdkSigner(ServiceRules.S3, true)
            .with(o -> o.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
            .presigned(Duration.ofDays(1))
            .sign(REQUEST, "");

    private final SigV4Verifier verifier = new SigV4Verifier(() -> SdkSigner.NOW);

    @Test
    void untouched_requests_pass() {
        assertThatCode(() -> judge(HEADER_FORM)).doesNotThrowAnyException();
        assertThatCode(() -> judge(PRESIGNED)).doesNotThrowAnyException();
    }

    @Test
    void other_method_is_a_mismatch() {
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(method(HEADER_FORM, "POST")));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(method(PRESIGNED, "GET")));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(method(PRESIGNED, "put")));
    }

    @Test
    void each_changed_character_of_the_path_is_refused() {
        for (RawRequest request : List.of(HEADER_FORM, PRESIGNED)) {
            for (int i = 1; i < request.rawPath().length(); i++) {
                String changed = changed(request.rawPath(), i);
                assertRefusedSomehow(path(request, changed), "path at " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/users/alice//a%20b", "/users/alice/./a%20b", "/users/bob/../alice/a%20b", "/users/alice/a+b",
        "/users/alice%2Fa%20b", "/users/alice/a%2520b", "/users/alice/a%20b/", "//users/alice/a%20b"
    })
    void path_that_only_a_normalising_reader_takes_for_the_same_is_a_mismatch(String changed) {
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(path(HEADER_FORM, changed)));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(path(PRESIGNED, changed)));
    }

    @Test
    void each_changed_character_of_the_query_is_refused() {
        for (RawRequest request : List.of(HEADER_FORM, PRESIGNED)) {
            String raw = String.valueOf(request.rawQuery());
            for (int i = 0; i < raw.length(); i++) {
                assertRefusedSomehow(query(request, changed(raw, i)), "query at " + i);
            }
        }
    }

    @Test
    void added_or_removed_query_parameter_is_a_mismatch() {
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(moreQuery(HEADER_FORM, "acl")));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(moreQuery(HEADER_FORM, "partNumber=1")));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(query(HEADER_FORM, "partNumber=1")));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(moreQuery(PRESIGNED, "x-amz-copy-source=b")));
    }

    @Test
    void each_changed_character_of_each_header_is_refused() {
        for (RawRequest request : List.of(HEADER_FORM, PRESIGNED)) {
            for (Headers.Field field : request.headers().fields()) {
                for (int i = 0; i < field.value().length(); i++) {
                    int at = i;
                    assertRefusedSomehow(
                            editHeader(request, field.name(), value -> changed(value, at)), field.name() + " at " + i);
                }
            }
        }
    }

    @Test
    void removed_header_is_refused() {
        for (RawRequest request : List.of(HEADER_FORM, PRESIGNED)) {
            for (Headers.Field field : request.headers().fields()) {
                assertRefusedSomehow(withoutHeader(request, field.name()), field.name());
            }
        }
    }

    @Test
    void added_values_of_signed_headers_are_refused() {
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(withHeader(HEADER_FORM, "content-type", "x")));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(withHeader(PRESIGNED, "content-type", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, us-east-1",
        "/s3/, /sts/",
        "ASIAQWERTYUIOPASDFGH, ASIAQWERTYUIOPASDFGX",
        "content-type;, ''",
    })
    void changed_scope_key_id_or_list_of_headers_is_a_mismatch(String part, String replacement) {
        RawRequest changed = editHeader(HEADER_FORM, "Authorization", value -> value.replace(part, replacement));
        assertRefused(Kind.SIGNATURE_MISMATCH, () -> judge(changed));
    }

    @Test
    void changed_date_is_refused() {
        assertRefused(
                Kind.SIGNATURE_MISMATCH,
                () -> judge(editHeader(HEADER_FORM, "x-amz-date", value -> "20261123T081000Z")));
        RawRequest otherDay = editHeader(
                editHeader(HEADER_FORM, "x-amz-date", value -> "20261122T235959Z"),
                "Authorization",
                value -> value.replace("/20261123/", "/20261122/"));
        assertRefused(Kind.TIME_SKEWED, () -> judge(otherDay));
    }

    @Test
    void changed_body_hash_or_token_is_a_mismatch() {
        assertRefused(
                Kind.SIGNATURE_MISMATCH,
                () -> judge(editHeader(HEADER_FORM, "x-amz-content-sha256", value -> Payload.EMPTY_SHA256)));
        assertRefused(
                Kind.SIGNATURE_MISMATCH,
                () -> judge(editHeader(HEADER_FORM, "x-amz-content-sha256", value -> "UNSIGNED-PAYLOAD")));
        assertRefused(
                Kind.SIGNATURE_MISMATCH,
                () -> judge(editHeader(HEADER_FORM, "x-amz-security-token", value -> "other")));
    }

    @Test
    @Tag("fuzz")
    void mangled_requests_give_nothing_but_refusals() {
        long seed = 20261127;
        RandomRequests random = new RandomRequests(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            RawRequest request = random.chance(50) ? HEADER_FORM : PRESIGNED;
            for (int edits = 1 + random.below(4); edits > 0; edits--) {
                request = mangled(random, request);
            }
            try {
                judge(request);
            } catch (SigV4Exception e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", request " + i + ": " + request, e);
            }
        }
        assertThat(refused).isGreaterThan(18_000);
    }

    private static RawRequest mangled(RandomRequests random, RawRequest request) {
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        int at = fields.isEmpty() ? 0 : random.below(fields.size());
        String raw = String.valueOf(request.rawQuery());
        return switch (random.below(fields.isEmpty() ? 5 : 9)) {
            case 0 -> method(request, mangled(random, request.method()));
            case 1 -> path(request, "/" + mangled(random, request.rawPath()));
            case 2 -> query(request, mangled(random, raw));
            case 3 -> query(request, random.respelled(raw.replace("%", "")) + "&" + random.text(3));
            case 4 -> withHeader(request, mangled(random, "x-amz-meta-b"), mangled(random, "value"));
            case 5 -> withoutHeader(request, fields.get(at).name());
            case 6 -> withHeader(request, fields.get(at).name(), fields.get(at).value());
            case 7 -> {
                String name = mangled(random, fields.get(at).name());
                fields.set(at, new Headers.Field(name, fields.get(at).value()));
                yield headers(request, fields);
            }
            default -> {
                String value = mangled(random, fields.get(at).value());
                fields.set(at, new Headers.Field(fields.get(at).name(), value));
                yield headers(request, fields);
            }
        };
    }

    private static String mangled(RandomRequests random, String text) {
        int from = random.below(text.length() + 1);
        int to = Math.min(text.length(), from + random.below(3));
        return random.chance(10)
                ? text.substring(0, from)
                : text.substring(0, from) + random.text(3) + text.substring(to);
    }

    private void judge(RawRequest request) {
        SigningClaim claim = SigningClaim.parse(request);
        HeaderSigningRules.requireSigned(request, claim);
        verifier.verify(
                request,
                claim,
                claim.accessKeyId().equals(SdkSigner.ID) ? SdkSigner.SECRET : "no such key",
                ServiceRules.S3,
                claim.form() == SigningClaim.Form.HEADER ? BODY_HASH : null);
    }

    private void assertRefusedSomehow(RawRequest request, String what) {
        assertThatThrownBy(() -> judge(request)).as(what).isInstanceOf(SigV4Exception.class);
    }

    private static String changed(String text, int at) {
        char other = text.charAt(at) == 'x' ? 'y' : 'x';
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
