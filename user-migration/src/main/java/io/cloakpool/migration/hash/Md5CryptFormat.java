package io.cloakpool.migration.hash;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;

/** MD5-crypt of FreeBSD ({@code $1$}) and of Apache's htpasswd ({@code $apr1$}). It was given up by its author in 2012. */
final class Md5CryptFormat implements PasswordFormat {
    private static final List<String> PREFIXES = List.of("$1$", "$apr1$");
    private static final Pattern FORM =
            Pattern.compile("((\\$(?:1|apr1)\\$)" + Encoded.CRYPT + "{1,8}\\$)(" + Encoded.CRYPT + "{22})");

    @Override
    public String name() {
        return "md5-crypt";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(FORM, encoded, "$1$<salt>$<22 characters of hash>");
        String settings = parts.group(1);
        String prefix = parts.group(2);
        return new ForeignHash(
                parts.group(3).getBytes(StandardCharsets.US_ASCII),
                password -> Encoded.lastPart(Md5Crypt.md5Crypt(password, settings, prefix)));
    }
}
