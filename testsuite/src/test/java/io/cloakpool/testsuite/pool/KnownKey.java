package io.cloakpool.testsuite.pool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.common.util.CertificateUtils;
import org.keycloak.common.util.KeyUtils;
import org.keycloak.crypto.def.DefaultCryptoProvider;

/** An RSA key that the tests hold as well as the server, so that they can sign what no server would. */
public record KnownKey(PrivateKey key, X509Certificate certificate) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final int BITS = 2048;

    /** A new key with a certificate that it signed itself. */
    public static KnownKey create() {
        // By name: where nobody else has chosen, Keycloak would try the one for FIPS too, whose libraries are not
        // there.
        if (!CryptoIntegration.isInitialised()) {
            CryptoIntegration.setProvider(new DefaultCryptoProvider());
        }
        KeyPair pair = KeyUtils.generateRsaKeyPair(BITS);
        return new KnownKey(pair.getPrivate(), CertificateUtils.generateV1SelfSignedCertificate(pair, "tests"));
    }

    String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + pkcs8() + "\n-----END PRIVATE KEY-----";
    }

    String pkcs8() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    public String certificateBase64() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of our own has a form", e);
        }
    }

    /** A token with other claims, with a signature that holds. */
    String resign(String token, Consumer<ObjectNode> change) {
        ObjectNode claims = claims(token);
        change.accept(claims);
        return sign(header(token), claims);
    }

    /** A token with another header, with a signature that holds. */
    String resignHeader(String token, Consumer<ObjectNode> change) {
        ObjectNode header = header(token);
        change.accept(header);
        return sign(header, claims(token));
    }

    private String sign(ObjectNode header, ObjectNode claims) {
        String signed = part(header) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    static String withoutSignature(String token) {
        return part(header(token).put("alg", "none")) + "." + token.split("\\.", -1)[1] + ".";
    }

    /** The token with an HMAC of the public key, for verifiers that let the token choose the algorithm. */
    String hmacOfPublicKey(String token) {
        String signed = part(header(token).put("alg", "HS256")) + "." + token.split("\\.", -1)[1];
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(certificate.getPublicKey().getEncoded(), "HmacSHA256"));
            return signed + "." + URL.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC", e);
        }
    }

    /** The token with other claims under the signature of the old ones. */
    static String withClaims(String token, Consumer<ObjectNode> change) {
        String[] parts = token.split("\\.", -1);
        ObjectNode claims = claims(token);
        change.accept(claims);
        return parts[0] + "." + part(claims) + "." + parts[2];
    }

    public static ObjectNode claims(String token) {
        return read(token.split("\\.", -1)[1]);
    }

    static ObjectNode header(String token) {
        return read(token.split("\\.", -1)[0]);
    }

    private static ObjectNode read(String part) {
        try {
            return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException e) {
            throw new AssertionError("not a token", e);
        }
    }

    private static String part(ObjectNode json) {
        return URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "KnownKey[" + certificate.getSerialNumber() + "]";
    }
}
