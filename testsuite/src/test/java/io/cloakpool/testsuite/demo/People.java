package io.cloakpool.testsuite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users of the demo realm and what the administrator does to them. */
final class People {
    private static final String PASSWORD = "a-password-of-the-tests";

    private final RunningDemo demo;

    People(RunningDemo demo) {
        this.demo = demo;
    }

    /** Tokens of one sign-in. */
    record Tokens(String id, String access, String refresh) {}

    /** Somebody new, so that tests do not disturb each other. */
    record Person(String userId, String name) {}

    Person newPerson() {
        String name = "user-" + UUID.randomUUID();
        Http.Answer made = Http.json(
                "POST",
                URI.create(demo.admin() + "/users"),
                Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        name + "@example.com",
                        "emailVerified",
                        true,
                        "firstName",
                        "First",
                        "lastName",
                        "Last",
                        "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD))),
                bearer());
        String location = made.header("location");
        return new Person(location.substring(location.lastIndexOf('/') + 1), name);
    }

    Tokens signIn(Person person) {
        return signIn(person, "webapp");
    }

    Tokens signIn(Person person, String client) {
        Map<String, String> form = new HashMap<>(Map.of(
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
        JsonNode answer = Http.form(URI.create(demo.realm() + "/protocol/openid-connect/token"), form)
                .json();
        return new Tokens(
                answer.path("id_token").asText(),
                answer.path("access_token").asText(),
                answer.path("refresh_token").asText());
    }

    void enabled(Person person, boolean enabled) {
        expect(Http.json("PUT", user(person), Map.of("enabled", enabled), bearer()));
    }

    void signOut(Person person) {
        expect(Http.json("POST", URI.create(user(person) + "/logout"), Map.of(), bearer()));
    }

    void delete(Person person) {
        expect(Http.json("DELETE", user(person), Map.of(), bearer()));
    }

    /** A header with an administrator's token of the master realm. */
    String[] bearer() {
        String token = Http.form(
                        URI.create(demo.get("KEYCLOAK_URL") + "/realms/master/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                demo.get("KEYCLOAK_ADMIN"),
                                "password",
                                demo.get("KEYCLOAK_ADMIN_PASSWORD")))
                .json()
                .path("access_token")
                .asText();
        return new String[] {"Authorization", "Bearer " + token};
    }

    private URI user(Person person) {
        return URI.create(demo.admin() + "/users/" + person.userId());
    }

    static void expect(Http.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("answered " + answer.status() + " " + answer.body());
        }
    }
}
