package io.cloakpool.testsuite.migration;

import io.cloakpool.testsuite.logs.Issued;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;

/** A realm's connection to the old system, and what the tests ask of that realm. */
record Source(ManagedRealm realm, OldSystem system, String id) implements Federated {
    static final String NAME = "the-old-system";
    static final String PASSWORD = "A-password of the old system 1";

    /** @param options on top of those that are needed, values separated by commas */
    static Source connect(ManagedRealm realm, OldSystem system, Map<String, String> options) {
        Issued.add(PASSWORD);
        return new Source(realm, system, Federated.save(realm, component(realm, system.uri(), options)));
    }

    static ComponentRepresentation component(ManagedRealm realm, String uri, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(Map.of("uri", uri, "secret", OldSystem.SECRET));
        all.putAll(options);
        ComponentRepresentation component = Federated.component(realm, NAME, "cloakpool-migration", Map.of());
        all.forEach((key, value) -> component.getConfig().put(key, List.of(value.split(","))));
        return component;
    }

    /** Somebody new in the old system, with a name and a proven address. */
    String person(Map<String, Object> fields) {
        String name = "person-" + UUID.randomUUID();
        Map<String, Object> all = new HashMap<>(Map.of(
                "firstName", "First", "lastName", "Last", "email", name + "@example.com", "emailVerified", true));
        all.putAll(fields);
        system.add(name, PASSWORD, all);
        return name;
    }
}
