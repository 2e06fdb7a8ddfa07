package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.AdministrationRights;
import io.cloakpool.migration.bulk.RowException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Groups, roles, required actions and identity providers that rows name, each looked up once for a chunk. */
final class RealmEntries {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Map<String, Entry<GroupModel>> groups = new HashMap<>();
    private final Map<String, Entry<RoleModel>> roles = new HashMap<>();
    private final Map<String, Entry<String>> actions = new HashMap<>();
    private final Map<String, Entry<String>> providers = new HashMap<>();

    private record Entry<T>(Optional<T> value, String complaint) {}

    RealmEntries(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    GroupModel group(String path) throws RowException {
        return get(groups, path, "groups", this::findGroup);
    }

    RoleModel role(String name) throws RowException {
        return get(roles, name, "roles", this::findRole);
    }

    String action(String alias) throws RowException {
        return get(actions, alias, "requiredActions", this::findAction);
    }

    String provider(String alias) throws RowException {
        return get(providers, alias, "federatedLinks", this::findProvider);
    }

    private Entry<GroupModel> findGroup(String path) {
        GroupModel group = KeycloakModelUtils.findGroupByPath(session, realm, path);
        if (group == null) {
            return new Entry<>(Optional.empty(), "one of them is no group of the realm");
        }
        return AdministrationRights.givenBy(group)
                ? new Entry<>(Optional.empty(), "one of them gives rights to administer, which no import does")
                : new Entry<>(Optional.of(group), "");
    }

    private Entry<RoleModel> findRole(String name) {
        RoleModel role = realm.getRole(name);
        if (role == null) {
            return new Entry<>(Optional.empty(), "one of them is no role of the realm");
        }
        return AdministrationRights.givenBy(role)
                ? new Entry<>(Optional.empty(), "one of them gives rights to administer, which no import does")
                : new Entry<>(Optional.of(role), "");
    }

    private Entry<String> findAction(String alias) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(alias);
        return action == null || !action.isEnabled()
                ? new Entry<>(
                        Optional.empty(),
                        alias.equals("CONFIGURE_TOTP") || alias.equals("UPDATE_PASSWORD")
                                ? "the required action " + alias + " is not enabled in the realm"
                                : "one of them is no enabled required action of the realm")
                : new Entry<>(Optional.of(alias), "");
    }

    private Entry<String> findProvider(String alias) {
        return session.identityProviders().getByAlias(alias) == null
                ? new Entry<>(Optional.empty(), "one of them names no identity provider of the realm")
                : new Entry<>(Optional.of(alias), "");
    }

    private static <T> T get(Map<String, Entry<T>> known, String name, String field, Function<String, Entry<T>> find)
            throws RowException {
        Entry<T> entry = known.computeIfAbsent(name, find);
        return entry.value().orElseThrow(() -> new RowException(field, entry.complaint()));
    }
}
