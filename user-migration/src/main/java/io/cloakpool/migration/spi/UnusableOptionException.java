package io.cloakpool.migration.spi;

/** An option that cannot be used. The message names the key and never the value. */
@PublicApi
public final class UnusableOptionException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message to follow the key: {@code is 1 to 10} */
    public UnusableOptionException(String key, String message) {
        super(key + " " + message);
    }
}
