/** Changes of addresses that their former holder can undo, and the time after a recovery in which nothing may change. */
@NullMarked
package io.cloakpool.authenticators.change;

import org.jspecify.annotations.NullMarked;
