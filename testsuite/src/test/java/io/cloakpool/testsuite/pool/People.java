package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Users of a realm, and how they and its administration client get tokens. */
record People(ManagedRealm realm) {
    static final String PASSWORD = "a-password-of-the-tests";

    /** Tokens of one sign-in. */
    record Tokens(String id, String access, String refresh) {}

    /** Somebody new, so that tests do not disturb each other. */
    record Person(String userId, String name) {}

    Person newPerson() {
        String name = "user-" + UUID.randomUUID();
        Issued.add(PASSWORD);
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("First", "Last")
                        .email(name + "@example.com")
                        .emailVerified(true)
                        .password(PASSWORD)
                        .build())) {
            return new Person(ApiUtil.getCreatedId(made), name);
        }
    }

    Tokens signIn() {
        return signIn(newPerson());
    }

    Tokens signIn(Person person) {
        return signIn(person, "webapp");
    }

    Tokens signIn(Person person, String client) {
        return tokens(Map.of(
                "grant_type",
                "password",
                "scope",
                "openid",
                "client_id",
                client,
                "username",
                person.name(),
                "password",
                PASSWORD));
    }

    private Tokens tokens(Map<String, String> fields) {
        JsonNode answer = token(fields);
        return new Tokens(
                answer.path("id_token").asText(),
                answer.path("access_token").asText(),
                answer.path("refresh_token").asText());
    }

    /** New tokens for those of an earlier sign-in. */
    Tokens refresh(Tokens tokens, String client) {
        return tokens(Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", tokens.refresh()));
    }

    /** An access token of the realm's own administration client. */
    String administrator() {
        return clientToken("pooladmin", DemoExport.SECRETS.pooladmin());
    }

    /** An access token of a client itself. */
    String clientToken(String client, String secret) {
        return token(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret))
                .path("access_token")
                .asText();
    }

    UserResource user(Person person) {
        return realm.admin().users().get(person.userId());
    }

    void disable(Person person) {
        UserRepresentation user = user(person).toRepresentation();
        user.setEnabled(false);
        user(person).update(user);
    }

    private JsonNode token(Map<String, String> fields) {
        Http.Answer answer =
                Http.form(URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"), new HashMap<>(fields));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
