/** The configuration of identity pools as pure, validated values, and the ports through which it is read. */
@NullMarked
package io.cloakpool.identitypool.pool;

import org.jspecify.annotations.NullMarked;
