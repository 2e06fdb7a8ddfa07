package io.cloakpool.aws.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of RFC 3986, read strictly: what two receivers could read in two ways is refused. */
public final class PercentEncoding {
    private static final String UNRESERVED_MARKS = "-._~";

    private PercentEncoding() {}

    /**
     * The text that percent-encoded UTF-8 stands for, decoded exactly once.
     *
     * @param raw ASCII letters and digits, {@code -._~}, well-formed escapes and the characters of {@code literals}
     * @param literals further characters that may stand for themselves
     * @throws MalformedTargetException on any other character, a broken escape or invalid UTF-8
     */
    public static String decode(String raw, String literals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int octet = octet(raw, i);
                if (octet < 0) {
                    throw new MalformedTargetException("an escape is not a percent sign and two hexadecimal digits");
                }
                bytes.write(octet);
                i += 2;
            } else if (isAlphanumeric(c) || UNRESERVED_MARKS.indexOf(c) >= 0 || literals.indexOf(c) >= 0) {
                bytes.write(c);
            } else {
                throw new MalformedTargetException("character %04x must be percent-encoded".formatted((int) c));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedTargetException("an escape sequence is not UTF-8");
        }
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The octet of the escape whose percent sign stands at {@code at}, or -1 where there is no well-formed one. */
    static int octet(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** {@link Character#digit} alone would take digits of other scripts. */
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
