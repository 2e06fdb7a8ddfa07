package io.cloakpool.migration.jdbc;

import java.util.Locale;
import java.util.stream.Stream;

/** The columns that are known by name. */
enum Column {
    ID,
    USERNAME,
    EMAIL,
    EMAIL_VERIFIED,
    PHONE_NUMBER,
    PHONE_NUMBER_VERIFIED,
    GIVEN_NAME,
    FIRST_NAME,
    FAMILY_NAME,
    LAST_NAME,
    ENABLED,
    PASSWORD_HASH,
    TOTP_SECRET,
    TOTP_DIGITS,
    TOTP_PERIOD,
    TOTP_ALGORITHM;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean isOne(String label) {
        return Stream.of(values()).anyMatch(column -> column.label().equals(label));
    }
}
