package io.cloakpool.authenticators.code;

import java.time.Duration;

/** Brings a code to its destination. */
@FunctionalInterface
public interface Delivery {
    /**
     * Sends a code, or sees to it that it will be sent.
     *
     * @param code the digits
     * @param lifetime how long it is valid from now on
     * @return false where it is already known that it will not arrive
     */
    boolean deliver(String code, Duration lifetime);
}
