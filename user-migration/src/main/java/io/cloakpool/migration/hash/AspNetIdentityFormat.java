package io.cloakpool.migration.hash;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * ASP.NET Identity (class {@code PasswordHasher} of ASP.NET Core): Base64 of one byte for the version, and then in version 2 a salt of 16
 * bytes and a key of 32, by 1000 rounds of PBKDF2 with SHA-1; in version 3 digest, rounds and length of the salt as numbers of four bytes,
 * the most significant first, salt and key.
 */
final class AspNetIdentityFormat implements PasswordFormat {
    private static final Pattern V2 = Pattern.compile("A[A-P][A-Za-z0-9+/]{64}==");
    private static final String V3 = "AQAAAA";
    private static final Pbkdf2[] DIGESTS = {Pbkdf2.SHA1, Pbkdf2.SHA256, Pbkdf2.SHA512};
    private static final int V2_ROUNDS = 1000;
    private static final int V2_SALT = 16;
    private static final int V2_KEY = 32;
    private static final int[] V3_KEYS = {16, 32, 64};
    private static final int V3_HEADER = 13;
    private static final int V3_SALT_LEAST = 16;

    @Override
    public String name() {
        return "aspnet-identity";
    }

    @Override
    public boolean recognises(String encoded) {
        return encoded.startsWith(V3) || V2.matcher(encoded).matches();
    }

    @Override
    public ForeignHash parse(String encoded) {
        byte[] bytes = Encoded.base64("text", Encoded.bounded(encoded), 1, Bounds.ENCODED);
        ByteBuffer fields = ByteBuffer.wrap(bytes);
        int version = fields.get();
        if (version == 0 && bytes.length == 1 + V2_SALT + V2_KEY) {
            byte[] salt = next(fields, V2_SALT);
            return Pbkdf2.SHA1.hash(V2_ROUNDS, salt, next(fields, V2_KEY));
        }
        if (version != 1 || bytes.length < V3_HEADER) {
            throw UnusableHashException.malformed("it is of neither version 2 nor 3");
        }
        return v3(fields);
    }

    private static ForeignHash v3(ByteBuffer fields) {
        int digest = fields.getInt();
        if (digest < 0 || digest >= DIGESTS.length) {
            throw UnusableHashException.malformed("digest is " + digest + ", 0 to 2 are known");
        }
        long rounds = Integer.toUnsignedLong(fields.getInt());
        if (rounds == 0) {
            throw UnusableHashException.malformed("rounds are 0");
        }
        long saltLength = Integer.toUnsignedLong(fields.getInt());
        if (saltLength < V3_SALT_LEAST || saltLength > Bounds.SALT || saltLength > fields.remaining()) {
            throw UnusableHashException.malformed("salt has " + saltLength + " bytes, of " + fields.remaining());
        }
        byte[] salt = next(fields, (int) saltLength);
        byte[] key = next(fields, fields.remaining());
        return DIGESTS[digest].hash(rounds, salt, Encoded.exactly("key", key, V3_KEYS));
    }

    private static byte[] next(ByteBuffer fields, int length) {
        byte[] value = new byte[length];
        fields.get(value);
        return value;
    }
}
