package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.core.util.XMLSignatureUtil;

/**
 * The keys of certificates. Nobody looks who signed them, but one that is over its time does not count, as it does not where
 * Keycloak itself takes a SAML login.
 */
final class CertificateKeys {
    private static final RequestLogger LOG = RequestLogger.of(CertificateKeys.class);

    private static final int MIN_RSA_BITS = 2048;

    private CertificateKeys() {}

    /** The certificates that an administrator wrote down, each base64 of DER; what is none is left out. */
    static SamlKeys fixed(List<String> certificates) {
        return new SamlKeys() {
            @Override
            public List<PublicKey> current() {
                return inTime(certificates.stream().flatMap(text -> certificate(text).stream()));
            }

            @Override
            public boolean reload() {
                return false;
            }
        };
    }

    /** The certificates that are in a provider's metadata. */
    static SamlKeys published(StoredKeys stored) {
        Supplier<Stream<X509Certificate>> certificates =
                () -> stored.current().stream().map(key -> key.getCertificate()).filter(Objects::nonNull);
        return new SamlKeys() {
            @Override
            public List<PublicKey> current() {
                return inTime(certificates.get());
            }

            @Override
            public boolean reload() {
                return stored.reload();
            }
        };
    }

    private static List<PublicKey> inTime(Stream<X509Certificate> certificates) {
        return certificates
                .filter(CertificateKeys::isInTime)
                .map(X509Certificate::getPublicKey)
                .filter(CertificateKeys::isStrong)
                .limit(SamlKeys.MAX_KEYS)
                .toList();
    }

    /** RSA of 2048 bits (NIST SP 800-57 part 1, for use today), whatever this Java would take. It has no curve below 256 bits. */
    private static boolean isStrong(PublicKey key) {
        return !(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() >= MIN_RSA_BITS;
    }

    private static Optional<X509Certificate> certificate(String text) {
        try {
            return Optional.ofNullable(XMLSignatureUtil.getX509CertificateFromKeyInfoString(text));
        } catch (ProcessingException | RuntimeException e) {
            LOG.debugf(e, "A configured certificate cannot be read");
            return Optional.empty();
        }
    }

    private static boolean isInTime(X509Certificate certificate) {
        Instant now = KeycloakTime.INSTANCE.instant();
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }
}
