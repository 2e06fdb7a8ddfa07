package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The portable hashes of PHPass (openwall.com/phpass): {@code $P$} as WordPress before 6.8 has them, {@code $H$} as phpBB 3. */
final class PhpassFormat implements PasswordFormat {
    private static final List<String> PREFIXES = List.of("$P$", "$H$");
    private static final Pattern FORM =
            Pattern.compile("\\$[PH]\\$(" + Encoded.CRYPT + ")(" + Encoded.CRYPT + "{8})(" + Encoded.CRYPT + "{22})");
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LEAST_COST = 7;
    private static final int LENGTH = 22;
    private static final int GROUP = 3;
    private static final int DIGIT_BITS = 6;
    private static final int DIGIT = 0x3f;

    @Override
    public String name() {
        return "phpass";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(FORM, encoded, "$P$<cost><8 characters of salt, 22 of hash>");
        int cost = ALPHABET.indexOf(parts.group(1));
        if (cost < LEAST_COST) {
            throw UnusableHashException.malformed("cost is " + cost + ", below " + LEAST_COST);
        }
        Bounds.atMost("cost", cost, Bounds.PHPASS_COST);
        byte[] salt = parts.group(2).getBytes(StandardCharsets.US_ASCII);
        return new ForeignHash(
                parts.group(3).getBytes(StandardCharsets.US_ASCII),
                password -> encode(derive(password, salt, 1 << cost)).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] derive(byte[] password, byte[] salt, int rounds) {
        byte[] hash = Digests.of(Digests.MD5, salt, password);
        for (int round = 0; round < rounds; round++) {
            hash = Digests.of(Digests.MD5, hash, password);
        }
        return hash;
    }

    /** Three bytes are four digits, the least significant first. */
    private static String encode(byte[] hash) {
        StringBuilder text = new StringBuilder(LENGTH + 2);
        for (int at = 0; at < hash.length; at += GROUP) {
            int group = 0;
            for (int i = Math.min(at + GROUP, hash.length) - 1; i >= at; i--) {
                group = group << Byte.SIZE | Byte.toUnsignedInt(hash[i]);
            }
            for (int digit = 0; digit <= GROUP; digit++) {
                text.append(ALPHABET.charAt((group >> (DIGIT_BITS * digit)) & DIGIT));
            }
        }
        return text.substring(0, LENGTH);
    }
}
