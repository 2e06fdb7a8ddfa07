package io.cloakpool.identitypool.login;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signatures of one provider's tokens, checked with the keys that it has now. */
public interface TokenSignatures {
    /**
     * A key of the provider.
     *
     * @param kid by which tokens name it; empty where the provider has one key and names none
     * @param algorithm for which it is used
     * @param digest tells it from another key under the same id
     */
    record SignatureKey(String kid, String algorithm, String digest) {}

    /**
     * A token whose signature is good. Nothing else about it was looked at.
     *
     * @param key that signed it
     * @param type {@code typ} of its header, null when absent
     * @param claims its payload; unmodifiable
     */
    record SignedToken(SignatureKey key, @Nullable String type, Map<String, Object> claims) {
        @Override
        public String toString() {
            return "SignedToken[" + key + "]";
        }
    }

    /**
     * Checks the signature of a compact JWS with the provider's key that its header names. A symmetric key counts in the own
     * realm only, which is the one that has it.
     *
     * @throws io.cloakpool.identitypool.spi.Refused with {@code LOGIN_INVALID} for everything that is not such a token:
     *     malformed, unsigned ({@code none}), encrypted, of an unknown key, of an algorithm that is not the key's own; with
     *     {@code EXTERNAL_SERVICE} when the provider's keys cannot be had
     */
    SignedToken verify(String token);

    /** Whether the provider still has this key; for tokens that were verified before. */
    boolean accepts(SignatureKey key);
}
