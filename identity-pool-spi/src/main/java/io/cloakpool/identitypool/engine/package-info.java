/** What the doors call, put together for the realm of one request. The doors know this; who puts it together, their factories know. */
@NullMarked
package io.cloakpool.identitypool.engine;

import org.jspecify.annotations.NullMarked;
