package io.cloakpool.migration.bulk;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of a file, in any order: those that Cognito has in its header, its {@code custom:} ones, that of the hashes, and a few on
 * top. Only the name must be there.
 */
record CsvHeader(List<String> columns) {
    static final String NAME = "cognito:username";
    static final String HASH = "cognito:password_hash";
    static final String MFA = "cognito:mfa_enabled";
    static final String SUB = "sub";
    static final String STATUS = "cloakpool:status";
    static final String GROUPS = "cloakpool:groups";
    static final String TOTP = "cloakpool:totp";
    static final String EMAIL = "email";
    static final String EMAIL_VERIFIED = "email_verified";
    static final String PHONE = "phone_number";
    static final String PHONE_VERIFIED = "phone_number_verified";
    static final String GIVEN_NAME = "given_name";
    static final String FAMILY_NAME = "family_name";
    static final String BIRTHDATE = "birthdate";
    static final String UPDATED_AT = "updated_at";

    /** Columns that become an attribute. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            BIRTHDATE,
            "zoneinfo",
            "locale",
            "address",
            UPDATED_AT);

    private static final Set<String> OTHERS = Set.of(
            NAME,
            HASH,
            MFA,
            SUB,
            STATUS,
            GROUPS,
            TOTP,
            EMAIL,
            EMAIL_VERIFIED,
            PHONE,
            PHONE_VERIFIED,
            GIVEN_NAME,
            FAMILY_NAME);
    private static final Pattern CUSTOM = Pattern.compile("custom:[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,100}");

    /** What the fields of the other format are called here. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("username", NAME),
            Map.entry("passwordHash", HASH),
            Map.entry("id", SUB),
            Map.entry("status", STATUS),
            Map.entry("groups", GROUPS),
            Map.entry("totps", TOTP),
            Map.entry("requiredActions", MFA),
            Map.entry("email", EMAIL),
            Map.entry("emailVerified", EMAIL_VERIFIED),
            Map.entry("phoneNumber", PHONE),
            Map.entry("phoneNumberVerified", PHONE_VERIFIED),
            Map.entry("firstName", GIVEN_NAME),
            Map.entry("lastName", FAMILY_NAME));

    CsvHeader {
        columns = List.copyOf(columns);
    }

    static CsvHeader of(String line) throws RowException {
        if (line.length() > BulkLimits.HEADER) {
            throw new RowException("", "the header has more than " + BulkLimits.HEADER + " characters");
        }
        List<String> columns = CsvCells.of(line);
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!isKnown(column)) {
                throw new RowException(Printable.name(column), "no column is called so");
            }
            if (!seen.add(column)) {
                throw new RowException(Printable.name(column), "the column is there twice");
            }
        }
        if (!seen.contains(NAME)) {
            throw new RowException(NAME, "the column is not there");
        }
        return new CsvHeader(columns);
    }

    static String column(String field) {
        return FIELDS.getOrDefault(field, field);
    }

    static boolean isAttribute(String column) {
        return ATTRIBUTES.contains(column) || CUSTOM.matcher(column).matches();
    }

    private static boolean isKnown(String column) {
        return OTHERS.contains(column) || isAttribute(column);
    }
}
