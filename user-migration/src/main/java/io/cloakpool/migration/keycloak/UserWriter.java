package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.Locale;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** What of a user is written the same way, however the user comes. */
final class UserWriter {
    /** For what does not depend on lists of groups and roles. */
    static final ImportRules RULES = new ImportRules(Set.of(), Set.of());

    private static final String ENCODING = "BASE32";

    private UserWriter() {}

    /** Names, addresses, attributes and authenticator apps. */
    static void describe(UserModel user, LegacyUser legacy) {
        user.setEnabled(legacy.enabled());
        if (legacy.email() != null) {
            user.setEmail(legacy.email().toLowerCase(Locale.ROOT));
            user.setEmailVerified(legacy.emailVerified());
        }
        user.setFirstName(legacy.firstName());
        user.setLastName(legacy.lastName());
        RULES.attributes(legacy).forEach(user::setAttribute);
        seeds(user, legacy);
    }

    /** Authenticator apps. */
    static void seeds(UserModel user, LegacyUser legacy) {
        legacy.totps().forEach(totp -> add(user, totp));
    }

    private static void add(UserModel user, LegacyTotp totp) {
        OTPCredentialModel credential = OTPCredentialModel.createTOTP(
                totp.secret(), totp.digits(), totp.periodSeconds(), totp.algorithm(), ENCODING);
        credential.setUserLabel(totp.label());
        credential.setCreatedDate(Time.currentTimeMillis());
        user.credentialManager().createStoredCredential(credential);
    }
}
