/** The decision for a signed request: dialect, signature, expiry, policy. */
@NullMarked
package io.cloakpool.identitypool.authorize;

import org.jspecify.annotations.NullMarked;
