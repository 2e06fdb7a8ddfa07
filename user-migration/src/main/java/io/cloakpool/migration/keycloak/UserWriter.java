package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.SeedLabels;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/** What of a user is written the same way, however the user comes. */
final class UserWriter {
    /** For what does not depend on lists of groups and roles. */
    static final ImportRules RULES = new ImportRules(Set.of(), Set.of());

    private static final String ENCODING = "BASE32";

    private UserWriter() {}

    /**
     * Names, addresses and attributes.
     *
     * @param source the id of the component that the user comes from; null where nobody says
     */
    static void describe(UserModel user, LegacyUser legacy, @Nullable String source) {
        name(user, legacy);
        attributes(user, legacy, source);
    }

    /** What Keycloak keeps in the user's own row. */
    static void name(UserModel user, LegacyUser legacy) {
        user.setEnabled(legacy.enabled());
        if (legacy.email() != null) {
            user.setEmail(legacy.email().toLowerCase(Locale.ROOT));
            user.setEmailVerified(legacy.emailVerified());
        }
        user.setFirstName(legacy.firstName());
        user.setLastName(legacy.lastName());
    }

    static void attributes(UserModel user, LegacyUser legacy, @Nullable String source) {
        RULES.attributes(legacy).forEach(user::setAttribute);
        if (source != null) {
            user.setAttribute(ImportRules.LEGACY_SOURCE, List.of(source));
        }
    }

    /** Authenticator apps, as credentials. */
    static List<OTPCredentialModel> seeds(LegacyUser legacy) {
        List<Optional<String>> labels = SeedLabels.distinct(legacy.totps());
        List<OTPCredentialModel> credentials = new ArrayList<>();
        for (LegacyTotp totp : legacy.totps()) {
            OTPCredentialModel credential = OTPCredentialModel.createTOTP(
                    totp.secret(), totp.digits(), totp.periodSeconds(), totp.algorithm(), ENCODING);
            labels.get(credentials.size()).ifPresent(credential::setUserLabel);
            credential.setCreatedDate(Time.currentTimeMillis());
            credentials.add(credential);
        }
        return credentials;
    }
}
