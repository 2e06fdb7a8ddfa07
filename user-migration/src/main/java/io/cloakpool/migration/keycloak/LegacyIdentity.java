package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.UserNotes;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyUser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * Who a user is in the old system, for those whose passwords go on being checked there: a name may be another person's tomorrow, there or
 * here.
 *
 * @param id null where the old system has none
 * @param name in its spelling
 */
record LegacyIdentity(@Nullable String id, String name) {
    /** Type of the note: stored, so it stays. */
    private static final String TYPE = "cloakpool-legacy-user";

    /** Keeps it. */
    static void keep(UserModel user, LegacyUser legacy) {
        try {
            notes(user)
                    .add(JsonSerialization.writeValueAsString(
                            new LegacyIdentity(legacy.id(), legacy.name().text())));
        } catch (IOException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    /** The one that was kept. */
    static Optional<LegacyIdentity> of(UserModel user) {
        return notes(user).all().stream().findFirst().map(note -> read(note.text()));
    }

    /** Forgets it. */
    static void forget(UserModel user) {
        notes(user).forget(note -> true);
    }

    private static UserNotes notes(UserModel user) {
        return new UserNotes(user, TYPE);
    }

    private static LegacyIdentity read(String data) {
        try {
            return JsonSerialization.readValue(data, LegacyIdentity.class);
        } catch (IOException e) {
            throw new IllegalStateException("What was kept of a user of the old system cannot be read", e);
        }
    }

    /** The name to ask for. */
    Optional<LegacyName> asked() {
        return LegacyName.of(name);
    }

    /** Whether the old system speaks of the same person: by its id, and where there is none by the name to the letter. */
    boolean isOf(LegacyUser legacy) {
        return id == null ? legacy.id() == null && name.equals(legacy.name().text()) : id.equals(legacy.id());
    }
}
