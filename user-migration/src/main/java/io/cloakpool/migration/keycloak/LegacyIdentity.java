package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyUser;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * Who a user is in the old system, for those whose passwords go on being checked there: a name may be another person's tomorrow, there or
 * here. It stands among the user's credentials, since attributes that a realm has not declared are lost when somebody saves a user.
 *
 * @param id null where the old system has none
 * @param name in its spelling
 */
record LegacyIdentity(@Nullable String id, String name) {
    /** Type of the credential: stored, so it stays. */
    private static final String TYPE = "cloakpool-legacy-user";

    /** Keeps it. */
    static void keep(UserModel user, LegacyUser legacy) {
        CredentialModel credential = new CredentialModel();
        credential.setType(TYPE);
        try {
            credential.setCredentialData(JsonSerialization.writeValueAsString(
                    new LegacyIdentity(legacy.id(), legacy.name().text())));
        } catch (IOException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
        credential.setSecretData("{}");
        user.credentialManager().createStoredCredential(credential);
    }

    /** The one that was kept. */
    static Optional<LegacyIdentity> of(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(TYPE)
                .findFirst()
                .map(CredentialModel::getCredentialData)
                .map(LegacyIdentity::read);
    }

    /** Forgets it. */
    static void forget(UserModel user) {
        user.credentialManager()
                .getStoredCredentialsByTypeStream(TYPE)
                .map(CredentialModel::getId)
                .toList()
                .forEach(user.credentialManager()::removeStoredCredentialById);
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
