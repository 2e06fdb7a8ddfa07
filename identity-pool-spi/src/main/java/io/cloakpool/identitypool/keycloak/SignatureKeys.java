package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.pool.Sha256;
import java.security.Key;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** Whether a key that was found before would still be, and is the same one. */
    default boolean has(SignatureKey key) {
        KeyWrapper found = find(key.kid().isEmpty() ? null : key.kid(), key.algorithm());
        return found != null && digest(found).equals(key.digest());
    }

    /** What tells a key from all others; empty for one that does not leave its device. */
    static String digest(KeyWrapper key) {
        return Stream.of(key.getPublicKey(), key.getSecretKey())
                .filter(Objects::nonNull)
                .map(Key::getEncoded)
                .filter(Objects::nonNull)
                .findFirst()
                .map(encoded -> HexFormat.of().formatHex(Sha256.of(encoded)))
                .orElse("");
    }
}
