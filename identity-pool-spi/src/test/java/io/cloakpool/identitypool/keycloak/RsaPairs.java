package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.KeyConfig;
import java.security.KeyPair;
import org.keycloak.common.util.KeyUtils;

/** RSA key pairs, which take long to make: one, and another, for all tests of this JVM. */
final class RsaPairs {
    static final KeyPair ONE = KeyUtils.generateRsaKeyPair(KeyConfig.RSA_BITS);
    static final KeyPair OTHER = KeyUtils.generateRsaKeyPair(KeyConfig.RSA_BITS);

    private RsaPairs() {}

    /** A factory all of whose signing keys have the first pair. */
    static PoolKeyFactory factory() {
        return new PoolKeyFactory(() -> ONE);
    }
}
