package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.spi.LegacyUser;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.UserModelDelegate;

/**
 * A user of the old system until the sign-in is proven, and the user of the realm from then on: whoever has been given this object, such as
 * the step of the flow that asked about the password, goes on with the user who was taken over, under that user's id.
 */
final class LegacyUserModel extends UserModelDelegate {
    private final KeycloakSession session;
    private final LegacyUser legacy;
    private boolean migrated;

    LegacyUserModel(KeycloakSession session, LegacyUser legacy, Unmigrated view) {
        super(view);
        this.session = session;
        this.legacy = legacy;
    }

    LegacyUser legacy() {
        return legacy;
    }

    boolean isMigrated() {
        return migrated;
    }

    /** Is this user from now on. */
    void become(UserModel user) {
        delegate = user;
        migrated = true;
    }

    /** With this object, so that the provider can change what it stands for. */
    @Override
    public SubjectCredentialManager credentialManager() {
        return migrated ? delegate.credentialManager() : session.users().getUserCredentialManager(this);
    }
}
