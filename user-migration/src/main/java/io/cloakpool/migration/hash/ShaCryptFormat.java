package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/** SHA-crypt of glibc (Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512"): {@code $5$} and {@code $6$}, as in {@code /etc/shadow}. */
final class ShaCryptFormat implements PasswordFormat {
    private static final String SHA256 = "$5$";
    private static final List<String> PREFIXES = List.of(SHA256, "$6$");
    private static final Pattern FORM = Pattern.compile(
            "(\\$[56]\\$(?:rounds=" + Encoded.NUMBER + "\\$)?" + Encoded.CRYPT + "{1,16}\\$)(" + Encoded.CRYPT + "+)");
    private static final int LEAST_ROUNDS = 1000;
    private static final int SHA256_LENGTH = 43;
    private static final int SHA512_LENGTH = 86;

    @Override
    public String name() {
        return "sha-crypt";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(FORM, encoded, "$6$rounds=<rounds>$<salt>$<hash>");
        if (parts.group(2) != null) {
            Bounds.atMost("rounds", Encoded.number("rounds", parts.group(2), LEAST_ROUNDS), Bounds.SHA_CRYPT_ROUNDS);
        }
        String settings = parts.group(1);
        boolean sha256 = settings.startsWith(SHA256);
        if (parts.group(3).length() != (sha256 ? SHA256_LENGTH : SHA512_LENGTH)) {
            throw UnusableHashException.malformed("hash has " + parts.group(3).length() + " characters");
        }
        return new ForeignHash(
                parts.group(3).getBytes(StandardCharsets.US_ASCII),
                password -> Encoded.lastPart(
                        sha256
                                ? Sha2Crypt.sha256Crypt(password, settings)
                                : Sha2Crypt.sha512Crypt(password, settings)));
    }
}
