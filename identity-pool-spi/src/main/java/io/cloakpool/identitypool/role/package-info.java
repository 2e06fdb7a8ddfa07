/** Choosing the role for an identity. */
@NullMarked
package io.cloakpool.identitypool.role;

import org.jspecify.annotations.NullMarked;
