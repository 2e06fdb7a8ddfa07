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
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Those of {@link BulkRealm} who import, each with some rights only. */
final class Administrators {
    static final String PASSWORD = "An administrator's password 1";
    /** What an import takes. */
    static final String[] RIGHTS = {"manage-realm", "manage-users"};

    private final ManagedRealm realm;
    private final Map<String, String> tokens = new HashMap<>();

    Administrators(ManagedRealm realm) {
        this.realm = realm;
    }

    /** The door, as somebody with all rights that it takes. */
    Imports imports() {
        return imports(RIGHTS);
    }

    /** The door, as somebody with these rights only comes to it. */
    Imports imports(String... rights) {
        String key = String.join(" ", rights);
        return new Imports(door(), () -> tokens.computeIfAbsent(key, none -> token(rights)));
    }

    /** Where imports are administered. */
    URI door() {
        return URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/cloakpool-migration/imports");
    }

    URI tokenEndpoint() {
        return URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token");
    }

    private String token(String... rights) {
        Http.Answer signedIn = grant(person(rights), PASSWORD, "");
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        return signedIn.json().path("access_token").asText();
    }

    /** Somebody new with these rights, by name. */
    String person(String... rights) {
        String name = "administrator-" + UUID.randomUUID();
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("First", "Last")
                        .email(name + "@example.com")
                        .password(PASSWORD)
                        .build())) {
            give(realm.admin().users().get(ApiUtil.getCreatedId(made)), rights);
        }
        return name;
    }

    /** A new client with a service account that has these rights, by its id. */
    String client(String secret, String... rights) {
        ClientRepresentation client = ClientBuilder.create("importer-" + UUID.randomUUID())
                .secret(secret)
                .serviceAccountsEnabled(true)
                .build();
        try (Response made = realm.admin().clients().create(client)) {
            String account = realm.admin()
                    .clients()
                    .get(ApiUtil.getCreatedId(made))
                    .getServiceAccountUser()
                    .getId();
            give(realm.admin().users().get(account), rights);
        }
        return client.getClientId();
    }

    private void give(UserResource user, String... rights) {
        List<RoleRepresentation> roles = new ArrayList<>();
        for (String right : rights) {
            roles.add(
                    realm.admin().clients().get(management()).roles().get(right).toRepresentation());
        }
        user.roles().clientLevel(management()).add(roles);
    }

    /** The client whose roles are rights to administer. */
    String management() {
        return realm.admin().clients().findByClientId("realm-management").get(0).getId();
    }

    /** By direct grant. */
    Http.Answer grant(String name, String password, String code, String... headers) {
        return Http.form(
                tokenEndpoint(),
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
