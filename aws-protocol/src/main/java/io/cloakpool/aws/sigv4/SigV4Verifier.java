package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a request was signed with a secret, in the time for which it was signed. Which headers must be signed is the
 * matter of {@link HeaderSigningRules}; which scope is expected, that of {@link #requireScope}. Chunk signatures of streaming
 * bodies are not looked at.
 */
public final class SigV4Verifier {
    private final InstantSource clock;
    private final String dummySecret;

    /** @param clock what time it is */
    public SigV4Verifier(InstantSource clock) {
        this.clock = clock;
        byte[] random = new byte[20];
        new SecureRandom().nextBytes(random);
        this.dummySecret = HexFormat.of().formatHex(random);
    }

    /**
     * Returns when the request was signed with the secret and is in its time: 15 minutes around the signing time in header form;
     * in pre-signed form from 15 minutes before it to the end of its lifetime.
     *
     * <p>The body: where the request carries an {@code x-amz-content-sha256}, that is what is signed, and the caller's hash must
     * equal it if it is a hash. Where it carries none, the caller's hash is what must have been signed, save for pre-signed
     * requests under S3 rules, whose body is unsigned. A caller who knows that there is no body passes
     * {@link Payload#EMPTY_SHA256}.
     *
     * @param claim what {@link SigningClaim#parse} read from this very request
     * @param secretAccessKey the secret of the claimed access key
     * @param payloadSha256 the SHA-256 of the body in lower-case hexadecimal, as the caller computed it; null when the caller
     *     does not have the body
     * @throws SigV4Exception TIME_SKEWED, NOT_YET_VALID, EXPIRED, MALFORMED, UNSUPPORTED_PAYLOAD, SIGNATURE_MISMATCH or
     *     PAYLOAD_MISMATCH
     */
    public void verify(
            RawRequest request,
            SigningClaim claim,
            String secretAccessKey,
            ServiceRules rules,
            @Nullable String payloadSha256) {
        requireInTime(claim);
        String canonical = CanonicalRequest.of(
                request, claim.signedHeaders(), rules, canonicalPayload(claim, rules, payloadSha256));
        String expected = SignatureFunction.sign(secretAccessKey, claim.scope(), claim.signedAt(), canonical);
        if (!sameText(expected, claim.signature())) {
            throw mismatch();
        }
        boolean otherBody = payloadSha256 != null
                && claim.payload()
                        .sha256()
                        .filter(signed -> !sameText(signed, payloadSha256))
                        .isPresent();
        if (otherBody) {
            throw new SigV4Exception(Kind.PAYLOAD_MISMATCH, "the body is not the one that was signed");
        }
    }

    /**
     * Refuses a request whose access key nobody knows, after the same work as {@link #verify} does for a wrong secret and with
     * the same outcome, so that the two cannot be told apart. Never returns normally. The caller's own look-up of the key has to
     * cost the same in both cases too.
     *
     * @throws SigV4Exception as {@link #verify} does with a wrong secret
     */
    public void refuseUnknownKey(
            RawRequest request, SigningClaim claim, ServiceRules rules, @Nullable String payloadSha256) {
        verify(request, claim, dummySecret, rules, payloadSha256);
        throw mismatch();
    }

    /**
     * Returns when the request was signed for this region and one of these services.
     *
     * @throws SigV4Exception SCOPE_MISMATCH
     */
    public static void requireScope(SigningClaim claim, String region, Set<String> services) {
        if (!claim.scope().region().equals(region)) {
            throw new SigV4Exception(Kind.SCOPE_MISMATCH, "the request is signed for another region");
        }
        if (!services.contains(claim.scope().service())) {
            throw new SigV4Exception(Kind.SCOPE_MISMATCH, "the request is signed for another service");
        }
    }

    private void requireInTime(SigningClaim claim) {
        Instant now = clock.instant();
        boolean early = now.isBefore(claim.signedAt().minus(Limits.SKEW));
        Duration validFor = claim.validFor();
        if (validFor == null) {
            if (early || now.isAfter(claim.signedAt().plus(Limits.SKEW))) {
                throw new SigV4Exception(Kind.TIME_SKEWED, "the request was signed too far from the current time");
            }
        } else if (early) {
            throw new SigV4Exception(Kind.NOT_YET_VALID, "the request is not valid yet");
        } else if (now.isAfter(claim.signedAt().plus(validFor))) {
            throw new SigV4Exception(Kind.EXPIRED, "the request has expired");
        }
    }

    private static String canonicalPayload(SigningClaim claim, ServiceRules rules, @Nullable String payloadSha256) {
        if (payloadSha256 != null && !Payload.isSha256(payloadSha256)) {
            throw SigV4Exception.malformed("the hash of the body is not 64 lower-case hexadecimal digits");
        }
        String signed = claim.payload().text();
        if (signed != null) {
            return signed;
        }
        if (rules.implies(Payload.UNSIGNED, claim.form())) {
            return Payload.UNSIGNED_TEXT;
        }
        if (payloadSha256 == null) {
            throw new SigV4Exception(
                    Kind.UNSUPPORTED_PAYLOAD, "the request carries no x-amz-content-sha256 and its body is unknown");
        }
        return payloadSha256;
    }

    private static boolean sameText(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }

    private static SigV4Exception mismatch() {
        return new SigV4Exception(
                Kind.SIGNATURE_MISMATCH, "the signature is not the one that the secret makes for this request");
    }
}
