package io.cloakpool.testsuite.migration;

import java.util.HashMap;
import java.util.Map;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;

/** A realm's connection to a database. */
record DatabaseSource(ManagedRealm realm, String id) implements Federated {
    static final String PROVIDER = "cloakpool-migration-jdbc";

    /** @param options on top of those of the database, or instead of them */
    static DatabaseSource connect(ManagedRealm realm, OldDatabase database, Map<String, String> options) {
        return new DatabaseSource(realm, Federated.save(realm, component(realm, database.options(), options)));
    }

    static ComponentRepresentation component(
            ManagedRealm realm, Map<String, String> options, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(options);
        all.putAll(others);
        return Federated.component(realm, "the-old-database", PROVIDER, all);
    }
}
