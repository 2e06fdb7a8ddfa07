package io.cloakpool.migration.hash;

import io.cloakpool.migration.hash.UnusableHashException.Reason;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id and Argon2i (RFC 9106) as the reference encodes them, and the same behind Django's prefix. */
final class Argon2Format implements PasswordFormat {
    private static final String DJANGO = "argon2";
    private static final List<String> PREFIXES = List.of("$argon2", "argon2$argon2");
    private static final Pattern FORM = Pattern.compile("\\$argon2(id|i|d)(?:\\$v=" + Encoded.NUMBER + ")?\\$m="
            + Encoded.NUMBER + ",t=" + Encoded.NUMBER + ",p=" + Encoded.NUMBER + "\\$" + Encoded.BASE64 + "\\$"
            + Encoded.BASE64);
    /** What a text without a version is of: the version came with the second one. */
    private static final long FIRST_VERSION = Argon2Parameters.ARGON2_VERSION_10;

    private static final int SALT_LEAST = 8;
    private static final int BLOCKS_OF_A_LANE = 8;
    private static final int KIBI = 1024;

    @Override
    public String name() {
        return "argon2";
    }

    @Override
    public boolean recognises(String encoded) {
        return Encoded.startsWithAny(encoded, PREFIXES);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(
                FORM,
                encoded.startsWith(DJANGO) ? encoded.substring(DJANGO.length()) : encoded,
                "$argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash>");
        long version = parts.group(2) == null ? FIRST_VERSION : Long.parseLong(parts.group(2));
        if (parts.group(1).equals("d") || (version != FIRST_VERSION && version != Argon2Parameters.ARGON2_VERSION_13)) {
            throw new UnusableHashException(
                    Reason.UNSUPPORTED, "only Argon2id and Argon2i of the versions 16 and 19 are supported");
        }
        long lanes = Encoded.number("p", parts.group(5), 1);
        Bounds.atMost("p", lanes, Bounds.PARALLELISM);
        long memory = Encoded.number("m", parts.group(3), BLOCKS_OF_A_LANE * lanes);
        Bounds.atMost("m in KiB", memory, Bounds.MEMORY / KIBI);
        long passes = Encoded.number("t", parts.group(4), 1);
        Bounds.atMost("m times t", memory * passes, Bounds.ARGON2_FILLED);
        byte[] salt = Encoded.base64("salt", parts.group(6), SALT_LEAST, Bounds.SALT);
        byte[] hash = Encoded.base64("hash", parts.group(7), Bounds.HASH_LEAST, Bounds.HASH);
        Argon2Parameters parameters = new Argon2Parameters.Builder(
                        parts.group(1).equals("id") ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i)
                .withVersion((int) version)
                .withMemoryAsKB((int) memory)
                .withIterations((int) passes)
                .withParallelism((int) lanes)
                .withSalt(salt)
                .build();
        return new ForeignHash(hash, memory * KIBI, password -> derive(parameters, password, hash.length));
    }

    private static byte[] derive(Argon2Parameters parameters, byte[] password, int length) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(parameters);
        byte[] derived = new byte[length];
        argon2.generateBytes(password, derived);
        return derived;
    }
}
