package io.cloakpool.identitypool.login;

import java.time.Duration;

/** Remembers for the whole cluster what each assertion was used for, so that it serves for nothing else. */
public interface AssertionUses {
    /**
     * Claims an assertion for a use.
     *
     * @param assertion tells it from all others of the realm
     * @param use what it is used for
     * @param lifespan how long the claim lasts at least; positive
     * @return whether this is the use for which it was claimed first
     */
    boolean claim(String assertion, String use, Duration lifespan);
}
