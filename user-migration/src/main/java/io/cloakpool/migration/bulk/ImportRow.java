package io.cloakpool.migration.bulk;

import io.cloakpool.migration.spi.LegacyUser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user to be imported, checked as far as a row can be without the realm.
 *
 * @param passwordHash as the other system writes it, in a known format and within the bounds; null where there is none
 */
public record ImportRow(
        int row, LegacyUser user, @Nullable String passwordHash, List<FederatedLink> links, Status status) {
    /** What the other system says of the password. */
    public enum Status {
        CONFIRMED,
        /** The password signs in and has to be changed at once. */
        FORCE_CHANGE_PASSWORD,
        /** There is none any more: the user sets a new one. */
        RESET_REQUIRED;

        public boolean wantsNewPassword() {
            return this != CONFIRMED;
        }
    }

    public ImportRow {
        links = List.copyOf(links);
    }

    /** The hash that signs the user in from now on. */
    public Optional<String> usableHash() {
        return status == Status.RESET_REQUIRED ? Optional.empty() : Optional.ofNullable(passwordHash);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "ImportRow[" + row + "]";
    }
}
