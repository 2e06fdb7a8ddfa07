package io.cloakpool.identitypool.pool;

import io.cloakpool.identitypool.pool.PoolStore.KeyKind;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The configuration of a pool key's component. */
public final class KeyConfig {
    public static final String KIND = "kind";
    public static final String STATUS = "status";
    public static final String CREATED_AT = "createdAt";
    public static final String SECRET = "secret";
    public static final String PRIVATE_KEY = "privateKey";
    public static final String CERTIFICATE = "certificate";
    public static final String ROTATE_AFTER = "rotateAfter";
    public static final String PASSIVE_SINCE = "passiveSince";

    /** Length of a sealing secret that is made here. */
    public static final int SEALING_SECRET_BYTES = ConfigLimits.MIN_SEALING_BYTES;
    /** Length of an RSA key that is made here, and the shortest that is taken. */
    public static final int RSA_BITS = ConfigLimits.RSA_BITS;

    private static final Pattern ARMOUR = Pattern.compile("-----(BEGIN|END) [A-Z ]{1,40}-----|\\s");

    private KeyConfig() {}

    /**
     * The kind alone, for a key whose material is still to be made.
     *
     * @throws IllegalArgumentException naming kind, component and key
     */
    public static KeyKind kind(String name, Source source) {
        ConfigReader reader = reader(name, source);
        return reader.choice(KIND, KeyKind.class)
                .orElseThrow(() -> reader.bad(KIND, "is needed: " + Choice.texts(KeyKind.class)));
    }

    /**
     * What a key may do.
     *
     * @throws IllegalArgumentException naming kind, component and key
     */
    public static PoolKey.Status status(String name, Source source) {
        return status(reader(name, source));
    }

    private static PoolKey.Status status(ConfigReader reader) {
        return reader.choice(STATUS, PoolKey.Status.class).orElse(PoolKey.Status.ACTIVE);
    }

    /** Whether a key of this kind has none of its material yet. */
    public static boolean lacksMaterial(KeyKind kind, Source source) {
        return materialKeys(kind).stream()
                .allMatch(key -> source.values(key).stream().allMatch(String::isBlank));
    }

    private static List<String> materialKeys(KeyKind kind) {
        return kind == KeyKind.SEALING ? List.of(SECRET) : List.of(PRIVATE_KEY, CERTIFICATE);
    }

    /**
     * Reads a whole key.
     *
     * @throws IllegalArgumentException naming kind, component and key, also when material is missing, of the other kind, or
     *     when private key and certificate do not belong together
     */
    public static PoolKey key(String id, String name, Source source) {
        ConfigReader reader = reader(name, source);
        KeyKind kind = kind(name, source);
        KeyKind other = kind == KeyKind.SEALING ? KeyKind.SIGNING : KeyKind.SEALING;
        if (!lacksMaterial(other, source)) {
            throw reader.bad(
                    KIND, "is " + Choice.text(kind) + ", but there is material of the kind " + Choice.text(other));
        }
        return new PoolKey(
                id,
                status(reader),
                time(reader, CREATED_AT, reader.needed(CREATED_AT)),
                reader.seconds(ROTATE_AFTER, ConfigLimits.MIN_KEY_AGE, ConfigLimits.MAX_KEY_AGE)
                        .orElse(null),
                reader.text(PASSIVE_SINCE)
                        .map(text -> time(reader, PASSIVE_SINCE, text))
                        .orElse(null),
                kind == KeyKind.SEALING ? sealing(reader) : signing(reader));
    }

    private static Instant time(ConfigReader reader, String key, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw reader.bad(key, "must be a time in UTC such as 2026-01-31T12:00:00Z");
        }
    }

    private static PoolKey.Sealing sealing(ConfigReader reader) {
        return reader.secretBytes(SECRET, ConfigLimits.MIN_SEALING_BYTES, ConfigLimits.MAX_SEALING_BYTES)
                .map(Secret::new)
                .map(PoolKey.Sealing::new)
                .orElseThrow(() -> reader.bad(SECRET, "is missing"));
    }

    private static PoolKey.Signing signing(ConfigReader reader) {
        RSAPrivateKey privateKey = privateKey(reader);
        X509Certificate certificate = certificate(reader);
        if (privateKey.getModulus().bitLength() < RSA_BITS) {
            throw reader.bad(PRIVATE_KEY, "must have at least " + RSA_BITS + " bits");
        }
        if (!(certificate.getPublicKey() instanceof RSAPublicKey publicKey)
                || !publicKey.getModulus().equals(privateKey.getModulus())) {
            throw reader.bad(CERTIFICATE, "is not of the private key");
        }
        return new PoolKey.Signing(privateKey, certificate);
    }

    private static RSAPrivateKey privateKey(ConfigReader reader) {
        byte[] encoded = material(reader, PRIVATE_KEY);
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return (RSAPrivateKey) key;
        } catch (GeneralSecurityException e) {
            throw reader.bad(PRIVATE_KEY, "is no RSA key in PKCS#8 form");
        }
    }

    private static X509Certificate certificate(ConfigReader reader) {
        byte[] encoded = material(reader, CERTIFICATE);
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException e) {
            throw reader.bad(CERTIFICATE, "is no X.509 certificate");
        }
    }

    /** Base64 of DER, with or without the lines around it that PEM has. */
    private static byte[] material(ConfigReader reader, String key) {
        String text = reader.secretText(key).orElseThrow(() -> reader.bad(key, "is missing"));
        return reader.bytes(key, ARMOUR.matcher(text).replaceAll(""));
    }

    private static ConfigReader reader(String name, Source source) {
        return new ConfigReader(ComponentKind.KEY, name, ConfigLimits.POOL_NAME, source);
    }
}
