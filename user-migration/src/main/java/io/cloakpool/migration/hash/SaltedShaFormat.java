package io.cloakpool.migration.hash;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Salted digests of LDAP directories (RFC 2307 and its successors): Base64 of the digest of password and salt, and the salt. */
final class SaltedShaFormat implements PasswordFormat {
    private record Scheme(String digest, int length) {}

    private static final Map<String, Scheme> SCHEMES = Map.of(
            "{SSHA}", new Scheme(Digests.SHA1, 20),
            "{SSHA256}", new Scheme(Digests.SHA256, 32),
            "{SSHA512}", new Scheme(Digests.SHA512, 64));
    private static final List<String> PREFIXES = List.copyOf(SCHEMES.keySet());
    private static final Pattern FORM = Pattern.compile("(\\{SSHA(?:256|512)?\\})" + Encoded.BASE64);

    @Override
    public String name() {
        return "ssha";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(FORM, encoded, "{SSHA256}<hash and salt>");
        Scheme scheme = Objects.requireNonNull(SCHEMES.get(parts.group(1)));
        int length = scheme.length();
        byte[] both = Encoded.base64("hash and salt", parts.group(2), length + 1, length + Bounds.SALT);
        byte[] salt = Arrays.copyOfRange(both, length, both.length);
        return new ForeignHash(Arrays.copyOf(both, length), password -> Digests.of(scheme.digest(), password, salt));
    }
}
