package io.cloakpool.migration.aws;

import java.time.Duration;
import java.util.Optional;

/** One place for credentials. */
@FunctionalInterface
public interface KeySource {
    /**
     * The credentials there, or nothing where the place is not in use here.
     *
     * @param time within which the answer has to be there
     * @throws CredentialsException where it is in use and gives none
     */
    Optional<Keys> keys(Duration time) throws CredentialsException;
}
