/** Sealed credentials: issued and verified by this server alone, without a row or a remote call. */
@NullMarked
package io.cloakpool.identitypool.issuer.embedded;

import org.jspecify.annotations.NullMarked;
