package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.AdministrationRights;
import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.LegacyKey;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.adapter.AbstractUserAdapter;

/** A user of the old system as Keycloak sees one, to read. There is no row of it. */
final class Unmigrated extends AbstractUserAdapter {
    private final LegacyUser user;
    private final ImportRules rules;
    /** What steps of a flow ask of a user before the user is taken over. They ask again in each request. */
    private final Set<String> requiredActions = new HashSet<>();

    Unmigrated(
            KeycloakSession session, RealmModel realm, ComponentModel component, LegacyUser user, ImportRules rules) {
        super(session, realm, component);
        this.user = user;
        this.rules = rules;
        this.storageId = new StorageId(component.getId(), LegacyKey.of(user).toString());
    }

    /** A name as Keycloak keeps it. */
    static String username(LegacyUser user) {
        return user.name().text().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getUsername() {
        return username(user);
    }

    @Override
    public @Nullable String getEmail() {
        return user.provenEmail().map(email -> email.toLowerCase(Locale.ROOT)).orElse(null);
    }

    @Override
    public boolean isEmailVerified() {
        return user.provenEmail().isPresent();
    }

    /** Keycloak says so after a mail arrived. It changes nothing, since no other address gets one. */
    @Override
    public void setEmailVerified(boolean verified) {
        if (verified != isEmailVerified()) {
            super.setEmailVerified(verified);
        }
    }

    @Override
    public @Nullable String getFirstName() {
        return user.firstName();
    }

    @Override
    public @Nullable String getLastName() {
        return user.lastName();
    }

    @Override
    public boolean isEnabled() {
        return user.enabled();
    }

    @Override
    public Map<String, List<String>> getAttributes() {
        Map<String, List<String>> attributes = new TreeMap<>(rules.attributes(user));
        put(attributes, UserModel.USERNAME, getUsername());
        put(attributes, UserModel.EMAIL, getEmail());
        put(attributes, UserModel.FIRST_NAME, getFirstName());
        put(attributes, UserModel.LAST_NAME, getLastName());
        return attributes;
    }

    private static void put(Map<String, List<String>> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, List.of(value));
        }
    }

    @Override
    public @Nullable String getFirstAttribute(String name) {
        return getAttributeStream(name).findFirst().orElse(null);
    }

    @Override
    public Stream<String> getAttributeStream(String name) {
        return getAttributes().getOrDefault(name, List.of()).stream();
    }

    @Override
    public Stream<String> getRequiredActionsStream() {
        return Set.copyOf(requiredActions).stream();
    }

    @Override
    public void addRequiredAction(String action) {
        requiredActions.add(action);
    }

    @Override
    public void addRequiredAction(RequiredAction action) {
        addRequiredAction(action.name());
    }

    @Override
    public void removeRequiredAction(String action) {
        requiredActions.remove(action);
    }

    @Override
    public void removeRequiredAction(RequiredAction action) {
        removeRequiredAction(action.name());
    }

    @Override
    protected Set<GroupModel> getGroupsInternal() {
        return rules.groups(user)
                .map(path -> KeycloakModelUtils.findGroupByPath(session, realm, path))
                .filter(Objects::nonNull)
                .filter(group -> !AdministrationRights.givenBy(group))
                .collect(Collectors.toSet());
    }

    @Override
    protected Set<RoleModel> getRoleMappingsInternal() {
        return rules.roles(user)
                .map(realm::getRole)
                .filter(Objects::nonNull)
                .filter(role -> !AdministrationRights.givenBy(role))
                .collect(Collectors.toSet());
    }

    @Override
    public SubjectCredentialManager credentialManager() {
        return session.users().getUserCredentialManager(this);
    }
}
