/** What tokens say of groups, as Cognito's do. Knows no Keycloak. */
@NullMarked
package io.cloakpool.authenticators.claims;

import org.jspecify.annotations.NullMarked;
