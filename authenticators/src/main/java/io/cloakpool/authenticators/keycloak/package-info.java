/** Protocol mappers. They read the models and write the claims; the rules are in {@code claims}. */
@NullMarked
package io.cloakpool.authenticators.keycloak;

import org.jspecify.annotations.NullMarked;
