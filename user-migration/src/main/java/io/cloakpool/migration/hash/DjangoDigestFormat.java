package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Digests of salt and password that Django made until version 1.4, also without a salt. */
final class DjangoDigestFormat implements PasswordFormat {
    private static final String MD5 = "md5$";
    private static final List<String> PREFIXES = List.of("sha1$", MD5);
    private static final Pattern FORM = Pattern.compile("(?:sha1|md5)\\$([^$]*)\\$([0-9a-f]+)");
    private static final int MD5_BYTES = 16;
    private static final int SHA1_BYTES = 20;

    @Override
    public String name() {
        return "django-digest";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(FORM, encoded, "sha1$<salt>$<hash in hex>");
        boolean md5 = encoded.startsWith(MD5);
        byte[] salt = Encoded.sized("salt", parts.group(1).getBytes(StandardCharsets.UTF_8), 0, Bounds.SALT);
        byte[] hash = Encoded.hex("hash", parts.group(2), md5 ? MD5_BYTES : SHA1_BYTES);
        return new ForeignHash(hash, password -> Digests.of(md5 ? Digests.MD5 : Digests.SHA1, salt, password));
    }
}
