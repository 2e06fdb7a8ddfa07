/** What more than one module builds on beside Keycloak. */
@NullMarked
package io.cloakpool.authenticators.keycloak.base;

import org.jspecify.annotations.NullMarked;
