package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.AddressChange;
import io.cloakpool.authenticators.change.UndoTokens;
import io.cloakpool.authenticators.change.UndoneChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;

/**
 * Which changes of a user's addresses were undone, for as long as links of changes are good. They stand among the user's credentials, as
 * {@link Recoveries} do and for the same reason.
 */
final class UndoneChanges {
    /** Type of the credential: stored, so it stays. */
    static final String TYPE = "cloakpool-undone-change";

    private final UserModel user;

    UndoneChanges(UserModel user) {
        this.user = user;
    }

    /** Whether an undoing has made the link of a change void. */
    boolean cover(AddressChange change) {
        return all().stream()
                .flatMap(credential -> UndoneChange.parse(credential.getCredentialData()).stream())
                .anyMatch(undone -> undone.covers(change));
    }

    /** Notes that a change is undone now, and forgets what no link can ask for any more. */
    void add(AddressChange change) {
        Instant now = KeycloakTime.INSTANCE.instant();
        Instant oldest = now.minus(UndoTokens.LIFETIME);
        all().stream()
                .filter(credential -> Optional.ofNullable(credential.getCreatedDate())
                        .filter(at -> at >= oldest.toEpochMilli())
                        .isEmpty())
                .map(CredentialModel::getId)
                .forEach(user.credentialManager()::removeStoredCredentialById);
        CredentialModel credential = new CredentialModel();
        credential.setType(TYPE);
        credential.setCreatedDate(now.toEpochMilli());
        credential.setCredentialData(UndoneChange.of(change, now).text());
        credential.setSecretData("{}");
        user.credentialManager().createStoredCredential(credential);
    }

    private List<CredentialModel> all() {
        return user.credentialManager().getStoredCredentialsByTypeStream(TYPE).toList();
    }
}
