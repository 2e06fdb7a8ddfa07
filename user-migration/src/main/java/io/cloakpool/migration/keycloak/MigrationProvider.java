package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.LegacyKey;
import io.cloakpool.migration.account.Mode;
import io.cloakpool.migration.account.Refusal;
import io.cloakpool.migration.account.Verdict;
import io.cloakpool.migration.source.GuardedDirectory;
import io.cloakpool.migration.source.OutageReports;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.constants.ServiceAccountConstants;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.ReadOnlyException;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.user.UserLookupProvider;
import org.keycloak.storage.user.UserQueryMethodsProvider;
import org.keycloak.storage.user.UserRegistrationProvider;

/**
 * Users of the old system, for one request. Looking one up writes nothing; a proven password, or a password that is set after an address
 * was proven, makes a user of the realm. {@code docs/spikes/migration-flow.md} says how flows go on with that one.
 */
public final class MigrationProvider
        implements UserStorageProvider,
                UserLookupProvider,
                UserQueryMethodsProvider,
                CredentialInputValidator,
                CredentialInputUpdater,
                UserRegistrationProvider {
    /** A longer one is no password: it would be hashed at great cost, here or there. */
    private static final int MAX_PASSWORD = 1024;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

    private final KeycloakSession session;
    private final ComponentModel component;
    private final MigrationConfig config;
    private final GuardedDirectory directory;
    private final OutageReports outages;
    private final Map<String, LegacyUserModel> models = new HashMap<>();
    private @Nullable LegacyUsers users;

    MigrationProvider(
            KeycloakSession session,
            ComponentModel component,
            MigrationConfig config,
            GuardedDirectory directory,
            OutageReports outages) {
        this.session = session;
        this.component = component;
        this.config = config;
        this.directory = directory;
        this.outages = outages;
    }

    @Override
    public @Nullable UserModel getUserById(RealmModel realm, String id) {
        Optional<LegacyKey> key = LegacyKey.read(StorageId.externalId(id));
        Optional<UserModel> here = key.flatMap(
                known -> new LocalUsers(session, realm).byName(known.name().text()));
        if (here.isPresent()) {
            // Whoever was taken over meanwhile; anybody else has the name alone in common.
            return here.filter(user -> key.filter(known -> isOf(known, user)).isPresent())
                    .map(user -> session.users().getUserById(realm, user.getId()))
                    .orElse(null);
        }
        return key.flatMap(known -> users(realm).byUsername(known.name()).filter(user -> known.hasId(user.id())))
                .map(user -> model(realm, user))
                .orElse(null);
    }

    /** By the id there; of a file that does not say which source it is of, users have no other mark. */
    private boolean isOf(LegacyKey key, UserModel user) {
        String id = user.getFirstAttribute(ImportRules.LEGACY_ID);
        String source = user.getFirstAttribute(ImportRules.LEGACY_SOURCE);
        return key.hasId(id) && (component.getId().equals(source) || (source == null && id != null));
    }

    @Override
    public @Nullable UserModel getUserByUsername(RealmModel realm, String username) {
        return lookUp(username)
                .flatMap(users(realm)::byUsername)
                .flatMap(user -> byName(realm, username, user))
                .orElse(null);
    }

    /** The old system may find a user by more spellings of a name than Keycloak does; by those it finds nobody who is here already. */
    private Optional<UserModel> byName(RealmModel realm, String asked, LegacyUser user) {
        String name = Unmigrated.username(user);
        Optional<UserModel> here = new LocalUsers(session, realm).byName(name);
        if (here.isEmpty()) {
            return Optional.of(model(realm, user));
        }
        // Taken over by another sign-in since Keycloak looked.
        return here.filter(local -> name.equals(asked.toLowerCase(Locale.ROOT)))
                .map(local -> session.users().getUserById(realm, local.getId()));
    }

    /** Keycloak asks for the address first where a name looks like one; whoever has it as a name here is nobody's business there. */
    @Override
    public @Nullable UserModel getUserByEmail(RealmModel realm, String email) {
        return lookUp(email)
                .filter(name ->
                        new LocalUsers(session, realm).byName(name.text()).isEmpty())
                .flatMap(users(realm)::byEmail)
                .filter(user -> new LocalUsers(session, realm)
                        .byName(user.name().text())
                        .isEmpty())
                .map(user -> model(realm, user))
                .orElse(null);
    }

    /** The user who has proven that number to the old system, for those who sign in by theirs; by other attributes nobody. */
    @Override
    public Stream<UserModel> searchForUserByUserAttributeStream(RealmModel realm, String attribute, String value) {
        // What is thrown here Keycloak swallows, and an outage would be an unknown number; what the stream throws it
        // does not.
        return Stream.of(value)
                .filter(number -> attribute.equals(ImportRules.PHONE))
                .flatMap(number -> byNumber(realm, number).stream());
    }

    private Optional<UserModel> byNumber(RealmModel realm, String number) {
        LocalUsers here = new LocalUsers(session, realm);
        return LegacyName.of(number)
                .filter(name -> E164.matcher(number).matches() && !here.hasNumber(number))
                .flatMap(users(realm)::byNumber)
                .filter(user -> here.byName(user.name().text()).isEmpty())
                .map(user -> model(realm, user));
    }

    /** Lists of users have those who are here. */
    @Override
    public Stream<UserModel> searchForUserStream(
            RealmModel realm, Map<String, String> params, @Nullable Integer first, @Nullable Integer max) {
        return Stream.empty();
    }

    @Override
    public Stream<UserModel> getGroupMembersStream(
            RealmModel realm, GroupModel group, @Nullable Integer first, @Nullable Integer max) {
        return Stream.empty();
    }

    private static Optional<LegacyName> lookUp(String text) {
        return text.startsWith(ServiceAccountConstants.SERVICE_ACCOUNT_USER_PREFIX)
                ? Optional.empty()
                : LegacyName.of(text);
    }

    private LegacyUsers users(RealmModel realm) {
        if (users == null) {
            users = new LegacyUsers(session, directory, events(realm));
        }
        return users;
    }

    private LegacyUserModel model(RealmModel realm, LegacyUser user) {
        return models.computeIfAbsent(
                LegacyKey.of(user).toString(),
                key -> new LegacyUserModel(
                        session, user, new Unmigrated(session, realm, component, user, config.rules())));
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return PasswordCredentialModel.TYPE.equals(type);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type);
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        String password = input.getChallengeResponse();
        if (password == null || password.isEmpty() || password.length() > MAX_PASSWORD) {
            return false;
        }
        return legacy(realm, user)
                .filter(legacy -> isValid(realm, user, legacy, password))
                .isPresent();
    }

    /** The user as the old system knows it, who is asked about the password. */
    private Optional<LegacyUser> legacy(RealmModel realm, UserModel user) {
        if (user instanceof LegacyUserModel model) {
            return Optional.of(model.legacy());
        }
        Optional<LegacyIdentity> identity = LegacyIdentity.of(user);
        Optional<LegacyUser> found = identity.flatMap(LegacyIdentity::asked).flatMap(users(realm)::exactly);
        Optional<LegacyUser> same = found.filter(
                legacy -> identity.filter(kept -> kept.isOf(legacy)).isPresent());
        if (same.isEmpty()) {
            found.ifPresent(other -> events(realm).refused(other, Refusal.OTHER_USER));
        }
        return same;
    }

    private boolean isValid(RealmModel realm, UserModel user, LegacyUser legacy, String password) {
        Verdict verdict = Verdict.of(config.mode(), directory.authenticate(legacy, password), legacy);
        if (verdict instanceof Verdict.Unknown unknown) {
            events(realm).unavailable(unknown.outage());
            throw Outages.of(session);
        }
        if (verdict instanceof Verdict.Refused refused) {
            events(realm).refused(legacy, refused.refusal());
            return false;
        }
        Verdict.Proven proven = (Verdict.Proven) verdict;
        if (!proven.user().enabled()) {
            // Keycloak asks about the password of a disabled user as well, to know what to say; it has to know of it.
            if (user instanceof LegacyUserModel && !user.isEnabled()) {
                return true;
            }
            events(realm).refused(legacy, Refusal.DISABLED);
            return false;
        }
        if (user instanceof LegacyUserModel model) {
            return config.mode() == Mode.LOOKUP
                    || take(realm, model, proven.user(), new Importer.Proof(password, proven.newPassword()));
        }
        new Importer(session, realm, component, config, events(realm))
                .goOn(user, proven.user(), new Importer.Proof(password, proven.newPassword()));
        return true;
    }

    private boolean take(RealmModel realm, LegacyUserModel model, LegacyUser legacy, Importer.Proof proof) {
        Importer.Outcome outcome = new Importer(session, realm, component, config, events(realm)).take(legacy, proof);
        if (outcome instanceof Importer.Imported imported) {
            new RunningFlow(session, realm).goOnWith(model, imported.user());
            return true;
        }
        Refusal refusal = ((Importer.NotImported) outcome).refusal();
        events(realm).refused(legacy, refusal);
        if (refusal == Refusal.BUSY) {
            throw Outages.of(session);
        }
        return false;
    }

    /** Sets a password: after a mail that proved the address, or by an administrator. */
    @Override
    public boolean updateCredential(RealmModel realm, UserModel user, CredentialInput input) {
        if (!(user instanceof LegacyUserModel model)) {
            // Keycloak looks at the policy when this has returned, and a form that is shown again commits what was
            // written until then.
            accept(realm, user, input.getChallengeResponse());
            // The password is Keycloak's from now on.
            user.setFederationLink(null);
            LegacyIdentity.forget(user);
            return false;
        }
        if (config.mode() == Mode.LOOKUP) {
            throw new ReadOnlyException("Passwords of these users are kept elsewhere");
        }
        String password = input.getChallengeResponse();
        accept(realm, model, password);
        if (!take(realm, model, model.legacy(), new Importer.Proof(null, false))) {
            throw new ReadOnlyException("This user cannot be taken over");
        }
        new RunningFlow(session, realm).end();
        return model.credentialManager().updateCredential(UserCredentialModel.password(password));
    }

    private void accept(RealmModel realm, UserModel user, String password) {
        new Passwords(session, realm).complaint(user, password).ifPresent(complaint -> {
            throw new ModelException(complaint.getMessage(), complaint.getParameters());
        });
    }

    @Override
    public void disableCredentialType(RealmModel realm, UserModel user, String type) {}

    @Override
    public Stream<String> getDisableableCredentialTypesStream(RealmModel realm, UserModel user) {
        return Stream.empty();
    }

    /** New users are Keycloak's own. */
    @Override
    public @Nullable UserModel addUser(RealmModel realm, String username) {
        return null;
    }

    /** Keycloak has removed what it had of the user. The old system is not written to, here as ever. */
    @Override
    public boolean removeUser(RealmModel realm, UserModel user) {
        return true;
    }

    /** How many users the old system has; empty where it cannot tell. */
    OptionalLong size() {
        return directory.size();
    }

    private MigrationEvents events(RealmModel realm) {
        return new MigrationEvents(session, realm, component, outages);
    }

    @Override
    public void close() {}
}
