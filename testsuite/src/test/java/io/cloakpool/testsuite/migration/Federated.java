package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.ComponentResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** A component by which a realm is connected to an old system, whatever kind it is, and what the tests ask of that realm. */
interface Federated extends AutoCloseable {
    ManagedRealm realm();

    String id();

    /** A component that is not saved yet. */
    static ComponentRepresentation component(
            ManagedRealm realm, String name, String provider, Map<String, String> options) {
        ComponentRepresentation component = new ComponentRepresentation();
        component.setName(name);
        component.setProviderId(provider);
        component.setProviderType(UserStorageProvider.class.getName());
        component.setParentId(realm.getId());
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        options.forEach((key, value) -> config.put(key, List.of(value)));
        component.setConfig(config);
        return component;
    }

    /** Saves a component and returns its id. */
    static String save(ManagedRealm realm, ComponentRepresentation component) {
        try (Response made = realm.admin().components().add(component)) {
            assertThat(made.getStatus()).as(() -> made.readEntity(String.class)).isEqualTo(201);
            return ApiUtil.getCreatedId(made);
        }
    }

    default ComponentResource component() {
        return realm().admin().components().component(id());
    }

    /** Another value of an option, as by the console. */
    default void set(String key, String value) {
        ComponentRepresentation component = component().toRepresentation();
        component.getConfig().putSingle(key, value);
        component().update(component);
    }

    /** By direct grant. */
    default Http.Answer signIn(String name, String password) {
        return Http.form(
                URI.create(realm().getBaseUrl() + "/protocol/openid-connect/token"),
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
    default List<UserRepresentation> rows(String name) {
        return realm().admin().users().searchByUsername(name, true);
    }

    default UserResource row(String name) {
        List<UserRepresentation> rows = rows(name);
        assertThat(rows).as("rows of " + name).hasSize(1);
        return realm().admin().users().get(rows.get(0).getId());
    }

    /** The id under which Keycloak knows somebody without a row, whom the old system has no id of. */
    default String storageId(String name) {
        try {
            byte[] none = MessageDigest.getInstance("SHA-256").digest(new byte[0]);
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            byte[] key = ByteBuffer.allocate(12 + text.length)
                    .put(none, 0, 12)
                    .put(text)
                    .array();
            return "f:" + id() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Errors of events of a type, newest first. */
    default List<String> errors(String type) {
        return realm().admin().getEvents(List.of(type), null, null, null, null, null, null, null).stream()
                .map(EventRepresentation::getError)
                .toList();
    }

    @Override
    default void close() {
        component().remove();
    }
}
