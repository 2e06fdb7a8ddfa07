package io.cloakpool.migration.account;

import java.util.Locale;

/** Why somebody of the old system was not let in or not taken over. */
public enum Refusal {
    WRONG_PASSWORD,
    LOCKED,
    UNKNOWN_USER,
    /** The old system wants a code that Keycloak cannot ask for. */
    SECOND_FACTOR,
    /** The old system wants the password to be reset; the way for that is "forgot password". */
    PASSWORD_RESET,
    /** The old system wants something else. */
    CHALLENGE,
    /** The old system has somebody else under the name by now. */
    OTHER_USER,
    /** The old system has disabled the user. */
    DISABLED,
    /** Another user of the realm has the name. */
    NAME_TAKEN,
    /** Another user of the realm has the e-mail address. */
    EMAIL_TAKEN,
    /** The same user was being taken over by another sign-in, which did not end in time. */
    BUSY,
    /** The old system could not be asked. */
    UNAVAILABLE;

    private static final String PREFIX = "legacy_";

    /** The error of the event, such as {@code legacy_wrong_password}. */
    public String code() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }
}
