package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.spi.VerifiedLogin;

/**
 * A proven login, as far as it matters for role and tags.
 *
 * @param binding by which binding the pool accepts it
 */
public record RoleLogin(LoginBinding binding, VerifiedLogin login) {}
