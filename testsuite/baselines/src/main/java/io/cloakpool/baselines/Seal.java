package io.cloakpool.baselines;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** The least that a stateless credential costs: two HMACs and one AES-GCM. */
final class Seal {
    private static final int CONTENT_BYTES = 256;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey macKey;
    private final SecretKey sealKey;
    private final SecureRandom random;

    Seal(SecretKey macKey, SecretKey sealKey, SecureRandom random) {
        this.macKey = macKey;
        this.sealKey = sealKey;
        this.random = random;
    }

    /** Answers about as much text as credentials are. */
    Map<String, String> of(String text) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealKey, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(nonce);
            Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
            return Map.of(
                    "mac", base64.encodeToString(mac(text.getBytes(StandardCharsets.UTF_8))),
                    "key", base64.encodeToString(mac(nonce)),
                    "sealed", base64.encodeToString(cipher.doFinal(new byte[CONTENT_BYTES])));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256 and AES-GCM", e);
        }
    }

    private byte[] mac(byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(macKey);
        return mac.doFinal(text);
    }
}
