package io.cloakpool.identitypool.issuer.embedded;

/** The alphabet of AWS ids: RFC 4648 base32 without padding. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    /** The first characters of the encoding; the bytes must be enough for them. */
    static String prefix(byte[] bytes, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            int value = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                int shift = Byte.SIZE - 1 - bit % Byte.SIZE;
                value = (value << 1) | ((bytes[bit / Byte.SIZE] >> shift) & 1);
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }
}
