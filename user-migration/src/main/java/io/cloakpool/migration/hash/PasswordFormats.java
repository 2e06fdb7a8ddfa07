package io.cloakpool.migration.hash;

import io.cloakpool.migration.hash.UnusableHashException.Reason;
import java.util.List;

/** The formats there are. No text is of more than one. */
public final class PasswordFormats {
    /** {@code $2a$}, {@code $2b$}, {@code $2y$}; Django's {@code bcrypt$} and {@code bcrypt_sha256$}. */
    public static final PasswordFormat BCRYPT = new BcryptFormat();
    /** {@code $scrypt$}, {@code $s0$}; Django's {@code scrypt$}. */
    public static final PasswordFormat SCRYPT = new ScryptFormat();
    /** {@code $firescrypt$}. */
    public static final PasswordFormat FIREBASE_SCRYPT = new FirebaseScryptFormat();
    /** {@code $argon2id$}, {@code $argon2i$}; Django's {@code argon2$}. */
    public static final PasswordFormat ARGON2 = new Argon2Format();
    /** {@code $pbkdf2$}, {@code $pbkdf2-sha256$}, {@code {PBKDF2-SHA256}} and so on; Django's {@code pbkdf2_sha256$}. */
    public static final PasswordFormat PBKDF2 = new Pbkdf2Format();
    /** Versions 2 and 3. */
    public static final PasswordFormat ASPNET_IDENTITY = new AspNetIdentityFormat();
    /** {@code $P$}, {@code $H$}. */
    public static final PasswordFormat PHPASS = new PhpassFormat();
    /** {@code $5$}, {@code $6$}. */
    public static final PasswordFormat SHA_CRYPT = new ShaCryptFormat();
    /** {@code $1$}, {@code $apr1$}. */
    public static final PasswordFormat MD5_CRYPT = new Md5CryptFormat();
    /** {@code {SSHA}}, {@code {SSHA256}}, {@code {SSHA512}}. */
    public static final PasswordFormat SSHA = new SaltedShaFormat();
    /** Django's {@code sha1$} and {@code md5$}. */
    public static final PasswordFormat DJANGO_DIGEST = new DjangoDigestFormat();

    /** All of them. */
    public static final List<PasswordFormat> ALL = List.of(
            BCRYPT,
            SCRYPT,
            FIREBASE_SCRYPT,
            ARGON2,
            PBKDF2,
            ASPNET_IDENTITY,
            PHPASS,
            SHA_CRYPT,
            MD5_CRYPT,
            SSHA,
            DJANGO_DIGEST);

    private PasswordFormats() {}

    /**
     * Finds the format of a text.
     *
     * @throws UnusableHashException where no format begins so
     */
    public static PasswordFormat of(String encoded) {
        return ALL.stream()
                .filter(format -> format.recognises(encoded))
                .findFirst()
                .orElseThrow(() -> new UnusableHashException(Reason.UNKNOWN, "it begins as no known format does"));
    }
}
