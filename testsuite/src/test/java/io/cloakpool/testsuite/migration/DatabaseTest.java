package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.TraceLogs;
import io.cloakpool.testsuite.migration.OldDatabase.Hash;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.server.Database;
import io.cloakpool.testsuite.userpool.Mailbox;
import io.cloakpool.testsuite.userpool.SignIn;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Users of PostgreSQL, and of MariaDB by its own driver and by MySQL's, by a server whose own database is another one. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class DatabaseTest {
    private static final String WRONG = "not the password 12";
    private static final String NEW_PASSWORD = "a new password of the tests";
    private static final Duration KEYCLOAKS_LIMIT = Duration.ofSeconds(3);

    private static List<OldDatabase> databases;

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectAdminClient
    Keycloak admin;

    @InjectMailServer
    MailServer mail;

    private DatabaseSource source;

    @BeforeAll
    static void start() {
        databases = Stream.of(Database.Kind.POSTGRESQL, Database.Kind.MARIADB)
                .map(OldDatabase::start)
                .toList();
    }

    @AfterAll
    static void stop() {
        databases.forEach(OldDatabase::stop);
    }

    static Stream<OldDatabase> databases() {
        return Stream.concat(
                databases.stream(),
                databases.stream().filter(database -> !database.isPostgres()).map(OldDatabase::byMysql));
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

    @ParameterizedTest
    @MethodSource("databases")
    void users_come_over_with_hashes_of_several_formats(OldDatabase database) {
        source = DatabaseSource.connect(realm, database, Map.of("groups", "/staff"));
        for (Hash hash : Hash.values()) {
            String name = database.person(hash.hash());

            assertThat(source.signIn(name, WRONG).status()).as(hash + ", wrong").isEqualTo(400);
            assertThat(source.rows(name)).isEmpty();
            Http.Answer right = source.signIn(name, hash.password());

            assertThat(right.status()).as(hash + ": " + right.body()).isEqualTo(200);
            database.run("delete from people where name = ?", name);
            assertThat(source.signIn(name, hash.password()).status())
                    .as(hash + ", without the old database")
                    .isEqualTo(200);
            assertCame(name);
        }
        assertThat(source.signIn("nobody-" + UUID.randomUUID(), WRONG).status()).isEqualTo(400);
        assertThat(source.errors("LOGIN_ERROR")).contains("user_not_found");
    }

    private void assertCame(String name) {
        assertCame(name, List.of("/staff"));
    }

    private void assertCame(String name, List<String> groups) {
        UserRepresentation user = source.row(name).toRepresentation();
        assertThat(user.getEmail()).isEqualTo(name + "@example.com");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(user.getFirstName()).isEqualTo("First");
        assertThat(user.getLastName()).isEqualTo("Last");
        assertThat(user.getAttributes())
                .containsEntry("favourite", List.of("blue"))
                .containsEntry("shoe", List.of("44"))
                .containsKey("cloakpool.legacyId");
        assertThat(source.row(name).groups())
                .extracting(GroupRepresentation::getPath)
                .isEqualTo(groups);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_name_is_never_part_of_the_statement(OldDatabase database) {
        source = DatabaseSource.connect(realm, database, Map.of());
        String name = database.person(Hash.BCRYPT.hash());

        for (String attack : List.of(
                "' or 1=1 --",
                "' or ''='",
                "\\' or 1=1 #",
                name + "' -- ",
                "\" or \"\"=\"",
                "%",
                "?",
                "$1",
                "{fn now()}")) {
            Http.Answer answer = source.signIn(attack, OldDatabase.PASSWORD);

            assertThat(answer.status()).as(attack + ": " + answer.body()).isEqualTo(400);
            assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
        }
        assertThat(source.rows(name)).isEmpty();
        assertThat(source.errors("LOGIN_ERROR")).containsOnly("user_not_found");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void two_users_of_a_name_are_nobody(OldDatabase database) throws IOException {
        source = DatabaseSource.connect(realm, database, Map.of());
        String name = database.person(Hash.BCRYPT.hash());
        database.run("insert into people (id, name, hash) values (?, ?, 'x')", name.hashCode(), name);

        assertUnavailable(source.signIn(name, OldDatabase.PASSWORD));
        assertThat(TraceLogs.linesWith("pool", "userSql finds more than one user of a name"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_slow_statement_is_cut_off(OldDatabase database) {
        String slow = database.isPostgres() ? "pg_sleep(30)::text" : "cast(sleep(30) as char)";
        source = DatabaseSource.connect(
                realm,
                database,
                Map.of("userSql", "select name as username, " + slow + " as nap from people where name = ?"));
        String name = database.person(Hash.BCRYPT.hash());

        long start = System.nanoTime();
        assertUnavailable(source.signIn(name, OldDatabase.PASSWORD));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(KEYCLOAKS_LIMIT);
        assertThat(sleepers(database)).isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_statement_that_counts_tells_how_many_users_there_are(OldDatabase database) {
        database.person(Hash.BCRYPT.hash());
        assertThat(told(database, Map.of()).has("users")).as("without one").isFalse();

        assertThat(told(database, Map.of("countSql", "select count(*) from people"))
                        .path("users")
                        .asInt())
                .isEqualTo(database.count("select count(*) from people"));

        String nap = database.isPostgres() ? "pg_sleep(30)::text" : "cast(sleep(30) as char)";
        long start = System.nanoTime();
        assertThat(told(database, Map.of("countSql", "select count(" + nap + ")"))
                        .has("users"))
                .as("too slow")
                .isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(KEYCLOAKS_LIMIT);
    }

    private JsonNode told(OldDatabase database, Map<String, String> options) {
        try (DatabaseSource asked = DatabaseSource.connect(realm, database, options)) {
            Http.Answer answer = Http.get(
                    URI.create(
                            realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/cloakpool-migration/sources"),
                    "Authorization",
                    "Bearer " + admin.tokenManager().getAccessTokenString());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/sources/0/id").asText()).isEqualTo(asked.id());
            return answer.json().at("/sources/0");
        }
    }

    /** The statement is told to stop, and does. */
    private static int sleepers(OldDatabase database) {
        String sql = database.isPostgres()
                ? "select count(*) from pg_stat_activity where state = 'active' and query like '%as nap%'"
                        + " and pid <> pg_backend_pid()"
                : "select count(*) from information_schema.processlist where info like '%as nap%'"
                        + " and id <> connection_id()";
        int left = database.count(sql);
        for (int i = 0; i < 20 && left > 0; i++) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            left = database.count(sql);
        }
        return left;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_statement_that_would_write_is_refused_by_the_database(OldDatabase database) {
        String name = database.person(Hash.BCRYPT.hash());
        // The user may write: outside of the source it does.
        database.run(
                database.isPostgres()
                        ? "create or replace function rename_all() returns text language sql as "
                                + "$$ update people set color = 'red' returning 'x'::text $$"
                        : "create or replace function rename_all() returns text begin "
                                + "update people set color = 'red'; return 'x'; end");
        database.count("select length(rename_all())");
        database.run("update people set color = 'blue'");
        source = DatabaseSource.connect(
                realm,
                database,
                Map.of("userSql", "select name as username, rename_all() as x from people where name = ?"));

        assertUnavailable(source.signIn(name, OldDatabase.PASSWORD));

        assertThat(database.count("select count(*) from people where color = 'red'"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void passwords_do_not_go_to_a_database_without_tls_where_that_is_wanted(OldDatabase database) {
        source = DatabaseSource.connect(realm, database, Map.of("tls", "verify"));

        assertUnavailable(source.signIn(database.person(Hash.BCRYPT.hash()), OldDatabase.PASSWORD));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_password_of_the_database_stays_in_the_vault(OldDatabase database) {
        VaultFolder.put(
                "old-system",
                database + "-password",
                Objects.requireNonNull(database.options().get("password")));
        source = DatabaseSource.connect(realm, database, Map.of("password", "${vault." + database + "-password}"));

        assertThat(source.signIn(database.person(Hash.BCRYPT.hash()), OldDatabase.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void seeds_and_roles_come_along_and_who_is_disabled_does_not(OldDatabase database) {
        source = DatabaseSource.connect(realm, database, Map.of("roles", "reader"));
        String name = database.person(Hash.BCRYPT.hash());
        database.run("insert into rights select id, 'reader' from people where name = ?", name);
        database.run("insert into rights select id, 'boss' from people where name = ?", name);
        database.run("update people set seed = ? where name = ?", Totp.BASE32, name);
        String disabled = database.person(Hash.BCRYPT.hash());
        database.run("update people set active = false where name = ?", disabled);

        SignIn signIn = SignIn.at(realm).send(Map.of("username", name, "password", OldDatabase.PASSWORD));
        assertThat(signIn.page().html()).contains("name=\"otp\"");
        signIn.send("otp", Totp.now());

        assertThat(Totp.subject(signIn.tokens().path("access_token").asText()))
                .isEqualTo(source.row(name).toRepresentation().getId());
        assertThat(source.row(name).roles().realmLevel().listAll())
                .extracting(RoleRepresentation::getName)
                .contains("reader")
                .doesNotContain("boss");
        assertThat(source.signIn(disabled, OldDatabase.PASSWORD).body()).contains("Account disabled");
        assertThat(source.rows(disabled)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_password_that_was_forgotten_before_the_first_sign_in_is_reset_by_mail(OldDatabase database) {
        source = DatabaseSource.connect(realm, database, Map.of());
        String name = database.person(Hash.BCRYPT.hash());
        WebPages browser = SignIn.at(realm)
                .follow("reset-credentials")
                .send("username", name)
                .browser();
        Page page = browser.open(URI.create(new Mailbox(mail, name + "@example.com").link(1)));
        if (!page.html().contains("password-new")) {
            page = browser.send(page, Map.of());
        }
        assertThat(source.rows(name)).isEmpty();

        browser.send(page, Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(source.signIn(name, OldDatabase.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name, NEW_PASSWORD).status()).isEqualTo(200);
        assertCame(name, List.of());
    }

    /** The server trusts this certificate by the file that Keycloak's option names. */
    @Test
    void a_database_is_asked_where_it_shows_a_trusted_certificate_with_its_name() throws Exception {
        OldDatabase database = OldDatabase.start(Database.Kind.POSTGRESQL);
        try {
            database.showCertificate(Certificates.TRUSTED);
            source = DatabaseSource.connect(realm, database, Map.of("tls", "verify"));
            assertThat(source.signIn(database.person(Hash.BCRYPT.hash()), OldDatabase.PASSWORD)
                            .status())
                    .isEqualTo(200);

            source.close();
            source = DatabaseSource.connect(realm, database, Map.of("tls", "verify", "host", "localhost"));
            assertUnavailable(source.signIn(database.person(Hash.BCRYPT.hash()), OldDatabase.PASSWORD));

            source.close();
            source = DatabaseSource.connect(realm, database, Map.of("tls", "verify"));
            database.showCertificate(Certificates.UNKNOWN);
            assertUnavailable(source.signIn(database.person(Hash.BCRYPT.hash()), OldDatabase.PASSWORD));
            assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR"))
                    .as("each a question that went out")
                    .hasSize(2);
        } finally {
            database.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_database_that_stops_is_an_outage_for_those_who_have_not_come(Database.Kind kind) {
        OldDatabase database = OldDatabase.start(kind);
        source = DatabaseSource.connect(realm, database, Map.of());
        String migrated = database.person(Hash.BCRYPT.hash());
        String name = database.person(Hash.BCRYPT.hash());
        assertThat(source.signIn(migrated, OldDatabase.PASSWORD).status()).isEqualTo(200);

        database.stop();

        assertUnavailable(source.signIn(name, OldDatabase.PASSWORD));
        assertUnavailable(source.signIn("nobody-" + UUID.randomUUID(), OldDatabase.PASSWORD));
        assertThat(source.errors("LOGIN_ERROR")).doesNotContain("user_not_found", "invalid_user_credentials");
        assertThat(source.signIn(migrated, OldDatabase.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_host_that_the_server_does_not_call_is_an_outage() throws IOException {
        source = DatabaseSource.connect(realm, databases.get(0), Map.of("host", "[::1]"));

        assertUnavailable(source.signIn("somebody", WRONG));
        assertThat(TraceLogs.linesWith("pool", "MISCONFIGURED, it is not among the hosts that this server calls"))
                .isNotEmpty();
    }

    @Test
    void a_configuration_that_cannot_be_used_is_not_saved() {
        Map<String, String> options = databases.get(0).options();
        for (Map<String, String> wrong : List.of(
                Map.of("userSql", "delete from people where name = ?"),
                Map.of("userSql", "select 1; drop table people"),
                Map.of("host", "127.0.0.1/x?socketFactory=evil"),
                Map.of("databaseName", "x?allowLoadLocalInfile=true"),
                Map.of("host", "10.0.0.1"),
                Map.of("database", "h2"),
                Map.of("database", "sqlserver"))) {
            try (Response refused = realm.admin().components().add(DatabaseSource.component(realm, options, wrong))) {
                assertThat(refused.getStatus()).as(wrong.toString()).isEqualTo(400);
            }
        }
    }

    private void assertUnavailable(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().path("error").asText()).isEqualTo("temporarily_unavailable");
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).contains("legacy_unavailable");
    }
}
