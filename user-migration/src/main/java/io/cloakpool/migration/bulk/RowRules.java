package io.cloakpool.migration.bulk;

import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.PlainText;
import io.cloakpool.migration.bulk.ImportRow.Status;
import io.cloakpool.migration.hash.PasswordFormats;
import io.cloakpool.migration.hash.UnusableHashException;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a row unusable whatever the realm is like. At a sign-in such things are left aside; here somebody reads the report. */
final class RowRules {
    static final String NAME = "cannot be a user name: up to " + LegacyName.MAX_BYTES
            + " bytes, without spaces around it and without control characters";

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\"(),:;<>\\[\\\\\\]]{1,64}@[^\\s@\"(),:;<>\\[\\\\\\]]{1,189}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{4,14}");

    private final ImportRow row;
    private final LegacyUser user;

    private RowRules(ImportRow row) {
        this.row = row;
        user = row.user();
    }

    /** Returns the row if nothing speaks against it. */
    static ImportRow checked(ImportRow row, RowReader reader) throws RowException {
        try {
            new RowRules(row).check();
            return row;
        } catch (RowException e) {
            throw new RowException(reader.column(e.column()), e.reason());
        }
    }

    static Status status(@Nullable String text, String column) throws RowException {
        try {
            return text == null ? Status.CONFIRMED : Status.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new RowException(column, "is none of " + List.of(Status.values()));
        }
    }

    static void attributeValue(String column, String value) throws RowException {
        if (value.length() > ImportRules.MAX_VALUE) {
            throw new RowException(column, "has more than " + ImportRules.MAX_VALUE + " characters");
        }
        if (!PlainText.is(value, true)) {
            throw new RowException(column, "has control characters");
        }
    }

    private void check() throws RowException {
        text("id", user.id());
        text("firstName", user.firstName());
        text("lastName", user.lastName());
        shaped("email", user.email(), EMAIL, "is no e-mail address");
        verified("emailVerified", user.emailVerified(), user.email());
        shaped("phoneNumber", user.phone(), PHONE, "is no phone number as +15550100");
        verified("phoneNumberVerified", user.phoneVerified(), user.phone());
        attributes();
        names("groups", user.groups());
        names("roles", user.roles());
        names("requiredActions", user.requiredActions());
        atMost("totps", user.totps(), BulkLimits.TOTPS);
        for (LegacyTotp totp : user.totps()) {
            text("totps", totp.label());
        }
        // Whoever has no name has none in common.
        List<String> labels = user.totps().stream()
                .map(totp -> totp.label().strip().toLowerCase(Locale.ROOT))
                .filter(label -> !label.isEmpty())
                .toList();
        if (Set.copyOf(labels).size() != labels.size()) {
            throw new RowException("totps", "two have the same name");
        }
        links();
        hash();
    }

    private static void text(String field, @Nullable String text) throws RowException {
        if (text == null) {
            return;
        }
        if (text.length() > BulkLimits.TEXT) {
            throw new RowException(field, "has more than " + BulkLimits.TEXT + " characters");
        }
        if (!PlainText.is(text, false)) {
            throw new RowException(field, "has control characters");
        }
    }

    private static void shaped(String field, @Nullable String text, Pattern shape, String complaint)
            throws RowException {
        text(field, text);
        if (text != null && !shape.matcher(text).matches()) {
            throw new RowException(field, complaint);
        }
    }

    private static void verified(String field, boolean verified, @Nullable String what) throws RowException {
        if (verified && what == null) {
            throw new RowException(field, "is true, and there is nothing that was verified");
        }
    }

    private void attributes() throws RowException {
        for (Map.Entry<String, List<String>> attribute : user.attributes().entrySet()) {
            text("attributes", attribute.getKey());
            for (String value : attribute.getValue()) {
                attributeValue("attributes", value);
            }
        }
        Optional<String> complaint = ImportRules.complaint(user);
        if (complaint.isPresent()) {
            throw new RowException("attributes", complaint.get());
        }
    }

    private static void names(String field, List<String> names) throws RowException {
        atMost(field, names, BulkLimits.LIST);
        for (String name : names) {
            text(field, name);
        }
    }

    private static void atMost(String field, Collection<?> values, int most) throws RowException {
        if (values.size() > most) {
            throw new RowException(field, "has more than " + most + " entries");
        }
    }

    private void links() throws RowException {
        atMost("federatedLinks", row.links(), BulkLimits.LIST);
        for (FederatedLink link : row.links()) {
            text("federatedLinks", link.provider());
            text("federatedLinks", link.userId());
            text("federatedLinks", link.userName());
        }
        if (row.links().stream().map(FederatedLink::provider).distinct().count()
                != row.links().size()) {
            throw new RowException("federatedLinks", "names an identity provider twice");
        }
    }

    private void hash() throws RowException {
        String hash = row.passwordHash();
        if (hash == null) {
            return;
        }
        try {
            PasswordFormats.of(hash).parse(hash);
        } catch (UnusableHashException e) {
            throw new RowException("passwordHash", e.reason() + ": " + e.getMessage());
        }
    }
}
