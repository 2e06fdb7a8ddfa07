/**
 * What others may implement: verifiers of logins and issuers of credentials, and the values of these contracts. Knows nothing else of
 * this module, and of Keycloak no more than what makes a verifier one of its providers.
 */
@NullMarked
package io.cloakpool.identitypool.spi;

import org.jspecify.annotations.NullMarked;
