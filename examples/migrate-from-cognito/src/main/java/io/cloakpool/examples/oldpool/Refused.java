package io.cloakpool.examples.oldpool;

import java.io.Serial;

/** An operation that is refused, with the name that Cognito's API reference has for it. */
final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String type;

    Refused(String type, String message) {
        super(message);
        this.type = type;
    }

    static Refused notAuthorized() {
        // One answer for an unknown name and for a wrong password, as app clients have it by default.
        return new Refused("NotAuthorizedException", "Incorrect username or password.");
    }

    static Refused noSuchUser() {
        return new Refused("UserNotFoundException", "User does not exist.");
    }

    String type() {
        return type;
    }
}
