/** Issuing through a security token service elsewhere: AssumeRoleWithWebIdentity with a pool's own OpenID token. */
@NullMarked
package io.cloakpool.identitypool.issuer.sts;

import org.jspecify.annotations.NullMarked;
