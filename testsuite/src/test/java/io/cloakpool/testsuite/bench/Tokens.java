package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What the token endpoint gives to one user. */
record Tokens(String id, String access, String refresh) {
    static Tokens of(JsonNode answer) {
        return new Tokens(text(answer, "id_token"), text(answer, "access_token"), text(answer, "refresh_token"));
    }

    /** The form of a sign-in by password. */
    static Map<String, String> signIn(String user) {
        return Map.of(
                "grant_type",
                "password",
                "scope",
                "openid",
                "client_id",
                BenchRealm.CLIENT,
                "username",
                user,
                "password",
                BenchRealm.PASSWORD);
    }

    /** The form that renews these. */
    Map<String, String> renewal() {
        return Map.of("grant_type", "refresh_token", "client_id", BenchRealm.CLIENT, "refresh_token", refresh);
    }

    private static String text(JsonNode answer, String name) {
        String text = answer.path(name).asText();
        if (text.isEmpty()) {
            throw new BenchException("The token endpoint gave no " + name);
        }
        return text;
    }

    @Override
    public String toString() {
        return "Tokens[hidden]";
    }
}
