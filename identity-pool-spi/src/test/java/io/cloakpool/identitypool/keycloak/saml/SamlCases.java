package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.assertion;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.base64;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.response;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.spi.Reason;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** A response that is good, keys, and what {@link SamlResponse} says of others. */
final class SamlCases {
    static final KeyPair IDP = pair("RSA", 2048);
    static final KeyPair OTHER = pair("RSA", 2048);
    static final String UNSIGNED = response(assertion(ASSERTION_ID, "alice"));
    static final String SIGNED = sign(UNSIGNED, ASSERTION_ID, IDP);

    private SamlCases() {}

    static SignedAssertion accepted(String xml) {
        return signedBy(xml, IDP.getPublic()).orElseThrow();
    }

    static Optional<SignedAssertion> signedBy(String xml, PublicKey... keys) {
        return SamlResponse.parse(base64(xml)).signedBy(List.of(keys));
    }

    static void invalid(String xml, String message) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, () -> signedBy(xml, IDP.getPublic())))
                .hasMessageContaining(message);
    }

    static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
