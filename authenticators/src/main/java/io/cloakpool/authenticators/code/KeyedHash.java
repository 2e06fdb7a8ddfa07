package io.cloakpool.authenticators.code;

/** A keyed hash. Whoever reads the stored codes does not have its key: a million codes are hashed in a second. */
@FunctionalInterface
public interface KeyedHash {
    /** The hash of a text, printable. */
    String of(String text);
}
