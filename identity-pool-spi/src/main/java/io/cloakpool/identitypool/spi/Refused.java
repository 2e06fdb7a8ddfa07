package io.cloakpool.identitypool.spi;

import java.io.Serial;

/**
 * The one way in which the engine says no. The message is for the caller: it names the field or the rule, and never holds a
 * token, a secret or anything about other users.
 */
@PublicApi
public final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Refused(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
