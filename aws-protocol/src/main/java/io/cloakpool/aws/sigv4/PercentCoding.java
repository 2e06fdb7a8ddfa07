package io.cloakpool.aws.sigv4;

/**
 * Percent-encoding on bytes. A decoded text holds one character for each byte (ISO 8859-1), so nothing is lost where the bytes
 * are no UTF-8.
 *
 * <p>What arrives is refused where it is no URI text: characters other than visible ASCII, a {@code #}, a percent sign that two
 * hexadecimal digits (of any case) do not follow.
 */
final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /** @throws SigV4Exception MALFORMED when this is no part of a URI, or too long */
    static void requireUriText(String raw) {
        if (raw.length() > Limits.PATH_OR_QUERY) {
            throw SigV4Exception.malformed("path or query is too long");
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                throw SigV4Exception.malformed("path or query holds a character that a URI cannot hold");
            }
            if (c == '%' && (hexDigit(raw, i + 1) < 0 || hexDigit(raw, i + 2) < 0)) {
                throw SigV4Exception.malformed("path or query holds an invalid percent escape");
            }
        }
    }

    /** The bytes of a query name or value that passed {@link #requireUriText}; a plus sign is a space there. */
    static String decodeQueryPart(String raw) {
        StringBuilder bytes = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.append(escapedByte(raw, i));
                i += 2;
            } else {
                bytes.append(c == '+' ? ' ' : c);
            }
        }
        return bytes.toString();
    }

    /** Bytes as AWS encodes them: all but the unreserved characters of RFC 3986 become upper-case escapes. */
    static String encode(String bytes) {
        StringBuilder encoded = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            append(encoded, bytes.charAt(i));
        }
        return encoded.toString();
    }

    /**
     * A path that passed {@link #requireUriText}, with each segment decoded and encoded once: whatever spelling it came in, it
     * leaves in the only one that AWS signs. A slash that came encoded stays so.
     */
    static String recodePath(String raw) {
        StringBuilder encoded = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '/') {
                encoded.append(c);
            } else if (c == '%') {
                append(encoded, escapedByte(raw, i));
                i += 2;
            } else {
                append(encoded, c);
            }
        }
        return encoded.toString();
    }

    /** A path encoded once more as it stands, percent signs included; only slashes stay. */
    static String encodePathAgain(String raw) {
        StringBuilder encoded = new StringBuilder(raw.length() + 16);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '/') {
                encoded.append(c);
            } else {
                append(encoded, c);
            }
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, char b) {
        if (isUnreserved(b)) {
            encoded.append(b);
        } else {
            encoded.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xf));
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static char escapedByte(String raw, int percent) {
        return (char) (hexDigit(raw, percent + 1) << 4 | hexDigit(raw, percent + 2));
    }

    private static int hexDigit(String raw, int at) {
        return at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
    }
}
