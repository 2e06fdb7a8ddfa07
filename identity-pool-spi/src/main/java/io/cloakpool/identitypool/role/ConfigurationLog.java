package io.cloakpool.identitypool.role;

/** Where it is noted that a part of the configuration does not count. */
@FunctionalInterface
public interface ConfigurationLog {
    /**
     * Warns the operator, once for each text.
     *
     * @param message names pool, binding and what is ignored; holds nothing that a user writes
     */
    void ignored(String message);
}
