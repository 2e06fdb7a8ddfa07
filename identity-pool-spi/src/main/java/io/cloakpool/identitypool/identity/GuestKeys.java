package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityPool;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What is derived from a pool's guest secret: HMAC-SHA256 over a label, the pool's id and a text, each for its own use. */
final class GuestKeys {
    private static final String HMAC = "HmacSHA256";

    private GuestKeys() {}

    /** 32 bytes. */
    static byte[] derive(IdentityPool pool, String label, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(pool.guestSecret().bytes(), HMAC));
            String input = "cloakpool " + label + "\n" + pool.id() + "\n" + text;
            return mac.doFinal(input.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
