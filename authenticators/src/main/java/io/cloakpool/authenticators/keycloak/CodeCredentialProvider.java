package io.cloakpool.authenticators.keycloak;

import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Credentials that say "this user's second factor is a code that is sent to them". They hold no secret; users see and remove them in the
 * account console, and put them in the order that they prefer.
 */
final class CodeCredentialProvider implements CredentialProvider<CredentialModel>, CredentialInputValidator {
    private final KeycloakSession session;
    private final CodeChannel channel;

    CodeCredentialProvider(KeycloakSession session, CodeChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    /** Makes codes this way a factor of the user; nothing happens where they are. */
    void enrol(RealmModel realm, UserModel user) {
        if (!isConfiguredFor(realm, user, getType())) {
            CredentialModel credential = new CredentialModel();
            credential.setType(getType());
            createCredential(realm, user, credential);
        }
    }

    @Override
    public String getType() {
        return channel.credentialType();
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        if (credential.getCreatedDate() == null) {
            credential.setCreatedDate(Time.currentTimeMillis());
        }
        credential.setCredentialData("{}");
        credential.setSecretData("{}");
        return user.credentialManager().createStoredCredential(credential);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String id) {
        return user.credentialManager().removeStoredCredentialById(id);
    }

    @Override
    public CredentialModel getCredentialFromModel(CredentialModel model) {
        return model;
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                .displayName(channel.titleKey())
                .helpText(channel.helpKey())
                .createAction(CodeEnrolment.id(channel))
                .removeable(true)
                .build(session);
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return getType().equals(type);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type)
                && user.credentialManager()
                        .getStoredCredentialsByTypeStream(type)
                        .findAny()
                        .isPresent();
    }

    /** Codes are checked where they are asked for, never as an input of Keycloak's. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }
}
