package io.cloakpool.authenticators.change;

/**
 * That an address of a user was replaced.
 *
 * @param user the user's id
 * @param previous the address that was verified until then, in its canonical form
 * @param at when, in seconds since the epoch
 */
public record AddressChange(Kind kind, String user, String previous, long at) {
    /** What kind of address it was. */
    public enum Kind {
        EMAIL("e"),
        PHONE("p");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }

        String letter() {
            return letter;
        }
    }

    /** Without the address: it has no place in a log. */
    @Override
    public String toString() {
        return "AddressChange[" + kind + " " + user + "]";
    }
}
