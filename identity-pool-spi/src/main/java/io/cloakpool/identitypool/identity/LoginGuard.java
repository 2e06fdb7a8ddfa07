package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;

/** Who is asked and told while {@link Identities} finds the identity of a login. */
@FunctionalInterface
public interface LoginGuard {
    /** Comes ahead of anything that is stored on the strength of the login; throws where the login is not good for that. */
    void beforeWrite();

    /** The login has this identity; whether it may still be used is judged next. */
    default void owns(IdentityId identity) {}
}
