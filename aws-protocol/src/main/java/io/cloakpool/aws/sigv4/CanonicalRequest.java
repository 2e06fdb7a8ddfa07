package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The text that stands for a request in a signature, one character for each byte. */
final class CanonicalRequest {
    private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

    private CanonicalRequest() {}

    /**
     * @param signedHeaders names in lower case, sorted
     * @param payload what stands for the body
     * @throws SigV4Exception MALFORMED when a part is not fit for HTTP; SIGNATURE_MISMATCH when a signed header is missing
     */
    static String of(RawRequest request, List<String> signedHeaders, ServiceRules rules, String payload) {
        if (!METHOD.matcher(request.method()).matches()) {
            throw SigV4Exception.malformed("the method is no HTTP method");
        }
        return request.method()
                + "\n" + rules.canonicalPath(request.rawPath())
                + "\n" + Query.parse(request.rawQuery()).canonical()
                + "\n" + headers(request.headers(), signedHeaders)
                + "\n" + String.join(";", signedHeaders)
                + "\n" + payload;
    }

    private static String headers(Headers headers, List<String> signedHeaders) {
        Set<String> wanted = new HashSet<>(signedHeaders);
        Map<String, StringBuilder> values = new HashMap<>();
        int size = 0;
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!wanted.contains(name)) {
                continue;
            }
            size += field.value().length();
            if (size > Limits.HEADER_VALUES) {
                throw SigV4Exception.malformed("the signed headers are too long");
            }
            StringBuilder joined = values.get(name);
            if (joined == null) {
                joined = new StringBuilder();
                values.put(name, joined);
            } else {
                joined.append(',');
            }
            appendFolded(joined, field.value());
        }
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            StringBuilder value = values.get(name);
            if (value == null) {
                throw new SigV4Exception(SigV4Exception.Kind.SIGNATURE_MISMATCH, "a signed header is missing");
            }
            lines.append(name).append(':').append(value).append('\n');
        }
        return lines.toString();
    }

    /** Without white space at the ends, and with one space for each run of it. */
    private static void appendFolded(StringBuilder folded, String value) {
        int start = folded.length();
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c == '\t') {
                gap = true;
                continue;
            }
            if (c < ' ' || c == 0x7f || c > 0xff) {
                throw SigV4Exception.malformed("a signed header holds a character that a header cannot hold");
            }
            if (gap && folded.length() > start) {
                folded.append(' ');
            }
            gap = false;
            folded.append(c);
        }
    }
}
