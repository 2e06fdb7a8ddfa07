package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.AdministrationRights;
import io.cloakpool.migration.account.Collision;
import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.Mode;
import io.cloakpool.migration.account.Refusal;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Makes a user of the realm of one who has been proven. Whatever speaks against it is looked at before anything is written. */
final class Importer {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final ComponentModel component;
    private final MigrationConfig config;
    private final MigrationEvents events;
    private final LocalUsers local;
    private final Passwords passwords;

    Importer(
            KeycloakSession session,
            RealmModel realm,
            ComponentModel component,
            MigrationConfig config,
            MigrationEvents events) {
        this.session = session;
        this.realm = realm;
        this.component = component;
        this.config = config;
        this.events = events;
        local = new LocalUsers(session, realm);
        passwords = new Passwords(session, realm);
    }

    /**
     * How the user has been proven.
     *
     * @param password that the old system has accepted; null where the address was proven, and a new password follows
     * @param newPassword whether it has to be changed at once
     */
    record Proof(@Nullable String password, boolean newPassword) {}

    /** What came of it. */
    sealed interface Outcome {}

    /** This user, just now or by another sign-in at the same time. */
    record Imported(UserModel user) implements Outcome {}

    /** Nobody. */
    record NotImported(Refusal refusal) implements Outcome {}

    Outcome take(LegacyUser legacy, Proof proof) {
        String name = Unmigrated.username(legacy);
        ImportLock lock = new ImportLock(session, component.getId(), name);
        if (!lock.take()) {
            return new NotImported(Refusal.BUSY);
        }
        Optional<UserModel> same = local.byName(name);
        if (same.isPresent()) {
            return lock.outcome().filter(same.get().getId()::equals).isPresent()
                    ? new Imported(same.get())
                    : new NotImported(Refusal.NAME_TAKEN);
        }
        Optional<Collision> collision = Collision.of(legacy, local.names(), local);
        if (collision.isPresent()) {
            return new NotImported(collision.get() == Collision.EMAIL ? Refusal.EMAIL_TAKEN : Refusal.NAME_TAKEN);
        }
        UserModel user = write(legacy, name, proof);
        lock.migrated(user.getId());
        events.migrated(legacy, user);
        return new Imported(user);
    }

    /**
     * Of a user who was taken over and has been checked by the old system again: what it demands by now holds here too, and in mode import the
     * user is severed from it. Whoever came before sources were kept counts for this one from now on.
     */
    void goOn(UserModel user, LegacyUser legacy, Proof proof) {
        if (user.getFirstAttribute(ImportRules.LEGACY_SOURCE) == null) {
            user.setSingleAttribute(ImportRules.LEGACY_SOURCE, component.getId());
        }
        legacy.requiredActions().forEach(action -> require(user, action));
        if (!user.credentialManager().isConfiguredFor(OTPCredentialModel.TYPE)) {
            seeds(user, legacy);
        }
        if (config.mode() == Mode.IMPORT) {
            user.setFederationLink(null);
            LegacyIdentity.forget(user);
        }
        keep(user, legacy, proof);
    }

    private UserModel write(LegacyUser legacy, String name, Proof proof) {
        ImportRules rules = config.rules();
        boolean isNumberTaken = legacy.provenPhone().filter(local::hasNumber).isPresent();
        UserModel user = local.add(rules.id(legacy), name);
        UserWriter.describe(user, legacy, component.getId());
        if (isNumberTaken) {
            // Two who have proven one number could both not sign in by it.
            user.setSingleAttribute(ImportRules.PHONE_VERIFIED, "false");
        }
        seeds(user, legacy);
        rules.groups(legacy).forEach(path -> join(user, path));
        rules.roles(legacy).forEach(role -> grant(user, role));
        legacy.requiredActions().forEach(action -> require(user, action));
        keep(user, legacy, proof);
        return user;
    }

    private void keep(UserModel user, LegacyUser legacy, Proof proof) {
        String password = proof.password();
        if (proof.newPassword()) {
            user.addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        }
        if (password != null && config.mode() == Mode.CHECK) {
            if (user.getFederationLink() == null) {
                user.setFederationLink(component.getId());
                LegacyIdentity.keep(user, legacy);
            }
        } else if (password != null) {
            passwords
                    .complaint(user, password)
                    .ifPresent(complaint -> user.addRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD));
            passwords.keep(user, password);
        }
    }

    private static void seeds(UserModel user, LegacyUser legacy) {
        UserWriter.seeds(legacy).forEach(user.credentialManager()::createStoredCredential);
    }

    private void join(UserModel user, String path) {
        GroupModel group = KeycloakModelUtils.findGroupByPath(session, realm, path);
        if (group == null) {
            events.missing("group", path);
        } else if (AdministrationRights.givenBy(group)) {
            events.withheld("group", path);
        } else {
            user.joinGroup(group);
        }
    }

    private void grant(UserModel user, String name) {
        RoleModel role = realm.getRole(name);
        if (role == null) {
            events.missing("role", name);
        } else if (AdministrationRights.givenBy(role)) {
            events.withheld("role", name);
        } else {
            user.grantRole(role);
        }
    }

    private void require(UserModel user, String alias) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(alias);
        if (action == null || !action.isEnabled()) {
            events.missing("required action", alias);
        } else {
            user.addRequiredAction(alias);
        }
    }
}
