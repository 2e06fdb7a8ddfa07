package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;

/** Assertions of one SAML identity provider, checked with the keys that it has now. */
public interface SamlAssertions {
    /** What the realm's configuration says of them. */
    SamlProfile profile();

    /**
     * The one assertion of a login: a SAML 2.0 {@code Response} in base64, as the API of identity pools takes it. It is itself
     * signed by its issuer, as a whole.
     *
     * @throws io.cloakpool.identitypool.spi.Refused {@code LOGIN_INVALID} for everything that is not such a response: not XML, XML
     *     with a document type, of a size or depth that no response needs, without success, with no, more than one or an encrypted
     *     assertion, unsigned, signed elsewhere, by another key or with a weak algorithm; {@code EXTERNAL_SERVICE} when the
     *     provider's keys cannot be had
     */
    SignedAssertion verify(String token);

    /** Whether the provider still has this key; for assertions that were verified before. */
    boolean accepts(SignatureKey key);
}
