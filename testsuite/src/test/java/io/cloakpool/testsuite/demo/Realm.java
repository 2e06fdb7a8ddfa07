package io.cloakpool.testsuite.demo;

import java.net.URI;
import java.util.Map;

/**
 * A realm of a running server.
 *
 * @param keycloak the server's root, without a slash at the end
 * @param administrator who administers the whole server
 * @param password the administrator's
 */
public record Realm(URI keycloak, String name, String administrator, String password) {
    /** The realm as its users reach it. */
    public URI uri() {
        return URI.create(keycloak + "/realms/" + name);
    }

    /** The realm as its administrators reach it. */
    public URI admin() {
        return URI.create(keycloak + "/admin/realms/" + name);
    }

    /** Changes settings of the realm, which Keycloak takes one by one. */
    public void change(Map<String, ?> settings) {
        People.expect(Http.json("PUT", admin(), settings, bearer()));
    }

    /** A header with a new token of the administrator. */
    public String[] bearer() {
        Http.Answer answer = Http.form(
                URI.create(keycloak + "/realms/master/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        administrator,
                        "password",
                        password));
        People.expect(answer);
        return new String[] {
            "Authorization", "Bearer " + answer.json().path("access_token").asText()
        };
    }

    @Override
    public String toString() {
        return "Realm[" + uri() + "]";
    }
}
