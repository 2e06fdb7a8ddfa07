package io.cloakpool.migration.hash;

import io.cloakpool.migration.hash.UnusableHashException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * bcrypt as OpenBSD, PHP, Node and most others write it, and Django's two ways around it. {@code $2a$}, {@code $2b$} and {@code $2y$} are
 * one computation today; they name the repairs of libraries, not another result.
 */
final class BcryptFormat implements PasswordFormat {
    private static final String DJANGO = "bcrypt$";
    private static final String DJANGO_SHA256 = "bcrypt_sha256$";
    private static final List<String> PREFIXES = List.of("$2a$", "$2b$", "$2y$", "$2x$", "$2$", DJANGO, DJANGO_SHA256);
    private static final Pattern FORM =
            Pattern.compile("\\$2([abxy]?)\\$(\\d\\d)\\$(" + Encoded.CRYPT + "{22})(" + Encoded.CRYPT + "{31})");
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int LEAST_COST = 4;
    private static final int SALT = 16;
    private static final int HASH = 23;
    /** What the cipher takes of a password. The rest does not count, neither here nor where the hash was made. */
    private static final int SIGNIFICANT = 72;

    @Override
    public String name() {
        return "bcrypt";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        if (encoded.startsWith(DJANGO_SHA256)) {
            return parse(encoded.substring(DJANGO_SHA256.length()), true);
        }
        return parse(encoded.startsWith(DJANGO) ? encoded.substring(DJANGO.length()) : encoded, false);
    }

    private static ForeignHash parse(String encoded, boolean hashedBefore) {
        Matcher parts = Encoded.match(FORM, encoded, "$2b$<two digits>$<22 characters of salt, 31 of hash>");
        String variant = parts.group(1);
        if (variant.isEmpty() || variant.equals("x")) {
            // Their hashes come from faults that are not rebuilt here: of the first bcrypt, and of signed characters.
            throw new UnusableHashException(Reason.UNSUPPORTED, "variant $2" + variant + "$ is not supported");
        }
        int cost = (int) Encoded.number("cost", parts.group(2), LEAST_COST);
        Bounds.atMost("cost", cost, Bounds.BCRYPT_COST);
        byte[] salt = decode("salt", parts.group(3), SALT);
        byte[] hash = decode("hash", parts.group(4), HASH);
        return new ForeignHash(hash, password -> derive(hashedBefore ? digest(password) : password, salt, cost));
    }

    private static byte[] decode(String what, String text, int bytes) {
        StringBuilder translated = new StringBuilder();
        text.chars().forEach(c -> translated.append(BASE64.charAt(ALPHABET.indexOf(c))));
        return Encoded.base64(what, translated.toString(), bytes, bytes);
    }

    private static byte[] digest(byte[] password) {
        return HexFormat.of()
                .formatHex(Digests.of(Digests.SHA256).digest(password))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] derive(byte[] password, byte[] salt, int cost) {
        for (byte one : password) {
            if (one == 0) {
                // The reference ends the password there, so that different passwords would be one.
                return new byte[0];
            }
        }
        // With the zero byte that ends it, where there is room for one: it is part of the key.
        byte[] key = Arrays.copyOf(password, Math.min(SIGNIFICANT, password.length + 1));
        return Arrays.copyOf(BCrypt.generate(key, salt, cost), HASH);
    }
}
