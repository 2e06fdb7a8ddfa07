package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.demo.DemoSecrets;
import io.cloakpool.testsuite.demo.Commands;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.UserBuilder;

/** {@code bin/add-recipe} on a realm that has users. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class AddRecipeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REALM = "existing";
    private static final String SERVER = "http://localhost:8080";
    private static final String SECRET = "the-secret-of-a-client-that-administers";
    private static final String PASSWORD = "A password of before 1";
    /** Of the user profile that Keycloak gives a realm. */
    private static final String GROUP = "user-metadata";

    private static final String MARK = " (being added by add-recipe)";
    private static final String DONE = "the realm existing has what the recipe has\n";

    @InjectAdminClient
    Keycloak admin;

    @TempDir
    Path folder;

    private RealmResource realm;
    private Path login;
    private UserRepresentation ann;

    @BeforeEach
    void a_realm_with_a_user() throws IOException {
        assumeFalse(Commands.all("jq").isEmpty(), "SKIPPED: jq is not installed, so bin/add-recipe was not tried");
        Issued.add(SECRET);
        Issued.add(PASSWORD);
        admin.realms()
                .create(RealmBuilder.create()
                        .name(REALM)
                        .passwordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)")
                        .groups("staff")
                        .clients(
                                ClientBuilder.create("administrator")
                                        .secret(SECRET)
                                        .serviceAccountsEnabled(true),
                                ClientBuilder.create("old-app").publicClient().directAccessGrantsEnabled())
                        .users(
                                UserBuilder.create("ann")
                                        .enabled(true)
                                        .name("Ann", "Example")
                                        .email("ann@example.com")
                                        .emailVerified(true)
                                        .password(PASSWORD)
                                        .groups("staff"),
                                UserBuilder.create("service-account-administrator")
                                        .enabled(true)
                                        .serviceAccountId("administrator")
                                        .clientRoles("realm-management", "realm-admin"))
                        .build());
        realm = admin.realm(REALM);
        login = Files.write(folder.resolve("login"), List.of("client=administrator", "secret=" + SECRET));
        ann = realm.users().searchByUsername("ann", true).get(0);
    }

    @AfterEach
    void remove() {
        admin.realm(REALM).remove();
    }

    @Test
    void what_is_missing_is_added_and_what_differs_is_changed_only_on_request() throws IOException {
        group("email");
        JsonNode before = export();
        List<CredentialRepresentation> credentials = user().credentials();

        Commands.Run dry = run("--dry-run", recipe("federated"));

        assertThat(dry.output())
                .contains("would be added: flow user pool browser, 3 steps", "would be added: client app\n")
                .contains("would be added: identity provider google; facebook; amazon; apple; oidc; saml")
                .contains("would be added: attributes of the user profile, phoneNumber, phoneNumberVerified");
        assertThat(dry.code()).as(dry.errors()).isEqualTo(1);
        assertThat(export()).isEqualTo(before);
        Commands.Run dryBound = run("--dry-run", "--change", "all", recipe("federated"));
        assertThat(dryBound.output())
                .as("of flows that are not there yet")
                .contains("would be changed: bindings: browserFlow is user pool browser")
                .doesNotContain("differs");
        assertThat(dryBound.code()).as("there is something to do").isEqualTo(1);
        assertThat(export()).isEqualTo(before);

        Commands.Run added = run(recipe("federated"));

        assertThat(added.code()).as(added.errors()).isEqualTo(1);
        assertThat(added.output())
                .contains("added: flow user pool browser, 3 steps", "added: required action cloakpool-confirm-email")
                .contains("differs, and is left alone: browserFlow is browser, and user pool browser in the recipe")
                .contains("differs, and is left alone: the setting passwordPolicy")
                .contains("differs, and is left alone: the required action VERIFY_EMAIL")
                .contains("differs, and is left alone: the attribute email of the user profile")
                .as("just added")
                .doesNotContain(
                        "the client ", "the identity provider ", "the mapper ", "the required action cloakpool-");
        JsonNode then = export();
        assertThat(then.path("browserFlow").asText()).isEqualTo("browser");
        assertThat(then.path("passwordPolicy")).isEqualTo(before.path("passwordPolicy"));
        assertThat(RealmContent.flows(then))
                .containsAllEntriesOf(RealmContent.flows(JSON.valueToTree(Recipe.read("federated"))));
        assertThat(signIn()).isEqualTo(200);

        Commands.Run bound = run("--change", "bindings,profile", recipe("federated"));

        assertThat(bound.output())
                .contains(
                        "changed: bindings: browserFlow is user pool browser",
                        "changed: attributes of the user profile, username")
                .contains("differs, and is left alone: the setting passwordPolicy");
        assertThat(export().path("browserFlow").asText()).isEqualTo("user pool browser");
        assertThat(signIn()).isEqualTo(200);

        Commands.Run all = run("--change", "all", recipe("federated"));

        assertThat(all.code()).as(all.output() + all.errors()).isZero();
        assertThat(all.output())
                .contains("changed: settings:", "passwordPolicy")
                .endsWith(DONE);
        assertThat(realm.flows().getRequiredAction("VERIFY_EMAIL").isEnabled()).isFalse();
        assertThat(realm.users()
                        .userProfile()
                        .getConfiguration()
                        .getAttribute("email")
                        .getGroup())
                .isEqualTo(GROUP);
        assertThat(run("--dry-run", recipe("federated")).output()).isEqualTo(DONE);
        assertThat(findings()).singleElement().asString().contains("mail server");
        assertThat(user().toRepresentation().getId()).isEqualTo(ann.getId());
        assertThat(JSON.<JsonNode>valueToTree(user().credentials())).isEqualTo(JSON.valueToTree(credentials));
        assertThat(user().groups()).singleElement().satisfies(group -> assertThat(group.getName())
                .isEqualTo("staff"));
        assertThat(signIn()).isEqualTo(200);
        assertThat(realm.clients().findByClientId("old-app")).hasSize(1);
    }

    @Test
    void required_actions_that_are_new_are_as_in_the_recipe_and_those_that_are_there_stay_as_they_are()
            throws IOException {
        String recipe = Files.writeString(
                        folder.resolve("actions.json"),
                        """
                {"requiredActions": [
                  {"alias": "cloakpool-confirm-email", "providerId": "cloakpool-confirm-email", "name": "Confirm",
                   "enabled": true, "defaultAction": true, "priority": 51},
                  {"alias": "cloakpool-sms-code-enrolment", "providerId": "cloakpool-sms-code-enrolment", "name": "Codes",
                   "enabled": false, "defaultAction": false, "priority": 7}]}
                """)
                .toString();
        Commands.Run first = run(recipe);
        assertThat(first.output())
                .as(first.errors())
                .isEqualTo("added: required action cloakpool-confirm-email\n"
                        + "added: required action cloakpool-sms-code-enrolment\n" + DONE);
        assertThat(first.code()).isZero();

        Commands.Run second = run(recipe);

        assertThat(second.output()).isEqualTo(DONE);
        assertThat(second.code()).isZero();
        RequiredActionProviderRepresentation confirm = realm.flows().getRequiredAction("cloakpool-confirm-email");
        assertThat(List.of(confirm.isEnabled(), confirm.isDefaultAction(), confirm.getPriority()))
                .containsExactly(true, true, 51);
        RequiredActionProviderRepresentation enrol = realm.flows().getRequiredAction("cloakpool-sms-code-enrolment");
        assertThat(List.of(enrol.isEnabled(), enrol.isDefaultAction(), enrol.getPriority()))
                .containsExactly(false, false, 7);
        confirm.setEnabled(false);
        realm.flows().updateRequiredAction(confirm.getAlias(), confirm);
        Commands.Run third = run(recipe);
        assertThat(third.output())
                .isEqualTo("differs, and is left alone: the required action cloakpool-confirm-email\n");
        assertThat(third.code()).isEqualTo(1);
        assertThat(realm.flows().getRequiredAction(confirm.getAlias()).isEnabled())
                .isFalse();
    }

    /** Those whose flows, components and clients are others than in the tests above and below. */
    @ParameterizedTest
    @ValueSource(strings = {"passwordless", "migrate-from-cognito", "identity-pool-demo"})
    void a_second_run_changes_nothing(String recipe) throws IOException {
        Commands.Run first = run("--change", "all", recipe(recipe));
        assertThat(first.code()).as(first.output() + first.errors()).isZero();
        JsonNode then = export();
        assertThat(then.path("browserFlow").asText()).isEqualTo("user pool browser");

        Commands.Run second = run("--change", "all", recipe(recipe));

        assertThat(second.code()).as(second.errors()).isZero();
        assertThat(second.output()).isEqualTo(DONE);
        assertThat(export()).isEqualTo(then);
        assertThat(findings()).singleElement().asString().contains("mail server");
        assertThat(user().toRepresentation().getId()).isEqualTo(ann.getId());
        assertThat(realm.users().searchByUsername("alice", true))
                .as("of the demo realm")
                .isEmpty();
    }

    @Test
    void what_has_the_name_of_something_in_the_recipe_and_other_values_is_told() throws IOException {
        Commands.Run first = run("--change", "all", recipe("federated"));
        assertThat(first.code()).as(first.output() + first.errors()).isZero();
        ClientRepresentation app = realm.clients().findByClientId("app").get(0);
        app.setRedirectUris(List.of("http://localhost:3000/*", "https://attacker.example.com/*"));
        app.setDescription("of which the recipe says nothing");
        realm.clients().get(app.getId()).update(app);
        IdentityProviderRepresentation google =
                realm.identityProviders().get("google").toRepresentation();
        google.getConfig().put("syncMode", "FORCE");
        realm.identityProviders().get("google").update(google);
        IdentityProviderResource facebook = realm.identityProviders().get("facebook");
        IdentityProviderMapperRepresentation gate = facebook.getMappers().stream()
                .filter(mapper -> mapper.getName().equals("claims gate"))
                .findFirst()
                .orElseThrow();
        gate.getConfig().put("email.domains", "example.org");
        facebook.update(gate.getId(), gate);
        JsonNode before = export();

        Commands.Run run = run("--change", "all", recipe("federated"));

        assertThat(run.output().lines())
                .as(run.errors())
                .containsExactlyInAnyOrder(
                        "differs, and is left alone: the client app",
                        "differs, and is left alone: the identity provider google",
                        "differs, and is left alone: the mapper of an identity provider facebook, claims gate");
        assertThat(run.code()).isEqualTo(1);
        assertThat(export()).isEqualTo(before);
    }

    @Test
    void a_flow_that_was_left_unfinished_is_finished_and_one_of_somebody_else_is_left_alone() throws IOException {
        AuthenticationManagementResource flows = realm.flows();
        flow(flows, "user pool direct grant", "Password grant, for clients that are allowed it" + MARK);
        flows.addExecution(
                "user pool direct grant", new HashMap<>(Map.of("provider", "direct-grant-validate-username")));
        require(flows, "user pool direct grant");
        flow(flows, "user pool recovery", "ours");
        flows.addExecution("user pool recovery", new HashMap<>(Map.of("provider", "reset-credentials-choose-user")));
        require(flows, "user pool recovery");

        assertThat(run("--dry-run", recipe("user-pool")).output())
                .contains("would be finished: flow user pool direct grant\n");

        Commands.Run run = run("--change", "all", recipe("user-pool"));

        assertThat(run.output()).endsWith("differs, and is left alone: the flow user pool recovery\n");
        assertThat(run.code()).as(run.errors()).isEqualTo(1);
        Map<String, List<String>> there = RealmContent.flows(export());
        assertThat(there).containsEntry("user pool recovery", List.of("reset-credentials-choose-user REQUIRED"));
        assertThat(there.get("user pool direct grant"))
                .isEqualTo(RealmContent.flows(JSON.valueToTree(Recipe.read("user-pool")))
                        .get("user pool direct grant"));
        assertThat(export().toString()).doesNotContain(MARK);
    }

    @Test
    void a_client_scope_is_added_too() throws IOException {
        Commands.Run first = run("../realm-exports/client-scopes/cognito.json");
        assertThat(first.code()).as(first.errors()).isZero();
        assertThat(first.output()).isEqualTo("added: client scope cognito\n" + DONE);
        assertThat(run("../realm-exports/client-scopes/cognito.json").output()).isEqualTo(DONE);
        assertThat(realm.clientScopes().findAll())
                .filteredOn(scope -> scope.getName().equals("cognito"))
                .singleElement()
                .satisfies(scope -> {
                    ProtocolMapperRepresentation mapper = scope.getProtocolMappers().stream()
                            .filter(one -> one.getConfig().containsKey("claim.value"))
                            .findFirst()
                            .orElseThrow();
                    mapper.getConfig().put("claim.value", "3");
                    realm.clientScopes().get(scope.getId()).getProtocolMappers().update(mapper.getId(), mapper);
                });
        Commands.Run differs = run("../realm-exports/client-scopes/cognito.json");
        assertThat(differs.output()).isEqualTo("differs, and is left alone: the client scope cognito\n");
        assertThat(differs.code()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_done_ends_with_2_and_says_why() throws IOException {
        Path text = Files.writeString(folder.resolve("no.json"), "{");
        assertFails("a recipe is needed", run());
        assertFails("one recipe at a time", run("a.json", "b.json"));
        assertFails("nobody.json cannot be read", run("nobody.json"));
        assertFails("is no JSON", run(text.toString()));
        assertFails("there is no option --force", run("--force", recipe("user-pool")));
        assertFails("--change takes", run("--change", "flows", recipe("user-pool")));
        JsonNode before = export();
        assertFails(
                "the environment lacks: GATEWAY_SECRET, POOLADMIN_SECRET", run(Map.of(), recipe("identity-pool-demo")));
        assertFails(
                "the environment lacks: GOOGLE_CLIENT_SECRET",
                run(Map.of("GOOGLE_ENABLED", "true"), recipe("federated")));
        assertFails(
                "the environment lacks: COGNITO_SECRET_ACCESS_KEY",
                run(Map.of("COGNITO_ENABLED", "true"), recipe("migrate-from-cognito")));
        Path digits = Files.writeString(
                folder.resolve("digits.json"),
                "{\"clients\": [{\"clientId\": \"app\", \"secret\": \"${APP2_SECRET}\"}]}");
        assertFails("the environment lacks: APP2_SECRET", run(Map.of(), digits.toString()));
        assertFails(
                "403",
                Commands.run(
                        Map.of(
                                "ACCESS_TOKEN",
                                grant().json().path("access_token").asText()),
                        "../bin/add-recipe",
                        "--server",
                        SERVER,
                        "--realm",
                        REALM,
                        recipe("user-pool")));
        assertThat(export()).isEqualTo(before);
    }

    /** Puts an attribute into a group of the user profile, as it is shown. */
    private void group(String attribute) {
        UPConfig profile = realm.users().userProfile().getConfiguration();
        profile.getAttribute(attribute).setGroup(GROUP);
        realm.users().userProfile().update(profile);
    }

    private static void assertFails(String reason, Commands.Run run) {
        assertThat(run.errors()).contains(reason);
        assertThat(run.code()).as(run.errors()).isEqualTo(2);
    }

    private static String recipe(String name) {
        return "../realm-exports/" + name + ".json";
    }

    private Commands.Run run(String... arguments) {
        Map<String, String> secrets = DemoSecrets.random().environment("http://localhost:3000");
        Issued.addAllOf(secrets);
        return run(secrets, arguments);
    }

    private Commands.Run run(Map<String, String> environment, String... arguments) {
        List<String> line = new ArrayList<>(
                List.of("../bin/add-recipe", "--server", SERVER, "--realm", REALM, "--login", login.toString()));
        line.addAll(List.of(arguments));
        Commands.Run run = Commands.run(environment, line.toArray(String[]::new));
        assertThat(run.output() + run.errors()).doesNotContain(SECRET);
        return run;
    }

    private static void flow(AuthenticationManagementResource flows, String alias, String description) {
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setDescription(description);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        flows.createFlow(flow).close();
    }

    private static void require(AuthenticationManagementResource flows, String alias) {
        AuthenticationExecutionInfoRepresentation step =
                flows.getExecutions(alias).get(0);
        step.setRequirement("REQUIRED");
        flows.updateExecutions(alias, step);
    }

    private UserResource user() {
        return realm.users().get(ann.getId());
    }

    private int signIn() {
        return grant().status();
    }

    private Http.Answer grant() {
        return Http.form(
                URI.create(SERVER + "/realms/" + REALM + "/protocol/openid-connect/token"),
                Map.of("grant_type", "password", "client_id", "old-app", "username", "ann", "password", PASSWORD));
    }

    private JsonNode export() {
        RealmRepresentation export = realm.partialExport(true, true);
        ObjectNode all = JSON.valueToTree(export);
        all.set("userProfile", JSON.valueToTree(realm.users().userProfile().getConfiguration()));
        return RealmContent.all(all);
    }

    private List<String> findings() {
        Http.Answer answer = Http.get(
                URI.create(SERVER + "/admin/realms/" + REALM + "/cloakpool-user-pool/check"),
                "Authorization",
                "Bearer " + admin.tokenManager().getAccessTokenString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> findings = new ArrayList<>();
        answer.json().path("findings").forEach(line -> findings.add(line.asText()));
        return findings;
    }
}
