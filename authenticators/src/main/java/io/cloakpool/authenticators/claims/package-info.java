/** What tokens say of groups, sign-ins, accounts elsewhere and attributes, as Cognito's do. Knows no Keycloak. */
@NullMarked
package io.cloakpool.authenticators.claims;

import org.jspecify.annotations.NullMarked;
