/** Password hashing providers for Keycloak, and credentials that it takes in. What the hashes mean is in {@code hash}. */
@NullMarked
package io.cloakpool.migration.keycloak;

import org.jspecify.annotations.NullMarked;
