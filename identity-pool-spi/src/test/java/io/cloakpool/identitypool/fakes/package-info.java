/** In-memory stand-ins for the ports of the engine, for unit tests. */
@NullMarked
package io.cloakpool.identitypool.fakes;

import org.jspecify.annotations.NullMarked;
