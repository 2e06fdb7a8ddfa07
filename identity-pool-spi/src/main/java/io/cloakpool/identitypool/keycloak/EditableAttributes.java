package io.cloakpool.identitypool.keycloak;

import java.util.function.BooleanSupplier;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.userprofile.UserProfileConstants;

/**
 * Which attributes users of a realm may write on their own account, at registration or later. What an administrator may write for
 * them does not count, nor what their groups have.
 */
final class EditableAttributes {
    private final RealmModel realm;
    private final UPConfig profile;
    private final BooleanSupplier brokering;

    /** @param brokering whether the realm takes logins of identity providers */
    EditableAttributes(RealmModel realm, UPConfig profile, BooleanSupplier brokering) {
        this.realm = realm;
        this.profile = profile;
        this.brokering = brokering;
    }

    boolean has(String attribute) {
        return permitted(attribute) && (!attribute.equals(UserModel.USERNAME) || choosesUserName());
    }

    private boolean permitted(String attribute) {
        // No profile need have it: Keycloak keeps the language that a user chooses at the sign-in.
        if (attribute.equals(UserModel.LOCALE) && realm.isInternationalizationEnabled()) {
            return true;
        }
        UPAttribute known = profile.getAttribute(attribute);
        boolean basic = attribute.equals(UserModel.USERNAME) || attribute.equals(UserModel.EMAIL);
        if (known == null) {
            return basic || profile.getUnmanagedAttributePolicy() == UPConfig.UnmanagedAttributePolicy.ENABLED;
        }
        UPAttributePermissions permissions = known.getPermissions();
        // Without permissions Keycloak lets nobody write an attribute, but for these two, which everybody may.
        return permissions == null ? basic : permissions.getEdit().contains(UserProfileConstants.ROLE_USER);
    }

    /** A name is chosen at registration, and at the first sign-in through an identity provider. */
    private boolean choosesUserName() {
        return realm.isEditUsernameAllowed()
                || realm.isRegistrationAllowed()
                || realm.isRegistrationEmailAsUsername()
                || brokering.getAsBoolean();
    }
}
