package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parts of encoded hashes, strictly. */
final class Encoded {
    /** Base64, with or without its padding. */
    static final String BASE64 = "([A-Za-z0-9+/]*={0,2})";
    /** Base64 as passlib writes it, with a point for the plus sign. */
    static final String ADAPTED_BASE64 = "([A-Za-z0-9+./]*)";
    /** A number of the size of those that can be computed with; the bounds are looked at later. */
    static final String NUMBER = "(\\d{1,10})";
    /** What crypt(3) writes salts and hashes with. */
    static final String CRYPT = "[./0-9A-Za-z]";

    private Encoded() {}

    static boolean startsWithAny(String encoded, List<String> prefixes) {
        return prefixes.stream().anyMatch(encoded::startsWith);
    }

    /**
     * Matches the whole of a text.
     *
     * @param shape the same for people, to say what was expected
     */
    static Matcher match(Pattern pattern, String encoded, String shape) {
        Matcher matcher = pattern.matcher(bounded(encoded));
        if (!matcher.matches()) {
            throw UnusableHashException.malformed("it has not the form " + shape);
        }
        return matcher;
    }

    static String bounded(String encoded) {
        if (encoded.length() > Bounds.ENCODED) {
            throw UnusableHashException.malformed("it has more than " + Bounds.ENCODED + " characters");
        }
        return encoded;
    }

    static byte[] base64(String what, String text) {
        return base64(what, text, 0, Bounds.ENCODED);
    }

    static byte[] base64(String what, String text, int least, int most) {
        try {
            return sized(what, Base64.getDecoder().decode(text), least, most);
        } catch (UnusableHashException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw UnusableHashException.malformed(what + " is no Base64");
        }
    }

    static byte[] hex(String what, String text, int bytes) {
        if (text.length() != 2 * bytes) {
            throw UnusableHashException.malformed(what + " has not " + bytes + " bytes");
        }
        return HexFormat.of().parseHex(text);
    }

    static byte[] sized(String what, byte[] value, int least, int most) {
        if (value.length < least || value.length > most) {
            throw UnusableHashException.malformed(
                    what + " has " + value.length + " bytes, " + least + " to " + most + " are expected");
        }
        return value;
    }

    /** A value of one of the lengths that its format has: of a shorter one the rest would go unnoticed. */
    static byte[] exactly(String what, byte[] value, int... lengths) {
        if (Arrays.stream(lengths).noneMatch(length -> length == value.length)) {
            throw UnusableHashException.malformed(
                    what + " has " + value.length + " bytes, expected are " + Arrays.toString(lengths));
        }
        return value;
    }

    /** A number that must not be below the least that its format knows. */
    static long number(String what, String text, long least) {
        long value = Long.parseLong(text);
        if (value < least) {
            throw UnusableHashException.malformed(what + " is " + value + ", below " + least);
        }
        return value;
    }

    /** The hash of a text whose parts dollar signs separate, settings first. */
    static byte[] lastPart(String encoded) {
        return encoded.substring(encoded.lastIndexOf('$') + 1).getBytes(StandardCharsets.US_ASCII);
    }
}
