package io.cloakpool.identitypool.keycloak;

import java.util.Set;
import org.keycloak.crypto.Algorithm;

/** Algorithms that count for signatures of others: whoever has only the public key can make none of them. */
final class AsymmetricAlgorithms {
    private static final Set<String> NAMES = Set.of(
            Algorithm.RS256,
            Algorithm.RS384,
            Algorithm.RS512,
            Algorithm.PS256,
            Algorithm.PS384,
            Algorithm.PS512,
            Algorithm.ES256,
            Algorithm.ES384,
            Algorithm.ES512,
            Algorithm.EdDSA);

    private AsymmetricAlgorithms() {}

    static boolean has(String algorithm) {
        return NAMES.contains(algorithm);
    }
}
