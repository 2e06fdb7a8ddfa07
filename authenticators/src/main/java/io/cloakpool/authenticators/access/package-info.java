/** Who may sign in to a client at all. */
@NullMarked
package io.cloakpool.authenticators.access;

import org.jspecify.annotations.NullMarked;
