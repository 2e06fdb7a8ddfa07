package io.cloakpool.authenticators.keycloak.base;

import io.cloakpool.authenticators.spi.PublicApi;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;

/**
 * Notes about a user that stand among the credentials, since attributes that a realm has not declared are lost when somebody saves a user.
 * Nobody signs in by one, and no console shows it to its user: no provider knows the type.
 */
@PublicApi
public final class UserNotes {
    private static final String NOTHING = "{}";

    private final UserModel user;
    private final String type;

    /** @param type of the credentials: stored, so it stays */
    public UserNotes(UserModel user, String type) {
        this.user = user;
        this.type = type;
    }

    /**
     * One of them.
     *
     * @param at when it was made; long ago where that is not known
     * @param text JSON
     */
    public record Note(String id, Instant at, String text) {}

    /** All of the type. */
    public List<Note> all() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(type)
                .map(UserNotes::read)
                .toList();
    }

    /** Makes one, now, that says no more than that. */
    public void add() {
        add(NOTHING);
    }

    /** Makes one, now. */
    public void add(String text) {
        CredentialModel credential = new CredentialModel();
        credential.setType(type);
        credential.setCreatedDate(KeycloakTime.INSTANCE.instant().toEpochMilli());
        credential.setCredentialData(text);
        credential.setSecretData(NOTHING);
        user.credentialManager().createStoredCredential(credential);
    }

    /** Forgets some. */
    public void forget(Predicate<Note> which) {
        all().stream().filter(which).map(Note::id).forEach(user.credentialManager()::removeStoredCredentialById);
    }

    private static Note read(CredentialModel credential) {
        return new Note(
                credential.getId(),
                credential.getCreatedDate() == null ? Instant.EPOCH : Instant.ofEpochMilli(credential.getCreatedDate()),
                Objects.requireNonNullElse(credential.getCredentialData(), NOTHING));
    }
}
