package io.cloakpool.aws.http;

/**
 * Strict reading of a request path. The bytes that were signed are forwarded as they are, so whatever some receiver
 * would normalise, cut or decode in its own way is refused here instead of being cleaned up.
 */
public final class RawPath {
    /** RFC 3986 path characters without the unreserved ones, and the slash. */
    private static final String PATH_LITERALS = "/:@!$&'()*+,;=";

    /** Receivers that decode twice or three times exist; nobody has been seen to decode more often. */
    private static final int DECODINGS_FEARED = 3;

    private RawPath() {}

    /**
     * The text of a path, percent-decoded exactly once. A plus is a plus, {@code //} stays {@code //}.
     *
     * @throws MalformedTargetException on characters that a URI cannot hold, broken escapes, invalid UTF-8, control
     *     characters and dot segments (see {@link #requireNoTricks})
     */
    public static String decode(String raw) {
        String text = PercentEncoding.decode(raw, PATH_LITERALS);
        requireNoTricks(text);
        return text;
    }

    /**
     * Refuses control characters and, in a slash-separated name, {@code .} and {@code ..} as a segment. A segment also
     * counts when it becomes one by decoding it again, by reading a backslash as a slash, or by cutting a
     * {@code ;parameter}.
     *
     * @param decoded text that was already decoded once
     * @throws MalformedTargetException as said
     */
    public static void requireNoTricks(String decoded) {
        requireNoControls(decoded);
        requireNoDotSegment(decoded);
        String text = decoded;
        for (int i = 1; i < DECODINGS_FEARED && text.indexOf('%') >= 0; i++) {
            text = decodeAgain(text);
            requireNoDotSegment(text);
        }
    }

    private static void requireNoDotSegment(String text) {
        int start = 0;
        int parameter = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '/' : text.charAt(i);
            if (c == '/' || c == '\\') {
                requireNoDots(text, start, parameter < 0 ? i : parameter);
                start = i + 1;
                parameter = -1;
            } else if (c == ';' && parameter < 0) {
                parameter = i;
            }
        }
    }

    private static void requireNoDots(String text, int start, int end) {
        boolean dots =
                switch (end - start) {
                    case 1 -> text.charAt(start) == '.';
                    case 2 -> text.startsWith("..", start);
                    default -> false;
                };
        if (dots) {
            throw new MalformedTargetException("a segment is . or ..");
        }
    }

    /** Refuses text with control characters (C0, DEL, C1). */
    static void requireNoControls(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedTargetException("a control character");
        }
    }

    /** What a careless receiver makes of it: each escape that looks like one becomes a character, the rest stays. */
    private static String decodeAgain(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = text.charAt(i) == '%' ? PercentEncoding.octet(text, i) : -1;
            result.append(octet < 0 ? text.charAt(i) : (char) octet);
            i += octet < 0 ? 0 : 2;
        }
        return result.toString();
    }
}
