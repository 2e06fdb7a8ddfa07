/** Credentials for a bearer token, and what else lives below {@code identity-pools}. */
@NullMarked
package io.cloakpool.identitypool.rest.credentials;

import org.jspecify.annotations.NullMarked;
