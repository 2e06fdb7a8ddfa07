package io.cloakpool.authenticators.change;

import io.cloakpool.authenticators.settings.WholeNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The time after a recovery in which a user can change neither addresses nor ways to sign in: whoever took over a mailbox for an hour must
 * not make more of it, and its owner has time to read what happened.
 *
 * @param length zero where the realm wants none
 */
public record CoolOff(Duration length) {
    /** Name of the setting, in hours. */
    public static final String HOURS = "cloakpool.recovery.coolOffHours";

    static final int DEFAULT_HOURS = 24;
    static final int MAX_HOURS = 168;

    /** What has to wait, by the ids of Keycloak's required actions and ours. */
    private static final Set<String> WAITING = Set.of(
            "UPDATE_EMAIL",
            "CONFIGURE_TOTP",
            "CONFIGURE_RECOVERY_AUTHN_CODES",
            "webauthn-register",
            "webauthn-register-passwordless",
            "delete_credential",
            "idp_link",
            "cloakpool-email-code-enrolment",
            "cloakpool-sms-code-enrolment");

    /** What counts where the realm says nothing. */
    public static CoolOff byDefault() {
        return new CoolOff(Duration.ofHours(DEFAULT_HOURS));
    }

    /**
     * Reads the setting of a realm.
     *
     * @throws IllegalArgumentException for a value that is none; the message names it
     */
    public static CoolOff read(@Nullable String hours) {
        return new CoolOff(Duration.ofHours(WholeNumber.read(HOURS, hours, 0, MAX_HOURS, DEFAULT_HOURS)));
    }

    /** Whether it goes on for a user who recovered the account then. */
    public boolean goesOn(Instant recoveredAt, Instant now) {
        return now.isBefore(recoveredAt.plus(length));
    }

    /** Whether an action that a user begins has to wait. */
    public static boolean holds(String action) {
        return WAITING.contains(action);
    }
}
