/** SAML 2.0 responses: from untrusted text to one assertion, read from the bytes that its issuer signed. Knows no realm. */
@NullMarked
package io.cloakpool.identitypool.keycloak.saml;

import org.jspecify.annotations.NullMarked;
