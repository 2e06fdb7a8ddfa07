package io.cloakpool.migration.account;

import java.util.Locale;

/** How long the old system goes on being asked. */
public enum Mode {
    /** A user is taken over at the first proven sign-in, password included, and the old system is never asked about that user again. */
    IMPORT,
    /** A user is taken over at the first proven sign-in; the password goes on being checked by the old system until it is changed here. */
    CHECK,
    /** Nobody is taken over. */
    LOOKUP;

    /** As it stands in the configuration. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
