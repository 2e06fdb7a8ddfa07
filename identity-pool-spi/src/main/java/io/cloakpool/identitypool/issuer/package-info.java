/** Issuing: the OpenID token of a pool. */
@NullMarked
package io.cloakpool.identitypool.issuer;

import org.jspecify.annotations.NullMarked;
