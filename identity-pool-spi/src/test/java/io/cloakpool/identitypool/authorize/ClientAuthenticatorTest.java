package io.cloakpool.identitypool.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ClientAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ROTATED = "fedcba9876543210fedcba9876543210";
    private static final byte[] BODY = "{\"MaxResults\":1}".getBytes(StandardCharsets.UTF_8);
    private static final RawRequest REQUEST = RawRequest.of(
            "POST",
            "/realms/demo/cognito-identity",
            Headers.of("Host", "localhost:8080", "X-Amz-Target", "AWSCognitoIdentityService.ListIdentityPools"));

    private final SigningClients clients = id -> id.equals("pooladmin")
            ? Optional.of(new SigningClients.SigningClient("pooladmin", List.of(SECRET, ROTATED)))
            : Optional.empty();
    private final ClientAuthenticator authenticator =
            new ClientAuthenticator(clients, new SigV4Verifier(InstantSource.fixed(NOW)), "us-east-1");

    @Test
    void current_and_rotated_secret_sign() throws NoSuchAlgorithmException {
        for (String secret : List.of(SECRET, ROTATED)) {
            assertThat(authenticate(signed("pooladmin", secret, "us-east-1", "cognito-identity"), BODY))
                    .isEqualTo("pooladmin");
        }
    }

    @Test
    void wrong_secret_and_unknown_client_are_refused_alike() throws NoSuchAlgorithmException {
        RawRequest wrong = signed("pooladmin", SECRET + "x", "us-east-1", "cognito-identity");
        RawRequest unknown = signed("nobody", SECRET, "us-east-1", "cognito-identity");

        Refused forWrong = refusal(wrong, BODY);
        Refused forUnknown = refusal(unknown, BODY);

        assertThat(forWrong.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(forUnknown.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH);
        assertThat(forUnknown.getMessage()).isEqualTo(forWrong.getMessage());
    }

    @Test
    void another_body_is_refused() throws NoSuchAlgorithmException {
        RawRequest request = signed("pooladmin", SECRET, "us-east-1", "cognito-identity");

        assertThat(refusal(request, "{}".getBytes(StandardCharsets.UTF_8)).reason())
                .isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void another_region_or_service_is_refused() throws NoSuchAlgorithmException {
        assertThat(refusal(signed("pooladmin", SECRET, "eu-west-1", "cognito-identity"), BODY)
                        .reason())
                .isEqualTo(Reason.SIGNATURE_MALFORMED);
        assertThat(refusal(signed("pooladmin", SECRET, "us-east-1", "s3"), BODY).reason())
                .isEqualTo(Reason.SIGNATURE_MALFORMED);
    }

    @Test
    void an_unsigned_body_is_refused() {
        RawRequest request = signer("pooladmin", SECRET, "us-east-1", "cognito-identity", NOW)
                .sign(REQUEST, Payload.UNSIGNED);

        assertThat(refusal(request, BODY)).hasMessage("The hash of the body must be signed");
    }

    @Test
    void the_presigned_form_is_refused() throws NoSuchAlgorithmException {
        RawRequest request = signer("pooladmin", SECRET, "us-east-1", "cognito-identity", NOW)
                .presign(REQUEST, Payload.ofHash(sha256(BODY)), Duration.ofMinutes(5));

        assertThat(refusal(request, BODY)).hasMessage("The signature must stand in the Authorization header");
    }

    @Test
    void a_header_that_is_not_signed_is_refused() throws NoSuchAlgorithmException {
        RawRequest request = signed("pooladmin", SECRET, "us-east-1", "cognito-identity");
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.add(new Headers.Field("x-amz-meta-a", "b"));

        RawRequest added = new RawRequest(request.method(), request.rawPath(), request.rawQuery(), Headers.of(fields));

        assertThat(refusal(added, BODY).reason()).isEqualTo(Reason.HEADERS_NOT_SIGNED);
    }

    @Test
    void an_old_signature_is_refused() throws NoSuchAlgorithmException {
        RawRequest request = signer(
                        "pooladmin", SECRET, "us-east-1", "cognito-identity", NOW.minus(Duration.ofMinutes(16)))
                .sign(REQUEST, Payload.ofHash(sha256(BODY)));

        assertThat(refusal(request, BODY).reason()).isEqualTo(Reason.TIME_SKEWED);
    }

    private Refused refusal(RawRequest request, byte[] body) {
        try {
            authenticate(request, body);
        } catch (Refused e) {
            return e;
        }
        throw new AssertionError("the request was not refused");
    }

    private String authenticate(RawRequest request, byte[] body) {
        return authenticator.authenticate(request, SigningClaim.parse(request), Set.of("cognito-identity"), body);
    }

    private static RawRequest signed(String accessKey, String secret, String region, String service)
            throws NoSuchAlgorithmException {
        return signer(accessKey, secret, region, service, NOW).sign(REQUEST, Payload.ofHash(sha256(BODY)));
    }

    private static SigV4Signer signer(String accessKey, String secret, String region, String service, Instant at) {
        return new SigV4Signer(
                InstantSource.fixed(at),
                new SigningCredentials(accessKey, secret, null),
                region,
                service,
                ServiceRules.GENERIC);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
