/** Endpoints of a Keycloak extension that does nothing, or next to nothing: the floor that figures of Cloakpool are held to. */
@NullMarked
package io.cloakpool.baselines;

import org.jspecify.annotations.NullMarked;
