package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the two forms of a signature, strictly. */
final class SigV4Parser {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String ALGORITHM_PARAMETER = "X-Amz-Algorithm";
    static final String CREDENTIAL = "X-Amz-Credential";
    static final String DATE = "X-Amz-Date";
    static final String EXPIRES = "X-Amz-Expires";
    static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    static final String SECURITY_TOKEN = "X-Amz-Security-Token";
    static final String CONTENT_SHA256 = "X-Amz-Content-Sha256";

    /** Any of these in a query makes the request a pre-signed one. */
    private static final List<String> PRESIGNED =
            List.of(ALGORITHM_PARAMETER, CREDENTIAL, EXPIRES, SIGNED_HEADERS, Query.SIGNATURE);

    /** These belong into the query of a pre-signed request, and into the headers of another. */
    private static final List<String> EITHER = List.of(DATE, SECURITY_TOKEN, CONTENT_SHA256);

    private static final Pattern EXPIRES_FORM = Pattern.compile("[0-9]{1,6}");

    private SigV4Parser() {}

    static SigningClaim parse(RawRequest request) {
        Headers headers = request.headers();
        Query query = Query.parse(request.rawQuery());
        Optional<String> authorization = only(headers, "Authorization");
        if (PRESIGNED.stream().anyMatch(query::has)) {
            if (authorization.isPresent()) {
                throw mixed("the request is signed in its headers and in its query");
            }
            return presigned(query, headers);
        }
        String header = authorization.orElseThrow(SigV4Parser::notSigned);
        requireAlgorithm(header);
        if (EITHER.stream().anyMatch(query::has)) {
            throw mixed("the query holds parameters of a pre-signed request");
        }
        return inHeader(header, headers);
    }

    private static SigningClaim inHeader(String authorization, Headers headers) {
        Map<String, String> parts = authorizationParts(authorization);
        ClaimedKey key = ClaimedKey.parse(required(parts.remove("Credential"), "Credential"));
        List<String> signedHeaders = SignedHeaderNames.parse(required(parts.remove("SignedHeaders"), "SignedHeaders"));
        String signature = signature(required(parts.remove("Signature"), "Signature"));
        if (!parts.isEmpty()) {
            throw SigV4Exception.malformed("the Authorization header holds an unknown part");
        }
        Instant signedAt = only(headers, DATE)
                .map(SigningTime::parse)
                .or(() -> only(headers, "Date").map(SigningTime::parseHttpDate))
                .orElseThrow(() -> SigV4Exception.malformed("there is neither an x-amz-date nor a Date header"));
        return new SigningClaim(
                SigningClaim.Form.HEADER,
                key.accessKeyId(),
                key.scopeOn(signedAt),
                signedAt,
                null,
                signedHeaders,
                signature,
                sessionToken(only(headers, SECURITY_TOKEN)),
                Payload.parse(only(headers, CONTENT_SHA256).orElse(null)));
    }

    private static SigningClaim presigned(Query query, Headers headers) {
        if (!required(query, ALGORITHM_PARAMETER).equals(ALGORITHM)) {
            throw unsupportedAlgorithm();
        }
        for (String name : List.of(DATE, SECURITY_TOKEN)) {
            if (headers.first(name).isPresent()) {
                throw mixed(name + " stands in a header of a pre-signed request");
            }
        }
        Optional<String> payloadInHeader = only(headers, CONTENT_SHA256);
        Optional<String> payloadInQuery = query.only(CONTENT_SHA256);
        if (payloadInHeader.isPresent() && payloadInQuery.isPresent()) {
            throw mixed("X-Amz-Content-Sha256 stands in a header and in the query");
        }
        Instant signedAt = SigningTime.parse(required(query, DATE));
        ClaimedKey key = ClaimedKey.parse(required(query, CREDENTIAL));
        return new SigningClaim(
                SigningClaim.Form.PRESIGNED,
                key.accessKeyId(),
                key.scopeOn(signedAt),
                signedAt,
                validFor(required(query, EXPIRES)),
                SignedHeaderNames.parse(required(query, SIGNED_HEADERS)),
                signature(required(query, Query.SIGNATURE)),
                sessionToken(query.only(SECURITY_TOKEN)),
                Payload.parse(payloadInQuery.or(() -> payloadInHeader).orElse(null)));
    }

    private static void requireAlgorithm(String authorization) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        if (scheme.equals("AWS") || (scheme.startsWith("AWS4-") && !scheme.equals(ALGORITHM))) {
            throw unsupportedAlgorithm();
        }
        if (!scheme.equals(ALGORITHM)) {
            throw notSigned();
        }
        if (authorization.length() > Limits.AUTHORIZATION) {
            throw SigV4Exception.malformed("the Authorization header is too long");
        }
    }

    /** {@code name=value} parts after the algorithm, in any order, with commas and optional spaces between them. */
    private static Map<String, String> authorizationParts(String authorization) {
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw SigV4Exception.malformed("the Authorization header holds a part without a value");
            }
            String before = parts.put(
                    part.substring(0, equals).strip(),
                    part.substring(equals + 1).strip());
            if (before != null) {
                throw SigV4Exception.malformed("the Authorization header holds a part twice");
            }
        }
        return parts;
    }

    private static Duration validFor(String seconds) {
        int value = EXPIRES_FORM.matcher(seconds).matches() ? Integer.parseInt(seconds) : 0;
        if (value < 1 || value > Limits.EXPIRES_SECONDS) {
            throw SigV4Exception.malformed("X-Amz-Expires is not 1 to " + Limits.EXPIRES_SECONDS);
        }
        return Duration.ofSeconds(value);
    }

    private static String signature(String text) {
        if (!Payload.isSha256(text)) {
            throw SigV4Exception.malformed("the signature is not 64 lower-case hexadecimal digits");
        }
        return text;
    }

    private static @Nullable String sessionToken(Optional<String> token) {
        token.ifPresent(text -> {
            boolean visible = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
            if (text.isEmpty() || text.length() > Limits.SESSION_TOKEN || !visible) {
                throw SigV4Exception.malformed("the session token is empty, too long or no token");
            }
        });
        return token.orElse(null);
    }

    private static Optional<String> only(Headers headers, String name) {
        if (headers.repeats(name)) {
            throw SigV4Exception.malformed("the header " + name + " repeats");
        }
        return headers.first(name);
    }

    private static String required(Query query, String name) {
        return query.only(name).orElseThrow(missing(name));
    }

    private static String required(@Nullable String value, String name) {
        return Optional.ofNullable(value).orElseThrow(missing(name));
    }

    private static Supplier<SigV4Exception> missing(String name) {
        return () -> SigV4Exception.malformed(name + " is missing");
    }

    private static SigV4Exception notSigned() {
        return new SigV4Exception(SigV4Exception.Kind.NOT_SIGNED, "the request is not signed");
    }

    private static SigV4Exception unsupportedAlgorithm() {
        return new SigV4Exception(
                SigV4Exception.Kind.UNSUPPORTED_ALGORITHM, "requests must be signed with " + ALGORITHM);
    }

    private static SigV4Exception mixed(String message) {
        return new SigV4Exception(SigV4Exception.Kind.MIXED_FORMS, message);
    }
}
