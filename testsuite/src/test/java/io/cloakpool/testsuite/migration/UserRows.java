package io.cloakpool.testsuite.migration;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.testframework.remote.providers.runonserver.FetchOnServer;
import org.keycloak.testframework.remote.providers.runonserver.RunOnServer;

/** What stands in Keycloak's tables of a user, whichever tables and columns there are. */
final class UserRows {
    private static final Set<String> FIELDS =
            Set.of(UserModel.USERNAME, UserModel.EMAIL, UserModel.FIRST_NAME, UserModel.LAST_NAME);

    private UserRows() {}

    /**
     * A line for each row of the user, in all tables that name users. The key of a row, where it has one of its own, and the time of a change
     * are others each time; all else is told.
     */
    static FetchOnServer of(String user) {
        return session -> {
            List<String> lines = new ArrayList<>();
            columns(session).forEach((table, columns) -> {
                String key = table.equals("USER_ENTITY") ? "ID" : columns.contains("USER_ID") ? "USER_ID" : "";
                if (!key.isEmpty()) {
                    rows(session, table, columns, key, user)
                            .forEach(row -> lines.add(table + " " + line(columns, row, key)));
                }
            });
            return String.join("\n", lines.stream().sorted().toList());
        };
    }

    private static Map<String, List<String>> columns(KeycloakSession session) {
        Map<String, List<String>> tables = new TreeMap<>();
        for (Object row : entities(session)
                .createNativeQuery("select TABLE_NAME, COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS"
                        + " where TABLE_SCHEMA = 'PUBLIC' order by TABLE_NAME, COLUMN_NAME")
                .getResultList()) {
            Object[] names = (Object[]) row;
            tables.computeIfAbsent((String) names[0], none -> new ArrayList<>()).add((String) names[1]);
        }
        return tables;
    }

    private static List<?> rows(KeycloakSession session, String table, List<String> columns, String key, String user) {
        return entities(session)
                .createNativeQuery("select \"" + String.join("\", \"", columns) + "\" from \"" + table + "\" where \""
                        + key + "\" = ?")
                .setParameter(1, user)
                .getResultList();
    }

    private static Map<String, String> line(List<String> columns, Object row, String key) {
        Object[] values = (Object[]) row;
        Map<String, String> line = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            String column = columns.get(i);
            boolean anew = (column.equals("ID") && !key.equals("ID")) || column.equals("LAST_MODIFIED_TIMESTAMP");
            // H2 counts the objects that texts without a bound come in.
            line.put(column, anew ? "anew" : String.valueOf(values[i]).replaceFirst("^clob\\d+: ", ""));
        }
        return line;
    }

    private static EntityManager entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** Removes a user, and makes the same one again by Keycloak's model. */
    static RunOnServer writeAnew(String realmName, String id) {
        return session -> {
            RealmModel realm = session.realms().getRealmByName(realmName);
            session.getContext().setRealm(realm);
            UserModel before = session.users().getUserById(realm, id);
            String name = before.getUsername();
            String email = before.getEmail();
            String first = before.getFirstName();
            String last = before.getLastName();
            boolean enabled = before.isEnabled();
            boolean verified = before.isEmailVerified();
            Long created = before.getCreatedTimestamp();
            Map<String, List<String>> attributes = new TreeMap<>(before.getAttributes());
            List<GroupModel> groups = before.getGroupsStream().toList();
            List<RoleModel> roles = before.getRoleMappingsStream().toList();
            List<String> actions = before.getRequiredActionsStream().toList();
            List<CredentialModel> credentials =
                    before.credentialManager().getStoredCredentialsStream().toList();
            List<FederatedIdentityModel> links =
                    session.users().getFederatedIdentitiesStream(realm, before).toList();
            session.users().removeUser(realm, before);
            entities(session).flush();

            UserModel user = session.users().addUser(realm, id, name, true, true);
            user.setCreatedTimestamp(created);
            user.setEnabled(enabled);
            user.setEmail(email);
            user.setEmailVerified(verified);
            user.setFirstName(first);
            user.setLastName(last);
            attributes.forEach((key, values) -> {
                if (!FIELDS.contains(key)) {
                    user.setAttribute(key, values);
                }
            });
            groups.forEach(user::joinGroup);
            roles.forEach(user::grantRole);
            actions.forEach(user::addRequiredAction);
            credentials.forEach(credential -> {
                credential.setId(null);
                user.credentialManager().createStoredCredential(credential);
            });
            links.forEach(link -> session.users().addFederatedIdentity(realm, user, link));
        };
    }
}
