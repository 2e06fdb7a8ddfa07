/** Adapters: the ports of the engine on Keycloak's models, keys, sessions, events and database. */
@NullMarked
package io.cloakpool.identitypool.keycloak;

import org.jspecify.annotations.NullMarked;
