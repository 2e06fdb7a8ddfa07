/** Password hashes of other systems: what their encoded text says, and whether a password is the one. Knows no Keycloak. */
@NullMarked
package io.cloakpool.migration.hash;

import org.jspecify.annotations.NullMarked;
