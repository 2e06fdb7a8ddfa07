package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The realm that is measured. Its password hash is the cheapest there is: sign-in is not what this measures. */
final class BenchRealm {
    static final String NAME = "bench";
    static final String CLIENT = "app";
    static final String USER = "reused";
    static final String PASSWORD = "a-password-of-the-benchmarks";
    static final String CHECKED_POOL = "checked";
    static final String UNCHECKED_POOL = "unchecked";
    /** Has {@value #PROVIDERS} providers with {@value #RULES} rules each. */
    static final String MAPPED_POOL = "mapped";

    static final String REMOTE_POOL = "remote";
    /** Of {@link #REMOTE_POOL}; is made when it is known who issues its credentials. */
    static final String REMOTE_ROLE = "Remote";
    /** Who may look at identities. */
    static final String AUDITOR = "auditor";

    static final String REGION = "us-east-1";
    static final String LOGIN = "cognito-idp.us-east-1.amazonaws.com/us-east-1_CloakBench";
    static final String GATEWAY = "s3";
    static final String BUCKET = "bench";

    private static final int RULES = 25;
    private static final int PROVIDERS = 10;
    private static final List<String> PUBLIC_PROVIDERS = List.of("google", "apple", "facebook", "amazon");

    /** Longer than any run, so that no token ends within it. */
    private static final int LIFESPAN_SECONDS = 36_000;

    private static final String PACK = "io.cloakpool.identitypool.keycloak.";
    static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
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
        Map<String, Object> auditor = new LinkedHashMap<>(user(AUDITOR));
        auditor.put("clientRoles", Map.of("realm-management", List.of("view-realm", "view-users")));
        realm.put("users", List.of(user(USER), auditor));
        if (withPack) {
            realm.put("identityProviders", identityProviders());
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
                List.of(
                        pool(CHECKED_POOL, "User", List.of(binding("realm", "", true, ""))),
                        pool(UNCHECKED_POOL, "User", List.of(binding("realm", "", false, ""))),
                        pool(MAPPED_POOL, "User", mappedBindings()),
                        pool(REMOTE_POOL, REMOTE_ROLE, List.of(binding("realm", "", true, "")))),
                PACK + "PoolRoleComponent",
                List.of(component(
                        "User",
                        "cloakpool-role",
                        Map.of(
                                "policy", List.of(POLICY),
                                "trustedPools", List.of(CHECKED_POOL, UNCHECKED_POOL, MAPPED_POOL),
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

    private static Map<String, Object> pool(String name, String role, List<Map<String, Object>> bindings) {
        Map<String, Object> pool = new LinkedHashMap<>(component(
                name,
                "cloakpool-identity-pool",
                Map.of("authenticatedRole", List.of(role), "allowClassicFlow", List.of("true"))));
        pool.put("subComponents", Map.of(PACK + "LoginBindingComponent", bindings));
        return pool;
    }

    private static Map<String, Object> binding(
            String provider, String providerName, boolean serverSideCheck, String roleMapping) {
        Map<String, List<String>> config = new LinkedHashMap<>();
        config.put("provider", List.of(provider));
        config.put("clientIds", List.of(CLIENT));
        config.put("serverSideCheck", List.of(Boolean.toString(serverSideCheck)));
        if (!providerName.isEmpty()) {
            config.put("providerName", List.of(providerName));
        }
        if (!roleMapping.isEmpty()) {
            config.put("roleMapping", List.of(roleMapping));
        }
        return component(provider + providerName, "cloakpool-login-binding", config);
    }

    private static List<Map<String, Object>> mappedBindings() {
        List<Map<String, Object>> bindings = new ArrayList<>();
        bindings.add(binding("realm", "", true, rules()));
        PUBLIC_PROVIDERS.forEach(provider -> bindings.add(binding(provider, "", true, rules())));
        identityProviders()
                .forEach(provider ->
                        bindings.add(binding("oidc", String.valueOf(provider.get("alias")), true, rules())));
        return bindings;
    }

    private static List<Map<String, Object>> identityProviders() {
        return IntStream.range(1 + PUBLIC_PROVIDERS.size(), PROVIDERS)
                .mapToObj(number -> Map.<String, Object>of(
                        "alias",
                        "idp" + number,
                        "providerId",
                        "oidc",
                        "enabled",
                        true,
                        "config",
                        Map.of(
                                "issuer",
                                "https://idp" + number + ".example",
                                "jwksUrl",
                                "https://idp" + number + ".example/jwks",
                                "useJwksUrl",
                                "true",
                                "clientId",
                                CLIENT,
                                "clientSecret",
                                "no-secret",
                                "authorizationUrl",
                                "https://idp" + number + ".example/authorize",
                                "tokenUrl",
                                "https://idp" + number + ".example/token")))
                .toList();
    }

    /** Only the last rule matches a token of the client. */
    private static String rules() {
        return IntStream.rangeClosed(1, RULES)
                .mapToObj(number -> Calls.json(Map.of(
                        "claim",
                        "azp",
                        "matchType",
                        "equals",
                        "value",
                        number == RULES ? CLIENT : "client" + number,
                        "role",
                        "User")))
                .collect(Collectors.joining(
                        ",", "{\"type\":\"rules\",\"ambiguousRoleResolution\":\"deny\",\"rules\":[", "]}"));
    }

    private static Map<String, Object> component(String name, String provider, Map<String, List<String>> config) {
        return Map.of("name", name, "providerId", provider, "config", config);
    }
}
