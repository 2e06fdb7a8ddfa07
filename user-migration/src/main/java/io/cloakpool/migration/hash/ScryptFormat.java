package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** scrypt as passlib and the PHC string format write it, as the Java library of Will Glozer does ({@code $s0$}), and as Django does. */
final class ScryptFormat implements PasswordFormat {
    private static final String PHC = "$scrypt$";
    private static final String S0 = "$s0$";
    private static final String DJANGO = "scrypt$";
    private static final List<String> PREFIXES = List.of(PHC, S0, DJANGO);
    private static final Pattern PHC_FORM = Pattern.compile("\\$scrypt\\$ln=" + Encoded.NUMBER + ",r=" + Encoded.NUMBER
            + ",p=" + Encoded.NUMBER + "\\$" + Encoded.BASE64 + "\\$" + Encoded.BASE64);
    private static final Pattern S0_FORM =
            Pattern.compile("\\$s0\\$([0-9a-f]{1,8})\\$" + Encoded.BASE64 + "\\$" + Encoded.BASE64);
    private static final Pattern DJANGO_FORM = Pattern.compile("scrypt\\$" + Encoded.NUMBER + "\\$([^$]+)\\$"
            + Encoded.NUMBER + "\\$" + Encoded.NUMBER + "\\$" + Encoded.BASE64);
    private static final int HEX = 16;
    private static final int SHORT = 32;
    private static final int LONG = 64;

    @Override
    public String name() {
        return "scrypt";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        if (encoded.startsWith(S0)) {
            return s0(encoded);
        }
        return encoded.startsWith(DJANGO) ? django(encoded) : phc(encoded);
    }

    private static ForeignHash phc(String encoded) {
        Matcher parts = Encoded.match(PHC_FORM, encoded, "$scrypt$ln=<log N>,r=<r>,p=<p>$<salt>$<hash>");
        Scrypt scrypt = Scrypt.ofLog(
                Encoded.number("ln", parts.group(1), 1),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)));
        return hash(scrypt, Encoded.base64("salt", parts.group(4), 0, Bounds.SALT), parts.group(5), SHORT, LONG);
    }

    /** The parameters are one number: 16 bits of the logarithm of N, 8 of r, 8 of p. */
    private static ForeignHash s0(String encoded) {
        Matcher parts = Encoded.match(S0_FORM, encoded, "$s0$<parameters in hex>$<salt>$<hash>");
        long parameters = Long.parseLong(parts.group(1), HEX);
        Scrypt scrypt = Scrypt.ofLog(parameters >> 16, parameters >> 8 & 0xff, parameters & 0xff);
        return hash(scrypt, Encoded.base64("salt", parts.group(2), 0, Bounds.SALT), parts.group(3), SHORT);
    }

    private static ForeignHash django(String encoded) {
        Matcher parts = Encoded.match(DJANGO_FORM, encoded, "scrypt$<N>$<salt>$<r>$<p>$<hash>");
        Scrypt scrypt = Scrypt.of(
                Long.parseLong(parts.group(1)), Long.parseLong(parts.group(3)), Long.parseLong(parts.group(4)));
        byte[] salt = Encoded.sized("salt", parts.group(2).getBytes(StandardCharsets.UTF_8), 1, Bounds.SALT);
        return hash(scrypt, salt, parts.group(5), LONG);
    }

    private static ForeignHash hash(Scrypt scrypt, byte[] salt, String text, int... lengths) {
        byte[] hash = Encoded.exactly("hash", Encoded.base64("hash", text), lengths);
        return new ForeignHash(hash, scrypt.memory(), password -> scrypt.derive(password, salt, hash.length));
    }
}
