package io.cloakpool.identitypool.login;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signatures of tokens of the current realm, checked with the realm's own keys. */
public interface RealmTokens {
    /**
     * A token whose signature is good. Nothing else about it was looked at.
     *
     * @param kid key id of its header
     * @param algorithm algorithm of its header
     * @param type {@code typ} of its header, null when absent
     * @param claims its payload; unmodifiable
     */
    record SignedToken(String kid, String algorithm, @Nullable String type, Map<String, Object> claims) {
        @Override
        public String toString() {
            return "SignedToken[" + kid + ", " + algorithm + "]";
        }
    }

    /**
     * Checks the signature of a compact JWS with the realm's asymmetric or symmetric key that its header names.
     *
     * @throws io.cloakpool.identitypool.spi.Refused with {@code LOGIN_INVALID} for everything that is not such a token:
     *     malformed, unsigned ({@code none}), encrypted, of an unknown key, of an algorithm that is not the key's own
     */
    SignedToken verify(String token);

    /** Whether the realm still accepts signatures of this key; for tokens that were verified before. */
    boolean accepts(String kid, String algorithm);
}
