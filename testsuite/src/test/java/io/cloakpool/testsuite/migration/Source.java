package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.resource.ComponentResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** A realm's connection to the old system, and what the tests ask of that realm. */
record Source(ManagedRealm realm, OldSystem system, String id) implements AutoCloseable {
    static final String NAME = "the-old-system";
    static final String PASSWORD = "A-password of the old system 1";

    /** @param options on top of those that are needed, values separated by commas */
    static Source connect(ManagedRealm realm, OldSystem system, Map<String, String> options) {
        Issued.add(PASSWORD);
        try (Response made = realm.admin().components().add(component(realm, system.uri(), options))) {
            return new Source(realm, system, ApiUtil.getCreatedId(made));
        }
    }

    static ComponentRepresentation component(ManagedRealm realm, String uri, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(Map.of("uri", uri, "secret", OldSystem.SECRET));
        all.putAll(options);
        ComponentRepresentation component = new ComponentRepresentation();
        component.setName(NAME);
        component.setProviderId("cloakpool-migration");
        component.setProviderType(UserStorageProvider.class.getName());
        component.setParentId(realm.getId());
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        all.forEach((key, value) -> config.put(key, List.of(value.split(","))));
        component.setConfig(config);
        return component;
    }

    ComponentResource component() {
        return realm.admin().components().component(id);
    }

    /** Another value of an option, as by the console. */
    void set(String key, String value) {
        ComponentRepresentation component = component().toRepresentation();
        component.getConfig().putSingle(key, value);
        component().update(component);
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

    /** By direct grant. */
    Http.Answer signIn(String name, String password) {
        return Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        OldSystemRealm.APP,
                        "scope",
                        "openid",
                        "username",
                        name,
                        "password",
                        password));
    }

    /** Rows of the realm with that name. */
    List<UserRepresentation> rows(String name) {
        return realm.admin().users().searchByUsername(name, true);
    }

    UserResource row(String name) {
        List<UserRepresentation> rows = rows(name);
        assertThat(rows).as("rows of " + name).hasSize(1);
        return realm.admin().users().get(rows.get(0).getId());
    }

    /** The id under which Keycloak knows somebody without a row. */
    String storageId(String name) {
        return "f:" + id + ":"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Errors of events of a type, newest first. */
    List<String> errors(String type) {
        return realm.admin().getEvents(List.of(type), null, null, null, null, null, null, null).stream()
                .map(EventRepresentation::getError)
                .toList();
    }

    @Override
    public void close() {
        component().remove();
    }
}
