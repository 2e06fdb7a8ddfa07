package io.cloakpool.aws.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strict reading of a query that somebody else reads too: what two receivers could split or decode in two ways is
 * refused.
 */
public final class RawQuery {
    /** More parameters than any AWS operation has. */
    static final int MAX_PARAMETERS = 100;

    /**
     * RFC 3986 query characters without the unreserved ones, and without the separator and the ambiguous {@code ;} and
     * {@code +}.
     */
    private static final String QUERY_LITERALS = "/:@!$'()*,?=";

    private RawQuery() {}

    /**
     * The parameters by decoded name, case kept, in order. A name without {@code =} has the empty value; empty pieces
     * ({@code a&&b}) are skipped.
     *
     * @param rawQuery what stands behind the question mark, or null
     * @throws MalformedTargetException on a repeated name, a raw {@code ;} (old receivers split there) or {@code +} (a
     *     space to some, a plus to others), characters that a URI cannot hold, broken escapes, invalid UTF-8, control
     *     characters, or more than 100 parameters
     */
    public static Map<String, String> parse(@Nullable String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (rawQuery == null) {
            return parameters;
        }
        for (String piece : rawQuery.split("&", -1)) {
            if (piece.isEmpty()) {
                continue;
            }
            int equals = piece.indexOf('=');
            String name = decode(equals < 0 ? piece : piece.substring(0, equals));
            String value = equals < 0 ? "" : decode(piece.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new MalformedTargetException("a query parameter appears twice");
            }
            if (parameters.size() > MAX_PARAMETERS) {
                throw new MalformedTargetException("more than " + MAX_PARAMETERS + " query parameters");
            }
        }
        return parameters;
    }

    /** One name or value. A further equals sign belongs to the value: only the first one separates. */
    private static String decode(String raw) {
        String text = PercentEncoding.decode(raw, QUERY_LITERALS);
        RawPath.requireNoControls(text);
        return text;
    }
}
