package io.cloakpool.identitypool.pool;

/** Whether an identity proved a login: the first value of the claim {@code amr} in a pool's OpenID token. */
public enum Amr {
    AUTHENTICATED("authenticated"),
    UNAUTHENTICATED("unauthenticated");

    private final String value;

    Amr(String value) {
        this.value = value;
    }

    /** The value on the wire. */
    public String value() {
        return value;
    }
}
