package io.cloakpool.authenticators.code;

/** Where codes come from: a secure source. */
public interface Randomness {
    /** A number from zero to below the bound, each as likely as any other. */
    int below(int bound);

    /** A name of its own, of at least 128 random bits. */
    String id();
}
