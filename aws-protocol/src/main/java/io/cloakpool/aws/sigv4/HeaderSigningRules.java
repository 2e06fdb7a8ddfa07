package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.SigV4Exception.Kind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which headers must be signed: whoever holds a pre-signed request could otherwise add headers that change what it does
 * ({@code x-amz-copy-source}), and two readers of a repeated name could see two requests.
 */
public final class HeaderSigningRules {
    private static final String AMZ = "x-amz-";

    private HeaderSigningRules() {}

    /**
     * Returns when {@code host} stands there once and is signed, every {@code x-amz-*} header stands there once and is signed,
     * and no {@code x-amz-*} name stands in the query twice or in header and query at once. Names compare without regard to case.
     *
     * @throws SigV4Exception HEADERS_NOT_SIGNED, MIXED_FORMS (header and query at once) or MALFORMED (repeated)
     */
    public static void requireSigned(RawRequest request, SigningClaim claim) {
        Set<String> signed = new HashSet<>(claim.signedHeaders());
        if (request.headers().all("host").size() != 1) {
            throw SigV4Exception.malformed("there is not exactly one host header");
        }
        if (!signed.contains("host")) {
            throw new SigV4Exception(Kind.HEADERS_NOT_SIGNED, "the header host is not signed");
        }
        Set<String> inQuery = new HashSet<>();
        for (String name : Query.parse(request.rawQuery()).amzNames()) {
            if (!inQuery.add(name)) {
                throw SigV4Exception.malformed("an x-amz-* parameter repeats in the query");
            }
        }
        Set<String> inHeaders = new HashSet<>();
        for (Headers.Field field : request.headers().fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!name.startsWith(AMZ)) {
                continue;
            }
            if (!signed.contains(name)) {
                throw new SigV4Exception(Kind.HEADERS_NOT_SIGNED, "an x-amz-* header is not signed");
            }
            if (inQuery.contains(name)) {
                throw new SigV4Exception(Kind.MIXED_FORMS, "an x-amz-* name stands in a header and in the query");
            }
            if (!inHeaders.add(name)) {
                throw SigV4Exception.malformed("an x-amz-* header repeats");
            }
        }
    }
}
