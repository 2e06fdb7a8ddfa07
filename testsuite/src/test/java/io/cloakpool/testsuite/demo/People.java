package io.cloakpool.testsuite.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.logs.Issued;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users of a realm with the demo's client, and what the administrator does to them. */
public final class People {
    /** Of everybody who is made here. */
    static final String PASSWORD = "a-password-of-the-tests";

    private final Realm realm;

    People(RunningDemo demo) {
        this(new Realm(
                URI.create(demo.get("KEYCLOAK_URL")),
                demo.get("REALM"),
                demo.get("KEYCLOAK_ADMIN"),
                demo.get("KEYCLOAK_ADMIN_PASSWORD")));
    }

    /** Users of any server's realm. */
    public People(Realm realm) {
        this.realm = realm;
    }

    /** Tokens of one sign-in. */
    public record Tokens(String id, String access, String refresh) {}

    /** Somebody new, so that tests do not disturb each other. */
    public record Person(String userId, String name) {}

    /** Makes a user with a password. */
    public Person newPerson() {
        String name = "user-" + UUID.randomUUID();
        Issued.add(PASSWORD);
        Http.Answer made = Http.json(
                "POST",
                URI.create(realm.admin() + "/users"),
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

    /** Signs in to the client {@code webapp}. */
    public Tokens signIn(Person person) {
        return signIn(person, "webapp");
    }

    Tokens signIn(Person person, String client) {
        return signIn(person.name(), PASSWORD, client);
    }

    /** Signs in somebody who was not made here. */
    public Tokens signIn(String name, String password, String client) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "password",
                "scope",
                "openid",
                "client_id",
                client,
                "username",
                name,
                "password",
                password));
        JsonNode answer = Http.form(URI.create(realm.uri() + "/protocol/openid-connect/token"), form)
                .json();
        return new Tokens(
                answer.path("id_token").asText(),
                answer.path("access_token").asText(),
                answer.path("refresh_token").asText());
    }

    /** Enables or disables a user. */
    public void enabled(Person person, boolean enabled) {
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
        return realm.bearer();
    }

    private URI user(Person person) {
        return URI.create(realm.admin() + "/users/" + person.userId());
    }

    /** The answer must be a success. */
    public static void expect(Http.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("answered " + answer.status() + " " + answer.body());
        }
    }
}
