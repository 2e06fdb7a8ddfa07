package io.cloakpool.migration.jdbc;

import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a user, by name or alias in any case. What is not known by name is an attribute. */
final class UserRow {
    static final int MAX_COLUMNS = 128;
    /** As in Keycloak's own columns. */
    static final int MAX_TEXT = 255;

    static final int MAX_VALUE = 2048;
    static final String ATTRIBUTE = "attribute.";

    private static final int DIGITS = 6;
    private static final int PERIOD = 30;
    private static final Set<String> YES = Set.of("t", "true", "1", "y", "yes");
    private static final Set<String> NO = Set.of("f", "false", "0", "n", "no");

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, List<String>> attributes = new LinkedHashMap<>();

    private UserRow() {}

    /** Reads the row that a result stands at. */
    static UserRow read(ResultSet result) throws SQLException, UnusableRowException {
        ResultSetMetaData columns = result.getMetaData();
        if (columns.getColumnCount() > MAX_COLUMNS) {
            throw new UnusableRowException("it has more than " + MAX_COLUMNS + " columns");
        }
        UserRow row = new UserRow();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i), text(result, i));
        }
        return row;
    }

    private static @Nullable String text(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        // A number of one bit and the like: its text is the driver's own invention.
        return value instanceof Boolean ? value.toString() : result.getString(column);
    }

    private void put(String label, @Nullable String value) throws UnusableRowException {
        if (value == null || value.isBlank()) {
            return;
        }
        String lower = label.toLowerCase(Locale.ROOT);
        if (Column.isOne(lower)) {
            if (known.put(lower, value) != null) {
                throw new UnusableRowException("it has " + lower + " twice");
            }
        } else if (value.length() > MAX_VALUE) {
            throw new UnusableRowException("an attribute has more than " + MAX_VALUE + " characters");
        } else {
            attributes.put(lower.startsWith(ATTRIBUTE) ? label.substring(ATTRIBUTE.length()) : label, List.of(value));
        }
    }

    /** What is kept of the password; null where there is none. */
    @Nullable
    String passwordHash() throws UnusableRowException {
        return text(Column.PASSWORD_HASH, MAX_VALUE);
    }

    /** What groups and roles are found by. */
    String key() throws UnusableRowException {
        String id = text(Column.ID);
        return id == null ? name().text() : id;
    }

    LegacyUser user(List<String> groups, List<String> roles) throws UnusableRowException {
        return new LegacyUser(
                text(Column.ID),
                name(),
                text(Column.EMAIL),
                flag(Column.EMAIL_VERIFIED, false),
                text(Column.PHONE_NUMBER),
                flag(Column.PHONE_NUMBER_VERIFIED, false),
                either(Column.GIVEN_NAME, Column.FIRST_NAME),
                either(Column.FAMILY_NAME, Column.LAST_NAME),
                attributes,
                groups,
                roles,
                totps(),
                List.of(),
                flag(Column.ENABLED, true));
    }

    private LegacyName name() throws UnusableRowException {
        String name = text(Column.USERNAME);
        if (name == null) {
            throw new UnusableRowException("it has no username");
        }
        return LegacyName.of(name).orElseThrow(() -> new UnusableRowException("its username cannot be used"));
    }

    private @Nullable String either(Column one, Column other) throws UnusableRowException {
        String text = text(one);
        return text == null ? text(other) : text;
    }

    private @Nullable String text(Column column) throws UnusableRowException {
        return text(column, MAX_TEXT);
    }

    private @Nullable String text(Column column, int most) throws UnusableRowException {
        String value = known.get(column.label());
        if (value != null && value.length() > most) {
            throw new UnusableRowException(column.label() + " has more than " + most + " characters");
        }
        return value;
    }

    private boolean flag(Column column, boolean otherwise) throws UnusableRowException {
        String value = text(column);
        if (value == null) {
            return otherwise;
        }
        String lower = value.strip().toLowerCase(Locale.ROOT);
        if (!YES.contains(lower) && !NO.contains(lower)) {
            throw new UnusableRowException(column.label() + " is neither true nor false");
        }
        return YES.contains(lower);
    }

    private List<LegacyTotp> totps() throws UnusableRowException {
        String secret = text(Column.TOTP_SECRET, MAX_VALUE);
        if (secret == null) {
            return List.of();
        }
        try {
            String algorithm = text(Column.TOTP_ALGORITHM);
            return List.of(new LegacyTotp(
                    secret.replaceAll("[ =-]", "").toUpperCase(Locale.ROOT),
                    "",
                    number(Column.TOTP_DIGITS, DIGITS),
                    number(Column.TOTP_PERIOD, PERIOD),
                    algorithm == null ? "HmacSHA1" : algorithm));
        } catch (IllegalArgumentException e) {
            // Says which part, and not what stands there.
            throw new UnusableRowException("totp: " + e.getMessage());
        }
    }

    private int number(Column column, int otherwise) throws UnusableRowException {
        String value = text(column);
        try {
            return value == null ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new UnusableRowException(column.label() + " is no whole number");
        }
    }
}
