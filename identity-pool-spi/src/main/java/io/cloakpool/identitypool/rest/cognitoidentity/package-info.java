/** The identity-pool API (AWS JSON 1.1) and the documents of the pools' token issuer. */
@NullMarked
package io.cloakpool.identitypool.rest.cognitoidentity;

import org.jspecify.annotations.NullMarked;
