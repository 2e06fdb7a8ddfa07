package io.cloakpool.aws.query;

import io.cloakpool.aws.http.MalformedTargetException;
import io.cloakpool.aws.http.PercentEncoding;
import io.cloakpool.aws.query.QueryInputException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} strictly: a plus is a space, everything else is percent-encoded
 * UTF-8.
 */
final class FormBody {
    static final int MAX_PARAMETERS = 1_000;
    static final int MAX_NAME_LENGTH = 512;

    /** Above the longest value that a service of ours takes, a SAML assertion of 100,000 characters. */
    static final int MAX_VALUE_LENGTH = 131_072;

    /** What clients leave unescaped: the literal set of the URL standard, and what a URI query may hold. */
    private static final String LITERALS = "/:@!$'()*,;?=";

    private FormBody() {}

    static Map<String, String> parse(byte[] body) {
        // One character for each byte: bytes above 0x7f then fail as characters that must be escaped.
        String form = new String(body, StandardCharsets.ISO_8859_1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int start = 0; start < form.length(); ) {
            int ampersand = form.indexOf('&', start);
            int end = ampersand < 0 ? form.length() : ampersand;
            if (end > start) {
                add(parameters, form.substring(start, end));
            }
            start = end + 1;
        }
        return parameters;
    }

    private static void add(Map<String, String> parameters, String piece) {
        int equals = piece.indexOf('=');
        String name = decode(equals < 0 ? piece : piece.substring(0, equals));
        String value = equals < 0 ? "" : decode(piece.substring(equals + 1));
        if (name.length() > MAX_NAME_LENGTH || value.length() > MAX_VALUE_LENGTH) {
            throw malformed("A parameter is too long");
        }
        if (value.indexOf('\0') >= 0) {
            throw malformed("A parameter holds U+0000");
        }
        if (parameters.put(name, value) != null) {
            throw malformed("A parameter appears twice");
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw malformed("More than " + MAX_PARAMETERS + " parameters");
        }
    }

    private static String decode(String raw) {
        try {
            return PercentEncoding.decode(raw.replace("+", "%20"), LITERALS);
        } catch (MalformedTargetException e) {
            throw malformed("The body is not a form: " + e.getMessage());
        }
    }

    private static QueryInputException malformed(String message) {
        return new QueryInputException(Kind.MALFORMED, message);
    }
}
