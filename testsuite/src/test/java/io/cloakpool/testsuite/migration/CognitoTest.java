package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.distribution.FreePort;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Recipe;
import io.cloakpool.testsuite.userpool.SignIn;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** Users of a Cognito user pool, played by moto. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class CognitoTest {
    private static final String WRONG = "Not-the-password-12";
    private static final Duration KEYCLOAKS_LIMIT = Duration.ofSeconds(3);

    private static CognitoPool pool;

    @InjectAdminClient
    Keycloak admin;

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "recipe", config = Recipe.MigrateFromCognito.class)
    ManagedRealm recipe;

    private Pool source;

    private record Pool(ManagedRealm realm, String id) implements Federated {}

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        pool = CognitoPool.start();
    }

    @AfterAll
    static void stop() {
        if (pool != null) {
            pool.close();
        }
    }

    @BeforeEach
    void showAttributes() {
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_VIEW);
        realm.admin().users().userProfile().update(profile);
        realm.admin().clearEvents();
    }

    @AfterEach
    void disconnect() {
        if (source != null) {
            source.close();
        }
    }

    private ComponentRepresentation component(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(pool.options());
        all.putAll(options);
        return Federated.component(realm, "the-old-pool", "cloakpool-migration-cognito", all);
    }

    private JsonNode progress() {
        return Http.get(
                        URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/")
                                + "/cloakpool-migration/sources"),
                        "Authorization",
                        "Bearer " + admin.tokenManager().getAccessTokenString())
                .json();
    }

    private void connect(Map<String, String> options) {
        source = new Pool(realm, Federated.save(realm, component(options)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_proven_user_comes_with_subject_attributes_and_groups(boolean confidential) {
        Map<String, String> options = new HashMap<>(confidential ? pool.confidential() : Map.of());
        options.put("groups", "/staff");
        connect(options);
        String name = pool.person();
        String sub = pool.sub(name);

        assertThat(source.signIn(name, WRONG).status()).isEqualTo(400);
        assertThat(source.rows(name)).isEmpty();
        Http.Answer right = source.signIn(name, CognitoPool.PASSWORD);

        assertThat(right.status()).as(right.body()).isEqualTo(200);
        UserRepresentation user = source.row(name).toRepresentation();
        assertThat(user.getId()).isEqualTo(sub);
        // The emulator counts nobody, whoever is there.
        assertThat(progress().toString()).matches(".*\"users\":[0-9]+.*");
        assertThat(user.getEmail()).isEqualTo(name + "@example.com");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(user.getFirstName()).isEqualTo("First");
        assertThat(user.getAttributes())
                .containsEntry("plan", List.of("gold"))
                .containsEntry("cloakpool.legacyId", List.of(sub));
        assertThat(source.row(name).groups())
                .extracting(GroupRepresentation::getPath)
                .containsExactly("/staff");
        pool.delete(name);
        assertThat(source.signIn(name, CognitoPool.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void the_recipe_needs_the_pools_names_and_a_key_and_takes_users_over_by_its_pages() {
        ComponentRepresentation shipped = recipe.admin()
                .components()
                .query(null, "org.keycloak.storage.UserStorageProvider", "the-old-pool")
                .get(0);
        String name = pool.person();
        assertThat(onPages(name).isDone()).as("it is off as shipped").isFalse();
        pool.options().forEach((key, value) -> shipped.getConfig().putSingle(key, value));
        shipped.getConfig().putSingle("enabled", "true");
        recipe.admin().components().component(shipped.getId()).update(shipped);

        SignIn first = onPages(name);

        assertThat(first.isDone()).as(first.page().html()).isTrue();
        assertThat(recipe.admin().users().get(pool.sub(name)).toRepresentation().getUsername())
                .isEqualTo(name);
        pool.delete(name);
        assertThat(onPages(name).isDone()).as("without the old pool").isTrue();
    }

    private SignIn onPages(String name) {
        return SignIn.at(recipe).send("username", name).send("password", CognitoPool.PASSWORD);
    }

    /** What a pool gives out, and the import takes. */
    @Test
    void users_of_an_exported_pool_are_imported_with_subject_group_and_attributes(@TempDir Path folder)
            throws IOException {
        String name = pool.person();
        String changing = pool.person();
        pool.password(changing, false);
        Issued.add(Administrators.PASSWORD);
        Imports imports = new Administrators(realm).imports();

        Path file = pool.export(folder);
        JsonNode job = imports.run(Imports.NDJSON, Files.readString(file), false);

        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("Succeeded");
        assertThat(job.path("failed").asInt())
                .as(imports.errors(job.path("id").asText()))
                .isZero();
        assertThat(job.path("imported").asInt()).isGreaterThanOrEqualTo(2);
        connect(Map.of());
        UserRepresentation user = source.row(name).toRepresentation();
        assertThat(user.getId()).isEqualTo(pool.sub(name));
        assertThat(user.getEmail()).isEqualTo(name + "@example.com");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(user.getAttributes()).containsEntry("plan", List.of("gold"));
        assertThat(source.row(name).groups())
                .extracting(GroupRepresentation::getPath)
                .containsExactly("/staff");
        assertThat(source.row(name).credentials()).isEmpty();
        assertThat(source.row(changing).toRepresentation().getRequiredActions()).containsExactly("UPDATE_PASSWORD");
        assertThat(source.signIn(name, CognitoPool.PASSWORD).status())
                .as("whoever was imported is not asked for at the pool")
                .isEqualTo(400);
    }

    @Test
    void a_name_that_the_pool_does_not_have_is_unknown() {
        connect(Map.of());

        assertThat(source.signIn("nobody-" + UUID.randomUUID(), WRONG).status()).isEqualTo(400);

        assertThat(source.errors("LOGIN_ERROR")).containsExactly("user_not_found");
    }

    @Test
    void a_password_that_has_to_be_changed_is_changed_here() {
        connect(Map.of());
        String name = pool.person();
        pool.password(name, false);

        assertThat(source.signIn(name, WRONG).status()).isEqualTo(400);
        assertThat(source.rows(name)).isEmpty();
        assertThat(source.signIn(name, CognitoPool.PASSWORD).body()).contains("Account is not fully set up");

        assertThat(source.row(name).toRepresentation().getRequiredActions()).containsExactly("UPDATE_PASSWORD");
    }

    @Test
    void whoever_has_a_second_factor_stays_there() {
        connect(Map.of());
        String name = pool.person();
        pool.secondFactor(name);

        assertThat(source.signIn(name, CognitoPool.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name + "@example.com", CognitoPool.PASSWORD).status())
                .isEqualTo(400);

        assertThat(source.rows(name)).isEmpty();
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR"))
                .as("by name and by address")
                .containsExactly("legacy_second_factor", "legacy_second_factor");
        assertThat(source.errors("LOGIN_ERROR")).doesNotContain("user_not_found");
    }

    @Test
    void or_has_to_enrol_a_new_one_before_any_token() {
        connect(Map.of("secondFactor", "enrol"));
        String name = pool.person();
        pool.secondFactor(name);

        assertThat(source.signIn(name, WRONG).status()).isEqualTo(400);
        assertThat(source.rows(name)).isEmpty();
        Http.Answer answer = source.signIn(name, CognitoPool.PASSWORD);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Account is not fully set up");
        assertThat(source.row(name).toRepresentation().getRequiredActions()).containsExactly("CONFIGURE_TOTP");
    }

    @Test
    void a_user_who_is_disabled_there_does_not_come() {
        connect(Map.of());
        String name = pool.person();
        pool.disable(name);

        assertThat(source.signIn(name, CognitoPool.PASSWORD).status()).isEqualTo(400);

        assertThat(source.rows(name)).isEmpty();
    }

    @Test
    void a_client_that_the_pool_does_not_have_is_an_outage() {
        connect(Map.of("clientId", "1example23456789"));
        String name = pool.person();

        assertThat(source.signIn(name, CognitoPool.PASSWORD).status()).isEqualTo(503);

        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).contains("legacy_unavailable");
    }

    @Test
    void a_pool_that_is_slow_or_gone_is_an_outage_for_those_who_have_not_come() throws IOException {
        connect(Map.of());
        String migrated = pool.person();
        String name = pool.person();
        assertThat(source.signIn(migrated, CognitoPool.PASSWORD).status()).isEqualTo(200);
        long begin = System.nanoTime();
        pool.pause();
        try {
            assertThat(source.signIn(name, CognitoPool.PASSWORD).status()).isEqualTo(503);
        } finally {
            pool.goOn();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(KEYCLOAKS_LIMIT);
        assertThat(faults()).containsExactly("TIMEOUT");

        ComponentRepresentation gone = source.component().toRepresentation();
        gone.getConfig().putSingle("endpoint", "http://127.0.0.1:" + FreePort.pick());
        gone.getConfig().putSingle("secretAccessKey", "another-secret-access-key");
        source.component().update(gone);

        assertThat(source.signIn(name, CognitoPool.PASSWORD).status()).isEqualTo(503);
        assertThat(source.signIn(migrated, CognitoPool.PASSWORD).status()).isEqualTo(200);
        assertThat(faults()).containsExactly("UNREACHABLE", "TIMEOUT");
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).containsOnly("legacy_unavailable");
        assertThat(source.rows(name)).isEmpty();
    }

    /** Newest first. */
    private List<String> faults() {
        return realm
                .admin()
                .getEvents(List.of("FEDERATED_IDENTITY_LINK_ERROR"), null, null, null, null, null, null, null)
                .stream()
                .map(event -> event.getDetails().get("legacy_fault"))
                .toList();
    }

    @Test
    void a_configuration_that_cannot_be_used_is_not_saved() {
        for (Map<String, String> wrong : List.of(
                Map.of("userPoolId", "eu-west-1"),
                Map.of("clientId", "with space"),
                Map.of("accessKeyId", ""),
                Map.of("credentials", "server"),
                Map.of("endpoint", "http://169.254.169.254"),
                Map.of("secondFactor", "enrol", "mode", "lookup"))) {
            try (Response refused = realm.admin().components().add(component(wrong))) {
                assertThat(refused.getStatus()).as(wrong.toString()).isEqualTo(400);
            }
        }
    }
}
