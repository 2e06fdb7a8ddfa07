package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.hash.PasswordFormats;

/**
 * One provider a format, so that a credential's algorithm tells administrators and exports where its hash comes from. Keycloak makes
 * them by their constructors.
 */
public final class ForeignHashes {
    private ForeignHashes() {}

    /** See {@link PasswordFormats#BCRYPT}. */
    public static final class Bcrypt extends ForeignHashProviderFactory {
        public Bcrypt() {
            super(PasswordFormats.BCRYPT);
        }
    }

    /** See {@link PasswordFormats#SCRYPT}. */
    public static final class Scrypt extends ForeignHashProviderFactory {
        public Scrypt() {
            super(PasswordFormats.SCRYPT);
        }
    }

    /** See {@link PasswordFormats#FIREBASE_SCRYPT}. */
    public static final class FirebaseScrypt extends ForeignHashProviderFactory {
        public FirebaseScrypt() {
            super(PasswordFormats.FIREBASE_SCRYPT);
        }
    }

    /** See {@link PasswordFormats#ARGON2}. */
    public static final class Argon2 extends ForeignHashProviderFactory {
        public Argon2() {
            super(PasswordFormats.ARGON2);
        }
    }

    /** See {@link PasswordFormats#PBKDF2}. */
    public static final class Pbkdf2 extends ForeignHashProviderFactory {
        public Pbkdf2() {
            super(PasswordFormats.PBKDF2);
        }
    }

    /** See {@link PasswordFormats#ASPNET_IDENTITY}. */
    public static final class AspNetIdentity extends ForeignHashProviderFactory {
        public AspNetIdentity() {
            super(PasswordFormats.ASPNET_IDENTITY);
        }
    }

    /** See {@link PasswordFormats#PHPASS}. */
    public static final class Phpass extends ForeignHashProviderFactory {
        public Phpass() {
            super(PasswordFormats.PHPASS);
        }
    }

    /** See {@link PasswordFormats#SHA_CRYPT}. */
    public static final class ShaCrypt extends ForeignHashProviderFactory {
        public ShaCrypt() {
            super(PasswordFormats.SHA_CRYPT);
        }
    }

    /** See {@link PasswordFormats#MD5_CRYPT}. */
    public static final class Md5Crypt extends ForeignHashProviderFactory {
        public Md5Crypt() {
            super(PasswordFormats.MD5_CRYPT);
        }
    }

    /** See {@link PasswordFormats#SSHA}. */
    public static final class SaltedSha extends ForeignHashProviderFactory {
        public SaltedSha() {
            super(PasswordFormats.SSHA);
        }
    }

    /** See {@link PasswordFormats#DJANGO_DIGEST}. */
    public static final class DjangoDigest extends ForeignHashProviderFactory {
        public DjangoDigest() {
            super(PasswordFormats.DJANGO_DIGEST);
        }
    }
}
