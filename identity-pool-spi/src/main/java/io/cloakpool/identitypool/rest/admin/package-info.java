/** Administration of pools, roles, gateways, keys and identities, below Keycloak's own admin API. */
@NullMarked
package io.cloakpool.identitypool.rest.admin;

import org.jspecify.annotations.NullMarked;
