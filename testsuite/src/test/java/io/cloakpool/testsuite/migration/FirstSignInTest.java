package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;

/** What becomes of users of the old system when they sign in. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class FirstSignInTest {
    private static final String WRONG = "not the password 12";
    private static final String OTHER = "another password 12";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of("groups", "/staff", "roles", "reader"));
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_VIEW);
        realm.admin().users().userProfile().update(profile);
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    @Test
    void a_wrong_password_leaves_no_row() {
        String name = source.person(Map.of());

        Http.Answer wrong = source.signIn(name, WRONG);

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_grant");
        assertThat(source.rows(name)).isEmpty();
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.rows(name)).hasSize(1);
    }

    @Test
    void a_proven_user_comes_with_all_that_the_old_system_knows() {
        String id = UUID.randomUUID().toString();
        String name = source.person(Map.of(
                "id",
                id,
                "phoneNumber",
                "+15550100",
                "phoneNumberVerified",
                true,
                "attributes",
                Map.of("color", List.of("blue", "red"), "cloakpool.legacyId", List.of("forged"), "LDAP_ID", "x"),
                "groups",
                List.of("/staff", "/board"),
                "roles",
                List.of("reader", "boss")));

        Http.Answer signedIn = source.signIn(name, Source.PASSWORD);

        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        UserRepresentation user = source.row(name).toRepresentation();
        assertThat(user.getId()).isEqualTo(id);
        assertThat(user.getFederationLink()).isNull();
        assertThat(user.getEmail()).isEqualTo(name + "@example.com");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(user.getFirstName()).isEqualTo("First");
        assertThat(source.row(name).getUnmanagedAttributes())
                .containsEntry("color", List.of("blue", "red"))
                .containsEntry("phoneNumber", List.of("+15550100"))
                .containsEntry("phoneNumberVerified", List.of("true"))
                .containsEntry("cloakpool.legacyId", List.of(id))
                .doesNotContainKey("LDAP_ID");
        assertThat(source.row(name).groups())
                .extracting(GroupRepresentation::getPath)
                .containsExactly("/staff");
        assertThat(source.row(name).roles().realmLevel().listAll())
                .extracting(RoleRepresentation::getName)
                .contains("reader")
                .doesNotContain("boss");
        assertThat(source.row(name).credentials())
                .extracting(CredentialRepresentation::getType)
                .containsExactly("password");
    }

    @Test
    void an_id_that_somebody_has_is_kept_as_an_attribute_only() {
        String id = UUID.randomUUID().toString();
        String first = source.person(Map.of("id", id));
        String second = source.person(Map.of("id", id));
        String number = source.person(Map.of("id", 4711));
        List.of(first, second, number)
                .forEach(name -> assertThat(source.signIn(name, Source.PASSWORD).status())
                        .isEqualTo(200));

        assertThat(source.row(first).toRepresentation().getId()).isEqualTo(id);
        assertThat(source.row(second).toRepresentation().getId()).isNotEqualTo(id);
        assertThat(source.row(second).getUnmanagedAttributes()).containsEntry("cloakpool.legacyId", List.of(id));
        assertThat(source.row(number).getUnmanagedAttributes()).containsEntry("cloakpool.legacyId", List.of("4711"));
    }

    @Test
    void whoever_was_taken_over_does_not_need_the_old_system_any_more() {
        String name = source.person(Map.of());
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        int asked = system.calls(name).size();

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.signIn(name, WRONG).status()).isEqualTo(400);

        assertThat(system.calls(name)).hasSize(asked);
    }

    @Test
    void a_password_changed_here_is_the_only_one() {
        String name = source.person(Map.of());
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        setPassword(source.row(name).toRepresentation().getId(), OTHER);
        int asked = system.calls(name).size();

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name, OTHER).status()).isEqualTo(200);

        assertThat(system.calls(name)).hasSize(asked);
    }

    @Test
    void in_mode_check_the_old_system_decides_until_the_password_is_changed_here() {
        source.set("mode", "check");
        String name = source.person(Map.of());
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.row(name).credentials())
                .extracting(CredentialRepresentation::getType)
                .containsExactly("cloakpool-legacy-user");
        system.add(name, OTHER, Map.of());

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name, OTHER).status()).isEqualTo(200);

        setPassword(source.row(name).toRepresentation().getId(), Source.PASSWORD);
        int asked = system.calls(name).size();
        assertThat(source.signIn(name, OTHER).status()).isEqualTo(400);
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(system.calls(name)).hasSize(asked);
    }

    @Test
    void in_mode_check_somebody_else_of_the_name_in_the_old_system_is_not_the_user() {
        source.set("mode", "check");
        String withId = source.person(Map.of("id", 1));
        String withoutId = "Person-" + UUID.randomUUID();
        system.add(withoutId, Source.PASSWORD, Map.of("firstName", "F", "lastName", "L"));
        assertThat(source.signIn(withId, Source.PASSWORD).status()).isEqualTo(200);
        source.signIn(withoutId, Source.PASSWORD);
        assertThat(source.rows(withoutId)).hasSize(1);

        system.add(withId, OTHER, Map.of("id", 2));
        system.add(withoutId.toLowerCase(Locale.ROOT), OTHER, Map.of());

        assertThat(source.signIn(withId, OTHER).status()).isEqualTo(400);
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).startsWith("legacy_other_user");
        assertThat(source.signIn(withoutId.toLowerCase(Locale.ROOT), OTHER).status())
                .as("the other one, in lower case")
                .isEqualTo(400);
    }

    @Test
    void in_mode_check_what_the_old_system_demands_later_holds() {
        source.set("mode", "check");
        String disabled = source.person(Map.of());
        String changing = source.person(Map.of());
        String seeded = source.person(Map.of());
        for (String name : List.of(disabled, changing, seeded)) {
            assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        }

        system.add(disabled, Source.PASSWORD, Map.of("enabled", false));
        system.challenge(changing, "new_password");
        system.add(
                seeded,
                Source.PASSWORD,
                Map.of("totps", List.of(Map.of("secret", Totp.BASE32), Map.of("secret", "GEZDGNBVGY3TQOJQ"))));

        assertThat(source.signIn(disabled, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).startsWith("legacy_disabled");
        assertThat(source.signIn(changing, Source.PASSWORD).body()).contains("Account is not fully set up");
        assertThat(source.signIn(seeded, Source.PASSWORD).status())
                .as("a password alone")
                .isNotEqualTo(200);
        assertThat(source.row(seeded).credentials())
                .extracting(CredentialRepresentation::getType)
                .as("both apps, though neither has a name")
                .containsSubsequence("otp", "otp");
    }

    @Test
    void no_old_system_gives_rights_to_administer() {
        RoleRepresentation chief = new RoleRepresentation("chief-" + UUID.randomUUID(), "", false);
        realm.admin().roles().create(chief);
        String management = realm.admin()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        realm.admin()
                .roles()
                .get(chief.getName())
                .addComposites(List.of(realm.admin()
                        .clients()
                        .get(management)
                        .roles()
                        .get("view-users")
                        .toRepresentation()));
        source.set("roles", chief.getName());
        String name = source.person(Map.of("roles", List.of(chief.getName())));

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);

        assertThat(source.row(name).roles().realmLevel().listAll())
                .extracting(RoleRepresentation::getName)
                .doesNotContain(chief.getName());
    }

    /** The old system may find Steve by more spellings than Keycloak does. */
    @Test
    void no_spelling_of_a_name_finds_somebody_who_has_come_already() {
        String name = "steve-" + UUID.randomUUID();
        String spelling = name.replaceFirst("s", "\u017f");
        system.add(name, Source.PASSWORD, Map.of("firstName", "F", "lastName", "L", "email", spelling));
        source.signIn(name, Source.PASSWORD);
        assertThat(source.rows(name)).hasSize(1);

        assertThat(source.signIn(spelling, Source.PASSWORD).status()).isEqualTo(400);

        assertThat(source.errors("LOGIN_ERROR")).startsWith("user_not_found");
    }

    @Test
    void an_address_that_is_another_users_name_is_refused() {
        String name = "a" + UUID.randomUUID() + "@example.com";
        realm.admin()
                .users()
                .create(UserBuilder.create(name).enabled(true).build())
                .close();
        String other = source.person(Map.of("email", name));

        assertThat(source.signIn(other, Source.PASSWORD).status()).isEqualTo(400);

        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).startsWith("legacy_email_taken");
    }

    @Test
    void who_was_checked_is_severed_by_the_next_sign_in_once_the_mode_is_import() {
        source.set("mode", "check");
        String name = source.person(Map.of());
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        source.set("mode", "import");

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        system.remove(name);

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.row(name).toRepresentation().getFederationLink()).isNull();
    }

    @Test
    void in_mode_lookup_nobody_is_taken_over() {
        source.set("mode", "lookup");
        String name = source.person(Map.of("roles", List.of("reader")));

        Http.Answer signedIn = source.signIn(name, Source.PASSWORD);

        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        assertThat(source.signIn(name, WRONG).status()).isEqualTo(400);
        assertThat(source.rows(name)).isEmpty();
    }

    /** Nobody has the seed here, and there is no row for a new password or for what else has to be done. */
    @Test
    void in_mode_lookup_a_password_is_not_enough_where_more_is_demanded() {
        source.set("mode", "lookup");
        Map<String, Object> seed = Map.of("totps", List.of(Map.of("secret", Totp.BASE32)));
        String seeded = source.person(seed);
        String challenged = source.person(seed);
        system.challenge(challenged, "second_factor");
        String temporary = source.person(Map.of());
        system.challenge(temporary, "new_password");
        String busy = source.person(Map.of("requiredActions", List.of("UPDATE_PROFILE")));

        for (String name : List.of(seeded, challenged, temporary, busy)) {
            assertThat(source.signIn(name, Source.PASSWORD).status()).as(name).isEqualTo(400);
        }

        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR"))
                .startsWith("legacy_challenge", "legacy_challenge", "legacy_second_factor", "legacy_second_factor");
    }

    @Test
    void a_password_that_breaks_the_policy_signs_in_and_has_to_be_changed() {
        String name = "person-" + UUID.randomUUID();
        system.add(name, "short", Map.of("firstName", "F", "lastName", "L", "email", name + "@example.com"));

        Http.Answer signedIn = source.signIn(name, "short");

        assertThat(signedIn.body()).contains("Account is not fully set up");
        assertThat(source.row(name).toRepresentation().getRequiredActions()).containsExactly("UPDATE_PASSWORD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MixedCase", "with+plus", "at@sign", "ünïcödé-名", "with space", "50%", "a:b", "sla/sh"})
    void names_are_asked_for_as_they_are(String kind) {
        String name = kind + "-" + UUID.randomUUID();
        system.add(
                name,
                Source.PASSWORD,
                Map.of("firstName", "F", "lastName", "L", "email", "e" + UUID.randomUUID() + "@example.com"));

        Http.Answer signedIn = source.signIn(name, Source.PASSWORD);

        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        assertThat(system.calls(name)).contains("GET " + name, "POST " + name);
        assertThat(source.rows(name)).hasSize(1);
    }

    @Test
    void requests_are_signed_where_the_secret_is_to_stay_here() {
        source.set("auth", "hmac");
        String name = "signed+" + UUID.randomUUID();
        system.add(
                name,
                Source.PASSWORD,
                Map.of("firstName", "F", "lastName", "L", "email", UUID.randomUUID() + "@example.com"));

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
    }

    /** As the README of keycloak-user-migration 3.0 shows an answer: flags are texts, a group is a name. */
    @Test
    void an_old_system_that_answers_the_plug_in_that_is_known_best_can_stay() {
        source.set("groups", "staff");
        String name = source.person(Map.of(
                "id",
                "4711",
                "enabled",
                "true",
                "emailVerified",
                "true",
                "attributes",
                Map.of("pets", List.of("cat", "dog")),
                "roles",
                List.of("reader"),
                "groups",
                List.of("staff"),
                "requiredActions",
                List.of("UPDATE_PROFILE", "update_user_locale")));

        assertThat(source.signIn(name, Source.PASSWORD).body()).contains("Account is not fully set up");

        UserRepresentation user = source.row(name).toRepresentation();
        assertThat(user.isEnabled()).isTrue();
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(user.getRequiredActions()).contains("UPDATE_PROFILE");
        assertThat(source.row(name).getUnmanagedAttributes())
                .containsEntry("pets", List.of("cat", "dog"))
                .containsEntry("cloakpool.legacyId", List.of("4711"));
        assertThat(source.row(name).groups())
                .extracting(GroupRepresentation::getPath)
                .containsExactly("/staff");
        assertThat(source.row(name).roles().realmLevel().listAll())
                .extracting(RoleRepresentation::getName)
                .contains("reader");
    }

    /** In the file that the server's vault has for this realm. */
    @ParameterizedTest
    @ValueSource(strings = {"bearer", "hmac"})
    void a_secret_stays_in_the_vault(String auth) {
        VaultFolder.put("old-system", "the-secret", OldSystem.SECRET);
        source.set("auth", auth);
        source.set("secret", "${vault.the-secret}");

        assertThat(source.signIn(source.person(Map.of()), Source.PASSWORD).status())
                .isEqualTo(200);

        source.set("secret", "${vault.another-secret}");
        assertThat(source.signIn(source.person(Map.of()), Source.PASSWORD).status())
                .as("without a file")
                .isEqualTo(503);
    }

    @Test
    void an_address_finds_its_user_once_it_is_proven() {
        String proven = source.person(Map.of());
        String claimed = source.person(Map.of("emailVerified", false));

        assertThat(source.signIn(claimed + "@example.com", Source.PASSWORD).status())
                .isEqualTo(400);
        assertThat(source.signIn(proven + "@example.com", Source.PASSWORD).status())
                .isEqualTo(200);
        assertThat(source.rows(claimed)).isEmpty();
        assertThat(source.rows(proven)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tokens_are_about_the_row_whether_or_not_it_has_the_old_id(boolean kept) {
        String id = UUID.randomUUID().toString();
        String name = source.person(kept ? Map.of("id", id) : Map.of());

        String first = subject(name);

        assertThat(first).isEqualTo(source.row(name).toRepresentation().getId());
        assertThat(subject(name)).isEqualTo(first);
        assertThat(first.equals(id)).isEqualTo(kept);
    }

    private String subject(String name) {
        Http.Answer answer = source.signIn(name, Source.PASSWORD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Totp.subject(answer.json().path("access_token").asText());
    }

    @Test
    void an_address_that_another_user_has_is_refused_and_nothing_is_written() {
        String name = "person-" + UUID.randomUUID();
        String other = "other-" + UUID.randomUUID();
        create(other, name + "@example.com", 201);
        system.add(name, Source.PASSWORD, Map.of("email", name + "@example.com", "emailVerified", true));

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);

        assertThat(source.rows(name)).isEmpty();
        assertThat(source.row(other).toRepresentation().getFirstName()).isEqualTo("Own");
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).contains("legacy_email_taken");
    }

    @Test
    void a_user_of_the_realm_is_never_touched_by_one_of_the_same_name() {
        String name = source.person(Map.of("firstName", "Stranger", "enabled", false));
        // Keycloak asks for the name first.
        create(name, "own-" + name + "@example.com", 409);
        system.remove(name);
        create(name, "own-" + name + "@example.com", 201);
        stranger(name);

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name + "@example.com", Source.PASSWORD).status())
                .isEqualTo(400);

        assertThat(system.calls(name)).doesNotContain("POST " + name);
        assertIsOwn(name);
    }

    @Test
    void a_name_that_is_given_away_while_the_password_is_checked_is_refused() {
        String name = "person-" + UUID.randomUUID();
        stranger(name);
        system.meanwhile(name, () -> {
            system.remove(name);
            create(name, "own-" + name + "@example.com", 201);
        });

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);

        assertIsOwn(name);
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).contains("legacy_name_taken");
    }

    private void stranger(String name) {
        system.add(
                name,
                Source.PASSWORD,
                Map.of("firstName", "Stranger", "email", name + "@example.com", "emailVerified", true));
    }

    private void assertIsOwn(String name) {
        UserRepresentation own = source.row(name).toRepresentation();
        assertThat(own.getFirstName()).isEqualTo("Own");
        assertThat(own.getEmail()).isEqualTo("own-" + name + "@example.com");
        assertThat(own.isEnabled()).isTrue();
    }

    private void create(String name, String email, int status) {
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name)
                        .enabled(true)
                        .name("Own", "User")
                        .email(email)
                        .password(OTHER)
                        .build())) {
            assertThat(made.getStatus()).isEqualTo(status);
        }
    }

    @Test
    void a_disabled_user_of_the_old_system_stays_there() {
        String name = source.person(Map.of("enabled", false));

        Http.Answer signedIn = source.signIn(name, Source.PASSWORD);

        assertThat(signedIn.body()).contains("Account disabled");
        assertThat(source.rows(name)).isEmpty();
    }

    @Test
    void whoever_never_came_can_be_deleted() {
        String name = source.person(Map.of());
        String id = source.storageId(name);
        assertThat(realm.admin().users().get(id).toRepresentation().getUsername())
                .isEqualTo(name);

        try (Response gone = realm.admin().users().delete(id)) {
            assertThat(gone.getStatus()).isEqualTo(204);
        }
        assertThat(source.rows(name)).isEmpty();
    }

    @Test
    void an_administrator_takes_over_whom_a_password_is_set_for() {
        String name = source.person(Map.of());

        setPassword(source.storageId(name), OTHER);

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        assertThat(source.signIn(name, OTHER).status()).isEqualTo(200);
        assertThat(source.rows(name)).hasSize(1);
    }

    @Test
    void a_challenge_for_a_new_password_is_passed_on() {
        String name = source.person(Map.of());
        system.challenge(name, "new_password");

        assertThat(source.signIn(name, WRONG).status()).isEqualTo(400);
        assertThat(source.rows(name)).isEmpty();
        assertThat(source.signIn(name, Source.PASSWORD).body()).contains("Account is not fully set up");

        assertThat(source.row(name).toRepresentation().getRequiredActions()).containsExactly("UPDATE_PASSWORD");
    }

    @Test
    void a_second_factor_that_cannot_come_along_is_not_dropped() {
        String name = source.person(Map.of());
        system.challenge(name, "second_factor");

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);

        assertThat(source.rows(name)).isEmpty();
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).contains("legacy_second_factor");
    }

    @Test
    void a_challenge_of_the_old_system_is_no_sign_in() {
        String name = source.person(Map.of());
        system.answerSignIns(name, 409);

        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);

        assertThat(source.rows(name)).isEmpty();
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).contains("legacy_challenge");
    }

    @Test
    void a_configuration_that_cannot_be_used_is_not_saved_and_caching_is_off() {
        for (Map<String, String> wrong : List.of(
                Map.of("uri", "http://old.example/users"),
                Map.of("mode", "everything"),
                Map.of("secret", "short"),
                Map.of("timeBudgetMillis", "3000"))) {
            try (Response refused = realm.admin().components().add(Source.component(realm, system.uri(), wrong))) {
                assertThat(refused.getStatus()).as(wrong.toString()).isEqualTo(400);
                assertThat(refused.readEntity(String.class))
                        .contains(wrong.keySet().iterator().next());
            }
        }
        source.set("cachePolicy", "DEFAULT");

        assertThat(source.component().toRepresentation().getConfig())
                .containsEntry("cachePolicy", List.of("NO_CACHE"))
                .containsEntry("secret", List.of("**********"));
    }

    private void setPassword(String id, String password) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(password);
        realm.admin().users().get(id).resetPassword(credential);
    }
}
