package io.cloakpool.authenticators.code;

/** Brings a code to its destination. */
@FunctionalInterface
public interface Delivery {
    /**
     * Sends a code, or sees to it that it will be sent.
     *
     * @return false where it is already known that it will not arrive
     */
    boolean deliver(IssuedCode code);
}
