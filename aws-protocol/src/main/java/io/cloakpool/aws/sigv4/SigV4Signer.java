package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Signs requests of our own. All headers of the request are signed, save those that a client, a proxy or a tracer changes on the
 * way. Path, query and headers must be sent exactly as they stand in the result.
 */
public final class SigV4Signer {
    private static final Set<String> NEVER_SIGNED = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "x-amzn-trace-id");

    /** What the signer itself sets, in headers or query. */
    private static final List<String> OWN = List.of(
            SigV4Parser.ALGORITHM_PARAMETER,
            SigV4Parser.CREDENTIAL,
            SigV4Parser.DATE,
            SigV4Parser.EXPIRES,
            SigV4Parser.SIGNED_HEADERS,
            SigV4Parser.SECURITY_TOKEN,
            SigV4Parser.CONTENT_SHA256,
            Query.SIGNATURE,
            "Authorization");

    private final InstantSource clock;
    private final SigningCredentials credentials;
    private final String region;
    private final String service;
    private final ServiceRules rules;

    /**
     * @param clock what time it is
     * @param region the region of the scope
     * @param service the signing name of the service
     */
    public SigV4Signer(
            InstantSource clock, SigningCredentials credentials, String region, String service, ServiceRules rules) {
        this.clock = clock;
        this.credentials = credentials;
        this.region = region;
        this.service = service;
        this.rules = rules;
    }

    /**
     * The request with its signature in the Authorization header. Adds {@code X-Amz-Date}, {@code X-Amz-Security-Token} for
     * temporary credentials, and {@code X-Amz-Content-Sha256} save for a plain hash under {@link ServiceRules#GENERIC}.
     *
     * @throws IllegalArgumentException when the request has no host header, carries a signature, or the payload is absent
     * @throws SigV4Exception MALFORMED when the request or the scope is not fit to be signed
     */
    public RawRequest sign(RawRequest request, Payload payload) {
        String body = requireSignable(request, payload);
        Instant now = clock.instant();
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.add(new Headers.Field(SigV4Parser.DATE, SigningTime.format(now)));
        if (credentials.sessionToken() != null) {
            fields.add(new Headers.Field(SigV4Parser.SECURITY_TOKEN, credentials.sessionToken()));
        }
        if (!rules.implies(payload, SigningClaim.Form.HEADER)) {
            fields.add(new Headers.Field(SigV4Parser.CONTENT_SHA256, body));
        }
        RawRequest unsigned =
                new RawRequest(request.method(), request.rawPath(), request.rawQuery(), Headers.of(fields));
        List<String> names = namesToSign(unsigned.headers());
        CredentialScope scope = scope(now);
        fields.add(new Headers.Field(
                "Authorization",
                SigV4Parser.ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders="
                        + String.join(";", names) + ", Signature=" + signature(unsigned, names, scope, now, body)));
        return new RawRequest(request.method(), request.rawPath(), request.rawQuery(), Headers.of(fields));
    }

    /**
     * The request with its signature in the query; its headers stay as they are and must be sent along. Adds
     * {@code X-Amz-Content-Sha256} to the query save for an unsigned body under {@link ServiceRules#S3} and a plain hash under
     * {@link ServiceRules#GENERIC}.
     *
     * @param validFor 1 s to 7 days; what is less than a second is cut off
     * @throws IllegalArgumentException when the lifetime is out of bounds, and as {@link #sign} does
     * @throws SigV4Exception MALFORMED when the request or the scope is not fit to be signed
     */
    public RawRequest presign(RawRequest request, Payload payload, Duration validFor) {
        String body = requireSignable(request, payload);
        long seconds = validFor.toSeconds();
        if (seconds < 1 || seconds > Limits.EXPIRES_SECONDS) {
            throw new IllegalArgumentException("the lifetime is not 1 to " + Limits.EXPIRES_SECONDS + " seconds");
        }
        Instant now = clock.instant();
        CredentialScope scope = scope(now);
        List<String> names = namesToSign(request.headers());
        StringBuilder query = new StringBuilder(request.rawQuery() == null ? "" : request.rawQuery());
        append(query, SigV4Parser.ALGORITHM_PARAMETER, SigV4Parser.ALGORITHM);
        append(query, SigV4Parser.CREDENTIAL, credentials.accessKeyId() + "/" + scope);
        append(query, SigV4Parser.DATE, SigningTime.format(now));
        append(query, SigV4Parser.EXPIRES, String.valueOf(seconds));
        append(query, SigV4Parser.SIGNED_HEADERS, String.join(";", names));
        if (credentials.sessionToken() != null) {
            append(query, SigV4Parser.SECURITY_TOKEN, credentials.sessionToken());
        }
        if (!rules.implies(payload, SigningClaim.Form.PRESIGNED)) {
            append(query, SigV4Parser.CONTENT_SHA256, body);
        }
        RawRequest unsigned = new RawRequest(request.method(), request.rawPath(), query.toString(), request.headers());
        append(query, Query.SIGNATURE, signature(unsigned, names, scope, now, body));
        return new RawRequest(request.method(), request.rawPath(), query.toString(), request.headers());
    }

    private String signature(RawRequest unsigned, List<String> names, CredentialScope scope, Instant now, String body) {
        String canonical = CanonicalRequest.of(unsigned, names, rules, body);
        return SignatureFunction.sign(credentials.secretAccessKey(), scope, now, canonical);
    }

    private CredentialScope scope(Instant now) {
        return new CredentialScope(SigningTime.day(now), region, service);
    }

    private static String requireSignable(RawRequest request, Payload payload) {
        if (request.headers().all("host").size() != 1) {
            throw new IllegalArgumentException("there is not exactly one host header");
        }
        Query query = Query.parse(request.rawQuery());
        for (String name : OWN) {
            if (query.has(name) || request.headers().first(name).isPresent()) {
                throw new IllegalArgumentException("the request holds " + name + " already");
            }
        }
        String text = payload.text();
        if (text == null) {
            throw new IllegalArgumentException("a signature needs a payload");
        }
        return text;
    }

    private static List<String> namesToSign(Headers headers) {
        Set<String> names = new TreeSet<>();
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!NEVER_SIGNED.contains(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    private static void append(StringBuilder query, String name, String value) {
        if (query.length() > 0) {
            query.append('&');
        }
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        query.append(name).append('=').append(PercentCoding.encode(new String(utf8, StandardCharsets.ISO_8859_1)));
    }
}
