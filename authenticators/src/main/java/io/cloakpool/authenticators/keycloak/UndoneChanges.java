package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.AddressChange;
import io.cloakpool.authenticators.change.UndoTokens;
import io.cloakpool.authenticators.change.UndoneChange;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.authenticators.keycloak.base.UserNotes;
import java.time.Instant;
import org.keycloak.models.UserModel;

/** Which changes of a user's addresses were undone, for as long as links of changes are good. */
final class UndoneChanges {
    /** Type of the note: stored, so it stays. */
    static final String TYPE = "cloakpool-undone-change";

    private final UserNotes notes;

    UndoneChanges(UserModel user) {
        notes = new UserNotes(user, TYPE);
    }

    /** Whether an undoing has made the link of a change void. */
    boolean cover(AddressChange change) {
        return notes.all().stream()
                .flatMap(note -> UndoneChange.parse(note.text()).stream())
                .anyMatch(undone -> undone.covers(change));
    }

    /** Notes that a change is undone now, and forgets what no link can ask for any more. */
    void add(AddressChange change) {
        Instant now = KeycloakTime.INSTANCE.instant();
        notes.forget(note -> note.at().isBefore(now.minus(UndoTokens.LIFETIME)));
        notes.add(UndoneChange.of(change, now).text());
    }
}
