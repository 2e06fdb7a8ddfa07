package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.logs.TraceLogs;
import io.cloakpool.testsuite.migration.OldSystem.Fault;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.SignIn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** An old system that does not answer as agreed: nobody is told that a name or a password is wrong, and those who came before are unharmed. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OutageTest {
    /** Where Keycloak cuts off look-ups. */
    private static final Duration KEYCLOAKS_LIMIT = Duration.ofSeconds(3);

    private static final String ADMIN_SECRET = "secret-of-an-administering-client-1";

    private static final String EVENT = "FEDERATED_IDENTITY_LINK_ERROR";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of());
        realm.admin().clearEvents();
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    private record Timed(Http.Answer answer, Duration took) {}

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_look_up_that_fails_is_no_unknown_user(Fault fault) {
        String migrated = source.person(Map.of());
        String name = source.person(Map.of());
        assertThat(source.signIn(migrated, Source.PASSWORD).status()).isEqualTo(200);
        system.misbehave(fault);

        Timed known = timed(() -> source.signIn(name, Source.PASSWORD));
        Timed unknown = timed(() -> source.signIn("nobody-" + UUID.randomUUID(), Source.PASSWORD));

        assertUnavailable(known);
        assertUnavailable(unknown);
        assertThat(unknown.answer().body()).isEqualTo(known.answer().body());
        assertThat(source.signIn(migrated, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.rows(name)).isEmpty();

        system.misbehave(Fault.NONE);
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "STATUS_204", "WRONG_TYPES"})
    void a_sign_in_that_fails_is_no_wrong_password(Fault fault) {
        realm.updateWithCleanup(r -> r.bruteForceProtected(true));
        String name = source.person(Map.of());
        system.misbehaveAtSignIns(fault);

        assertUnavailable(timed(() -> source.signIn(name, Source.PASSWORD)));

        assertThat(source.rows(name)).isEmpty();
        assertThat(realm.admin().attackDetection().bruteForceUserStatus(source.storageId(name)))
                .containsEntry("numFailures", 0);
    }

    @Test
    void a_system_that_is_gone_is_an_outage() {
        String migrated = source.person(Map.of());
        assertThat(source.signIn(migrated, Source.PASSWORD).status()).isEqualTo(200);
        system.close();

        assertUnavailable(timed(() -> source.signIn("somebody", Source.PASSWORD)));

        assertThat(source.signIn(migrated, Source.PASSWORD).status()).isEqualTo(200);
    }

    /** Keycloak looks for an address first where a name looks like one. */
    @Test
    void who_is_named_by_another_address_is_not_looked_up_once_taken_over() {
        String name = "former-" + UUID.randomUUID() + "@example.com";
        system.add(
                name,
                Source.PASSWORD,
                Map.of(
                        "firstName",
                        "First",
                        "lastName",
                        "Last",
                        "email",
                        "new-" + UUID.randomUUID() + "@example.com",
                        "emailVerified",
                        true));
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        int asked = system.calls(name).size();
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(system.calls(name)).hasSize(asked);
        system.misbehave(Fault.STATUS_500);

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void our_timeout_comes_before_keycloaks_and_its_message_names_the_source() throws IOException {
        String name = source.person(Map.of());
        system.misbehave(Fault.SLOW);

        Timed slow = timed(() -> source.signIn(name, Source.PASSWORD));

        assertThat(slow.took()).isBetween(Duration.ofMillis(1200), KEYCLOAKS_LIMIT);
        assertThat(TraceLogs.linesWith(
                        "pool", "The old system behind " + Source.NAME + ", realm old-system, is unavailable"))
                .anySatisfy(line -> assertThat(line).contains("WARN", "TIMEOUT, it did not answer within 1500 ms"));
    }

    @ParameterizedTest
    @EnumSource
    void those_who_came_before_do_not_notice(Door door) {
        String name = source.person(Map.of());
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        SignIn session = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));
        String refresh = session.tokens().path("refresh_token").asText();
        realm.admin().clearEvents();

        system.misbehave(Fault.STATUS_500);

        assertThat(door.enter(source, name, Source.PASSWORD).in()).isTrue();
        assertThat(door.enter(source, name + "@example.com", Source.PASSWORD).in())
                .as("by address")
                .isTrue();
        assertThat(door.enter(source, name, "not the password").text())
                .containsAnyOf("Invalid username or password.", "Invalid user credentials");
        assertThat(SignIn.at(realm, session.browser(), "&prompt=none").isDone()).isTrue();
        Http.Answer refreshed = Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of("grant_type", "refresh_token", "client_id", OldSystemRealm.APP, "refresh_token", refresh));
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        assertThat(source.errors(EVENT)).isEmpty();
    }

    @Test
    void a_browser_gets_a_page_that_says_so() {
        String name = source.person(Map.of());
        system.misbehave(Fault.STATUS_500);

        SignIn signIn = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));

        assertThat(signIn.page().status()).isEqualTo(503);
        assertThat(signIn.page().html())
                .contains("not possible at the moment")
                .doesNotContain("Invalid username or password");
    }

    /** Keycloak makes up a session for the token of a service account, as for somebody who signs in. */
    @Test
    void administrators_get_json_that_says_so() {
        Http.Answer token = Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        administrator(),
                        "client_secret",
                        ADMIN_SECRET));
        assertThat(token.status()).as(token.body()).isEqualTo(200);
        String name = source.person(Map.of());
        system.misbehave(Fault.STATUS_500);

        Http.Answer refused = Http.json(
                "POST",
                URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/users"),
                Map.of("username", name, "enabled", true),
                "Authorization",
                "Bearer " + token.json().path("access_token").asText());

        assertThat(refused.status()).as(refused.body()).isEqualTo(503);
        assertThat(refused.json().path("error").asText()).isEqualTo("temporarily_unavailable");
        assertThat(source.errors(EVENT)).contains("legacy_unavailable");
        assertThat(source.rows(name)).isEmpty();
    }

    /** A client with a service account that may manage users. */
    private String administrator() {
        Issued.add(ADMIN_SECRET);
        return new Administrators(realm).client(ADMIN_SECRET, "manage-users");
    }

    @Test
    void names_of_the_old_system_cannot_be_claimed_by_signing_up() {
        realm.updateWithCleanup(r -> r.registrationAllowed(true));
        String name = source.person(Map.of());

        assertThat(signUp(name).html()).contains("Username already exists.");
        system.misbehave(Fault.STATUS_500);
        assertThat(signUp(name).status()).isEqualTo(503);

        assertThat(source.rows(name)).isEmpty();
    }

    private Page signUp(String name) {
        WebPages browser = new WebPages();
        Page form = browser.open(URI.create(SignIn.address(realm, "").toString().replace("/auth?", "/registrations?")));
        return browser.send(
                form,
                Map.of(
                        "username", name,
                        "email", "somebody-else-" + name + "@example.com",
                        "firstName", "F",
                        "lastName", "L",
                        "password", "a password of somebody",
                        "password-confirm", "a password of somebody"));
    }

    @Test
    void a_source_that_stays_out_is_left_alone() {
        String name = source.person(Map.of());
        system.misbehave(Fault.CUT);
        for (int i = 0; i < 5; i++) {
            assertUnavailable(timed(() -> source.signIn(name, Source.PASSWORD)));
        }
        int asked = system.calls(name).size();

        assertUnavailable(timed(() -> source.signIn(name, Source.PASSWORD)));

        assertThat(system.calls(name)).hasSize(asked);
    }

    @Test
    void a_secret_that_the_old_system_does_not_take_is_an_outage() {
        String name = source.person(Map.of());
        source.set("secret", "another-secret-than-it-has");

        assertUnavailable(timed(() -> source.signIn(name, Source.PASSWORD)));
    }

    private void assertUnavailable(Timed timed) {
        assertThat(timed.answer().status()).as(timed.answer().body()).isEqualTo(503);
        assertThat(timed.answer().json().path("error").asText()).isEqualTo("temporarily_unavailable");
        assertThat(timed.took()).isLessThan(KEYCLOAKS_LIMIT);
        assertThat(source.errors(EVENT)).contains("legacy_unavailable");
        assertThat(source.errors("LOGIN_ERROR")).doesNotContain("user_not_found", "invalid_user_credentials");
    }

    private static Timed timed(Supplier<Http.Answer> call) {
        long start = System.nanoTime();
        Http.Answer answer = call.get();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }
}
