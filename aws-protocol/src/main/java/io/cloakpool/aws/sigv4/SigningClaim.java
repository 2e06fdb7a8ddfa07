package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.RawRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about its own signature. Nothing of it is proven: it tells which secret to look up, and which scope,
 * time and headers the signature claims to cover.
 *
 * @param form where the signature stands
 * @param accessKeyId {@code [\w.@-]{1,128}}
 * @param scope day, region and service
 * @param signedAt when it was signed, to the second
 * @param validFor how long a pre-signed request lives, 1 s to 7 days; null exactly in header form
 * @param signedHeaders the names of the signed headers, in lower case and sorted, none twice
 * @param signature 64 lower-case hexadecimal digits
 * @param sessionToken the token of temporary credentials, as sent; null when there is none
 * @param payload how the body is bound to the signature
 */
public record SigningClaim(
        Form form,
        String accessKeyId,
        CredentialScope scope,
        Instant signedAt,
        @Nullable Duration validFor,
        List<String> signedHeaders,
        String signature,
        @Nullable String sessionToken,
        Payload payload) {
    /** Where a signature stands. */
    public enum Form {
        /** In the Authorization header. */
        HEADER,
        /** In the query. */
        PRESIGNED
    }

    /** @throws IllegalArgumentException when a lifetime stands in the wrong form */
    public SigningClaim {
        if ((form == Form.PRESIGNED) != (validFor != null)) {
            throw new IllegalArgumentException("a lifetime belongs to the pre-signed form");
        }
        signedHeaders = List.copyOf(signedHeaders);
    }

    /**
     * Reads the signature of a request, in either form. The time is that of {@code x-amz-date}; in header form that of the Date
     * header (HTTP date form) where {@code x-amz-date} is absent, which some clients sign.
     *
     * @throws SigV4Exception NOT_SIGNED, MALFORMED, MIXED_FORMS, UNSUPPORTED_ALGORITHM or UNSUPPORTED_PAYLOAD
     */
    public static SigningClaim parse(RawRequest request) {
        return SigV4Parser.parse(request);
    }

    /** Without signature and token, so that it may be logged. */
    @Override
    public String toString() {
        return "SigningClaim[" + form + ", " + accessKeyId + "/" + scope + ", signedAt=" + signedAt + ", validFor="
                + validFor + ", signedHeaders=" + signedHeaders + "]";
    }
}
