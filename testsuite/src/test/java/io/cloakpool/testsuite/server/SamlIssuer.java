package io.cloakpool.testsuite.server;

import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.KnownKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.saml.BaseSAML2BindingBuilder;
import org.keycloak.saml.SAML2LoginResponseBuilder;
import org.keycloak.saml.SignatureAlgorithm;
import org.keycloak.saml.common.constants.JBossSAMLURIConstants;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ProcessingException;

/** A SAML identity provider that is nothing but its key: makes responses for an app, as a user's browser would bring them. */
record SamlIssuer(KnownKey key) {
    /** Its alias in the realm. */
    static final String ALIAS = "saml";
    /** Its name in {@code Logins}. */
    static final String LOGIN = "arn:aws:iam::000000000000:saml-provider/" + ALIAS;

    private static final String ENTITY = "https://idp.example.org/saml";
    private static final String APP = "urn:app";
    private static final String CONSUMER = "https://app.example.org/acs";
    private static final int SECONDS = 300;

    /** As the realm is told of it. */
    Map<String, Object> provider() {
        return Map.of(
                "alias",
                ALIAS,
                "providerId",
                "saml",
                "enabled",
                true,
                "config",
                Map.of(
                        "idpEntityId",
                        ENTITY,
                        "singleSignOnServiceUrl",
                        ENTITY,
                        "nameIDPolicyFormat",
                        JBossSAMLURIConstants.NAMEID_FORMAT_PERSISTENT.get(),
                        "validateSignature",
                        "true",
                        "wantAssertionsSigned",
                        "true",
                        "signingCertificate",
                        key.certificateBase64()));
    }

    /** A pool that takes what it says to the app. */
    Map<String, Object> pool(String name) {
        return Map.of(
                "name",
                name,
                "bindings",
                List.of(Map.of(
                        "name",
                        "saml",
                        "provider",
                        "saml",
                        "providerName",
                        ALIAS,
                        "clientIds",
                        List.of(APP),
                        "recipients",
                        List.of(CONSUMER))));
    }

    /** A new response about a user, in base64. */
    String response(String user) {
        SAML2LoginResponseBuilder response = new SAML2LoginResponseBuilder()
                .issuer(ENTITY)
                .destination(CONSUMER)
                .requestID("_" + UUID.randomUUID())
                .requestIssuer(APP)
                .assertionExpiration(SECONDS)
                .subjectExpiration(SECONDS)
                .sessionIndex("session")
                .nameIdentifier(JBossSAMLURIConstants.NAMEID_FORMAT_PERSISTENT.get(), user);
        try {
            String encoded = new BaseSAML2BindingBuilder<>()
                    .signatureAlgorithm(SignatureAlgorithm.RSA_SHA256)
                    .signWith("key", key.key(), key.certificate().getPublicKey())
                    .signAssertions()
                    .postBinding(response.buildDocument(response.buildModel()))
                    .encoded();
            Issued.add(encoded);
            return encoded;
        } catch (ConfigurationException | ProcessingException | IOException e) {
            throw new IllegalStateException("what is made here can be signed", e);
        }
    }
}
