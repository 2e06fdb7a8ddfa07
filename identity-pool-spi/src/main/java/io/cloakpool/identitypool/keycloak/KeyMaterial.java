package io.cloakpool.identitypool.keycloak;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.keycloak.common.util.CertificateUtils;
import org.keycloak.common.util.PemUtils;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.component.ComponentModel;

/** Makes key material and puts it into a component's configuration. */
final class KeyMaterial {
    private static final String SUBJECT = "Cloakpool identity pools";

    private KeyMaterial() {}

    static void putSecret(ComponentModel model, String key, int length) {
        model.put(
                key,
                Base64.getEncoder().encodeToString(SecretGenerator.getInstance().randomBytes(length)));
    }

    /** Puts a pair along with a certificate that it signs itself. */
    static void putKeyPair(ComponentModel model, String privateKey, String certificate, KeyPair pair) {
        X509Certificate selfSigned = CertificateUtils.generateV1SelfSignedCertificate(pair, SUBJECT);
        model.put(privateKey, PemUtils.encodeKey(pair.getPrivate()));
        model.put(certificate, PemUtils.encodeCertificate(selfSigned));
    }
}
