package io.cloakpool.identitypool.keycloak;

import java.security.PublicKey;
import java.util.List;

/** The keys with which a SAML identity provider signs. An assertion need not say which of them was taken. */
interface SamlKeys {
    /** Most keys of a provider that are tried. */
    int MAX_KEYS = 10;

    /**
     * Those of certificates that are in their time.
     *
     * @throws io.cloakpool.identitypool.spi.Refused when the keys cannot be had
     */
    List<PublicKey> current();

    /** Has them read again where they are published; whether that was done. Errors as {@link #current}. */
    boolean reload();
}
