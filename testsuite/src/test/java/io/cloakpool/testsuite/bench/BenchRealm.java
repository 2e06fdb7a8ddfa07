package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The realm that is measured. Its password hash is the cheapest there is: sign-in is not what this measures. */
final class BenchRealm {
    static final String NAME = "bench";
    static final String CLIENT = "app";
    static final String USER = "reused";
    static final String PASSWORD = "a-password-of-the-benchmarks";
    static final String CHECKED_POOL = "checked";
    static final String UNCHECKED_POOL = "unchecked";
    static final String REGION = "us-east-1";
    static final String LOGIN = "cognito-idp.us-east-1.amazonaws.com/us-east-1_CloakBench";
    static final String GATEWAY = "s3";
    static final String BUCKET = "bench";

    /** Longer than any run, so that no token ends within it. */
    private static final int LIFESPAN_SECONDS = 36_000;

    private static final String PACK = "io.cloakpool.identitypool.keycloak.";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":[\"s3:GetObject\",\"s3:PutObject\",\"s3:DeleteObject\"],"
            + "\"Resource\":\"arn:aws:s3:::bench/users/${cognito-identity.amazonaws.com:sub}/*\"},"
            + "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bench/public/*\"}]}";

    private BenchRealm() {}

    /**
     * Writes the realm for an import at start-up.
     *
     * @param withPack whether it has identity pools; a server without the pack refuses their components
     */
    static Path write(Path file, boolean withPack, String gatewaySecret) throws IOException {
        Map<String, Object> realm = new LinkedHashMap<>();
        realm.put("realm", NAME);
        realm.put("enabled", true);
        realm.put("sslRequired", "external");
        realm.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        realm.put("accessTokenLifespan", LIFESPAN_SECONDS);
        realm.put("ssoSessionIdleTimeout", LIFESPAN_SECONDS);
        realm.put("ssoSessionMaxLifespan", LIFESPAN_SECONDS);
        realm.put(
                "clients",
                List.of(Map.of("clientId", CLIENT, "publicClient", true, "directAccessGrantsEnabled", true)));
        realm.put("users", List.of(user(USER)));
        if (withPack) {
            realm.put("attributes", Map.of("cloakpool.region", REGION, "cloakpool.userPoolId", "us-east-1_CloakBench"));
            realm.put("components", components(gatewaySecret));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        // The import replaces ${name} by variables of its own; those of policies are not meant.
        return Files.writeString(
                file, new ObjectMapper().writeValueAsString(realm).replace("${", "\\u0024{"));
    }

    /** A user as imports take it. */
    static Map<String, Object> user(String name) {
        return Map.of(
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
                List.of(Map.of("type", "password", "value", PASSWORD)));
    }

    private static Map<String, Object> components(String gatewaySecret) {
        return Map.of(
                PACK + "IdentityPoolComponent",
                List.of(pool(CHECKED_POOL, true), pool(UNCHECKED_POOL, false)),
                PACK + "PoolRoleComponent",
                List.of(component(
                        "User",
                        "cloakpool-role",
                        Map.of(
                                "policy", List.of(POLICY),
                                "trustedPools", List.of(CHECKED_POOL, UNCHECKED_POOL),
                                "trustedAmr", List.of("authenticated")))),
                PACK + "GatewayComponent",
                List.of(component(
                        GATEWAY,
                        "cloakpool-gateway",
                        Map.of("dialect", List.of("nginx"), "secret", List.of(gatewaySecret)))),
                PACK + "PoolKeyComponent",
                List.of(
                        component("sealing", "cloakpool-key", Map.of("kind", List.of("sealing"))),
                        component("signing", "cloakpool-key", Map.of("kind", List.of("signing")))));
    }

    private static Map<String, Object> pool(String name, boolean serverSideCheck) {
        Map<String, Object> pool = new LinkedHashMap<>(
                component(name, "cloakpool-identity-pool", Map.of("authenticatedRole", List.of("User"))));
        pool.put(
                "subComponents",
                Map.of(
                        PACK + "LoginBindingComponent",
                        List.of(component(
                                "realm",
                                "cloakpool-login-binding",
                                Map.of(
                                        "provider", List.of("realm"),
                                        "clientIds", List.of(CLIENT),
                                        "serverSideCheck", List.of(Boolean.toString(serverSideCheck)))))));
        return pool;
    }

    private static Map<String, Object> component(String name, String provider, Map<String, List<String>> config) {
        return Map.of("name", name, "providerId", provider, "config", config);
    }
}
