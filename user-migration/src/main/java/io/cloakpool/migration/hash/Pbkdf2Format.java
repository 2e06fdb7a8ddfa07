package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PBKDF2 as passlib writes it, with crypt's prefixes and with LDAP's, and as Django does. */
final class Pbkdf2Format implements PasswordFormat {
    private static final String LDAP = "{PBKDF2";
    private static final String DJANGO = "pbkdf2_";
    private static final List<String> PREFIXES = List.of("$pbkdf2$", "$pbkdf2-", LDAP, DJANGO);
    private static final String PASSLIB_TAIL =
            Encoded.NUMBER + "\\$" + Encoded.ADAPTED_BASE64 + "\\$" + Encoded.ADAPTED_BASE64;
    private static final Pattern PASSLIB_FORM =
            Pattern.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?\\$" + PASSLIB_TAIL);
    private static final Pattern LDAP_FORM = Pattern.compile("\\{PBKDF2(?:-(SHA1|SHA256|SHA512))?\\}" + PASSLIB_TAIL);
    private static final Pattern DJANGO_FORM =
            Pattern.compile("pbkdf2_(sha1|sha256)\\$" + Encoded.NUMBER + "\\$([^$]+)\\$" + Encoded.BASE64);

    @Override
    public String name() {
        return "pbkdf2";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        if (encoded.startsWith(DJANGO)) {
            return django(encoded);
        }
        return encoded.startsWith(LDAP)
                ? passlib(Encoded.match(LDAP_FORM, encoded, "{PBKDF2-SHA256}<rounds>$<salt>$<hash>"))
                : passlib(Encoded.match(PASSLIB_FORM, encoded, "$pbkdf2-sha256$<rounds>$<salt>$<hash>"));
    }

    private static ForeignHash passlib(Matcher parts) {
        byte[] salt = Encoded.base64("salt", standard(parts.group(3)), 1, Bounds.SALT);
        return hash(parts.group(1), parts.group(2), salt, standard(parts.group(4)));
    }

    private static ForeignHash django(String encoded) {
        Matcher parts = Encoded.match(DJANGO_FORM, encoded, "pbkdf2_sha256$<rounds>$<salt>$<hash>");
        byte[] salt = Encoded.sized("salt", parts.group(3).getBytes(StandardCharsets.UTF_8), 1, Bounds.SALT);
        return hash(parts.group(1), parts.group(2), salt, parts.group(4));
    }

    private static ForeignHash hash(@Nullable String digest, String rounds, byte[] salt, String hash) {
        Pbkdf2 pbkdf2 = digest == null ? Pbkdf2.SHA1 : Pbkdf2.valueOf(digest.toUpperCase(Locale.ROOT));
        return pbkdf2.hash(
                Encoded.number("rounds", rounds, 1),
                salt,
                Encoded.exactly("hash", Encoded.base64("hash", hash), pbkdf2.digest()));
    }

    private static String standard(String adaptedBase64) {
        return adaptedBase64.replace('.', '+');
    }
}
