package io.cloakpool.identitypool.keycloak;

import org.jspecify.annotations.Nullable;
import org.keycloak.crypto.KeyWrapper;

/** The keys with which one provider signs its tokens. */
interface SignatureKeys {
    /**
     * The key for a signature; null when the provider has none for it.
     *
     * @param kid as the token names it; null when it names none
     * @throws io.cloakpool.identitypool.spi.Refused when the keys cannot be had
     */
    @Nullable
    KeyWrapper find(@Nullable String kid, String algorithm);

    /** Whether a key that was found before would still be. */
    boolean has(String kid, String algorithm);
}
