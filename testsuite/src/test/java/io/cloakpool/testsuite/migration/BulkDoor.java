package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** The door for imports of a realm, and administrators of that realm who come to it. */
final class BulkDoor {
    static final String ADMIN_PASSWORD = "An administrator's password 1";

    private final ManagedRealm realm;
    private final Map<String, String> tokens = new HashMap<>();

    BulkDoor(ManagedRealm realm) {
        this.realm = realm;
    }

    static String name() {
        return "person-" + UUID.randomUUID();
    }

    /** Below the administration of the realm. */
    URI uri() {
        return URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/cloakpool-migration/imports");
    }

    /** For whoever may come in. */
    Imports open() {
        return as("manage-realm", "manage-users");
    }

    /** As somebody with these rights only comes to it. */
    Imports as(String... rights) {
        String key = String.join(" ", rights);
        return new Imports(uri(), () -> tokens.computeIfAbsent(key, none -> token(newAdministrator(rights))));
    }

    private String token(String administrator) {
        Http.Answer signedIn = grant(administrator, ADMIN_PASSWORD, "");
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        return signedIn.json().path("access_token").asText();
    }

    /** The id of the client whose roles are the rights. */
    String management() {
        return realm.admin().clients().findByClientId("realm-management").get(0).getId();
    }

    /** Somebody with these rights, by name. */
    String newAdministrator(String... rights) {
        String name = name();
        String id;
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("First", "Last")
                        .email(name + "@example.com")
                        .password(ADMIN_PASSWORD)
                        .build())) {
            id = ApiUtil.getCreatedId(made);
        }
        List<RoleRepresentation> roles = new ArrayList<>();
        for (String right : rights) {
            roles.add(
                    realm.admin().clients().get(management()).roles().get(right).toRepresentation());
        }
        realm.admin().users().get(id).roles().clientLevel(management()).add(roles);
        return name;
    }

    URI tokens() {
        return URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token");
    }

    /** By direct grant. */
    Http.Answer grant(String name, String password, String code, String... headers) {
        return Http.form(
                tokens(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        BulkRealm.APP,
                        "username",
                        name,
                        "password",
                        password,
                        "totp",
                        code),
                headers);
    }
}
