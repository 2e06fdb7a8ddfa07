package io.cloakpool.testsuite.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.keycloak.common.util.StringPropertyReplacer;

/**
 * Realms of one server whose sign-ins are compared: those of recipes, and one with Keycloak's own steps in the same order. All have
 * the cheapest password hash, the same client, and users of the same names.
 */
final class PoolRealms {
    static final String POOL = "bench-user-pool";
    static final String PASSWORDLESS = "bench-passwordless";
    static final String BY_TEXT = "bench-by-text";
    static final String PLAIN = "bench-plain";
    static final String CALLBACK = "http://localhost:3000/";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHEAP = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";
    private static final int BATCH = 200;
    /** Of the recipe, for each realm: what Keycloak does by itself, and what it costs, is not of the flows. */
    private static final List<String> SETTINGS = List.of(
            "internationalizationEnabled",
            "supportedLocales",
            "defaultLocale",
            "rememberMe",
            "resetPasswordAllowed",
            "webAuthnPolicyPasswordlessPasskeysEnabled");

    private final BenchServer server;
    private final Probe probe;

    PoolRealms(BenchServer server, Probe probe) {
        this.server = server;
        this.probe = probe;
    }

    /** Name of a user. */
    static String user(int number) {
        return "member-" + number;
    }

    /** Phone number of a user of {@link #BY_TEXT}. */
    static String number(int number) {
        return "+49172" + (1_000_000 + number);
    }

    /**
     * Makes the realms.
     *
     * @param smtpPort of a mail server on loopback
     * @param smsPort of a gateway for text messages on loopback
     * @param users how many users each has
     */
    void create(int smtpPort, int smsPort, int users) {
        create(recipe("user-pool", POOL), smtpPort, users);
        create(recipe("passwordless", PASSWORDLESS), smtpPort, users);
        create(byText(recipe("passwordless", BY_TEXT), smsPort), smtpPort, users);
        create(plain(recipe("user-pool", PLAIN)), smtpPort, users);
    }

    URI authorization(String realm, String more) {
        return server.at("/realms/" + realm + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id="
                + BenchRealm.CLIENT + "&redirect_uri=http%3A%2F%2Flocalhost%3A3000%2F" + more);
    }

    URI tokenEndpoint(String realm) {
        return server.at("/realms/" + realm + "/protocol/openid-connect/token");
    }

    private void create(ObjectNode realm, int smtpPort, int users) {
        realm.put("registrationAllowed", true);
        realm.put("passwordPolicy", CHEAP);
        realm.set(
                "smtpServer",
                JSON.valueToTree(
                        Map.of("host", "127.0.0.1", "port", Integer.toString(smtpPort), "from", "pool@example.com")));
        realm.set(
                "clients",
                JSON.valueToTree(List.of(Map.of(
                        "clientId",
                        BenchRealm.CLIENT,
                        "publicClient",
                        true,
                        "directAccessGrantsEnabled",
                        true,
                        "redirectUris",
                        List.of(CALLBACK + "*")))));
        probe.calls().post(server.at("/admin/realms"), probe.adminToken(), realm);
        String name = realm.path("realm").asText();
        for (int from = 0; from < users; from += BATCH) {
            List<Map<String, Object>> batch = IntStream.range(from, Math.min(users, from + BATCH))
                    .mapToObj(number -> name.equals(BY_TEXT) ? userWithNumber(number) : BenchRealm.user(user(number)))
                    .toList();
            probe.calls()
                    .post(
                            server.at("/admin/realms/" + name + "/partialImport"),
                            probe.adminToken(),
                            Map.of("ifResourceExists", "FAIL", "users", batch));
        }
    }

    private static ObjectNode recipe(String name, String realm) {
        String file = "/realm-exports/" + name + ".json";
        try (InputStream recipe = Objects.requireNonNull(PoolRealms.class.getResourceAsStream(file), file)) {
            String text = new String(recipe.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode json = JSON.readTree(StringPropertyReplacer.replaceProperties(text, variable -> null));
            return ((ObjectNode) json).put("realm", realm);
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read", e);
        }
    }

    private static Map<String, Object> userWithNumber(int number) {
        Map<String, Object> user = new HashMap<>(BenchRealm.user(user(number)));
        user.put("attributes", Map.of("phoneNumber", List.of(number(number)), "phoneNumberVerified", List.of("true")));
        return user;
    }

    /** With codes by text message in place of those by e-mail, and without limits that one range of numbers reaches. */
    private static ObjectNode byText(ObjectNode realm, int smsPort) {
        Map<String, String> requirements = Map.of(
                "cloakpool-email-code-sign-in", "DISABLED",
                "cloakpool-sms-code-sign-in", "ALTERNATIVE");
        realm.findParents("authenticator").forEach(step -> {
            String requirement = requirements.get(step.path("authenticator").asText());
            if (requirement != null) {
                ((ObjectNode) step).put("requirement", requirement);
            }
        });
        realm.set(
                "attributes",
                JSON.valueToTree(Map.of(
                        "cloakpool.sms.countries", "DE",
                        "cloakpool.sms.hourlyPerRange", "10000",
                        "cloakpool.sms.hourlyPerCountry", "10000",
                        "cloakpool.sms.dailyPerRealm", "10000")));
        realm.withObject("/components")
                .set(
                        "io.cloakpool.authenticators.keycloak.SmsSenderProvider",
                        JSON.valueToTree(List.of(Map.of(
                                "name",
                                "gateway",
                                "providerId",
                                "sms-http",
                                "config",
                                Map.of(
                                        "url",
                                        List.of("http://127.0.0.1:" + smsPort + "/"),
                                        "body",
                                        List.of("{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}"))))));
        return realm;
    }

    /** Keycloak's steps that ask for the name first, as the recipes do, so that each sign-in is as many requests; with the second factor of its own browser flow. */
    private static ObjectNode plain(ObjectNode pool) {
        Map<String, Object> realm = new LinkedHashMap<>();
        realm.put("realm", PLAIN);
        realm.put("enabled", true);
        realm.put("sslRequired", "external");
        realm.put("bruteForceProtected", true);
        realm.put("eventsEnabled", true);
        SETTINGS.forEach(setting -> realm.put(setting, pool.path(setting)));
        realm.put("browserFlow", "name first");
        realm.put(
                "authenticationFlows",
                List.of(
                        flow(
                                "name first",
                                true,
                                List.of(
                                        step("auth-cookie", "ALTERNATIVE", 10),
                                        step("identity-provider-redirector", "ALTERNATIVE", 20),
                                        subFlow("name first forms", "ALTERNATIVE", 30))),
                        flow(
                                "name first forms",
                                false,
                                List.of(
                                        step("auth-username-form", "REQUIRED", 10),
                                        step("auth-password-form", "REQUIRED", 20),
                                        subFlow("name first second factor", "CONDITIONAL", 30))),
                        flow(
                                "name first second factor",
                                false,
                                List.of(
                                        step("conditional-user-configured", "REQUIRED", 10),
                                        step("conditional-credential", "REQUIRED", 20),
                                        step("auth-otp-form", "ALTERNATIVE", 30)))));
        return JSON.valueToTree(realm);
    }

    private static Map<String, Object> flow(String alias, boolean top, List<Map<String, Object>> steps) {
        return Map.of(
                "alias",
                alias,
                "providerId",
                "basic-flow",
                "topLevel",
                top,
                "builtIn",
                false,
                "authenticationExecutions",
                steps);
    }

    private static Map<String, Object> subFlow(String alias, String requirement, int priority) {
        return Map.of("flowAlias", alias, "requirement", requirement, "priority", priority, "authenticatorFlow", true);
    }

    private static Map<String, Object> step(String authenticator, String requirement, int priority) {
        return Map.of(
                "authenticator",
                authenticator,
                "requirement",
                requirement,
                "priority",
                priority,
                "authenticatorFlow",
                false);
    }
}
