package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.migration.OldSystem.Fault;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Mailbox;
import io.cloakpool.testsuite.userpool.SignIn;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.ProtocolMappersResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Users who stay in the old system and sign in here. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class LookupModeTest {
    private static final String OTHER = "another password 12";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of("mode", "lookup", "groups", "/staff", "roles", "reader"));
        showGroups();
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    private void showGroups() {
        ProtocolMappersResource mappers = realm.admin()
                .clients()
                .get(realm.admin()
                        .clients()
                        .findByClientId(OldSystemRealm.APP)
                        .get(0)
                        .getId())
                .getProtocolMappers();
        if (mappers.getMappers().stream().anyMatch(mapper -> mapper.getName().equals("groups"))) {
            return;
        }
        ProtocolMapperRepresentation groups = new ProtocolMapperRepresentation();
        groups.setName("groups");
        groups.setProtocol("openid-connect");
        groups.setProtocolMapper("oidc-group-membership-mapper");
        groups.setConfig(Map.of("claim.name", "groups", "full.path", "true", "access.token.claim", "true"));
        try (Response made = mappers.createMapper(groups)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokens_say_who_it_is_and_hold_the_role_and_the_group(Door door) {
        String name = source.person(Map.of("groups", List.of("/staff", "/board"), "roles", List.of("reader", "boss")));

        JsonNode token = Totp.claims(door.enter(source, name, Source.PASSWORD).token());

        assertThat(token.path("sub").asText()).isEqualTo(source.storageId(name));
        assertThat(token.path("preferred_username").asText()).isEqualTo(name);
        assertThat(token.path("email").asText()).isEqualTo(name + "@example.com");
        assertThat(token.path("groups")).extracting(JsonNode::asText).containsExactly("/staff");
        assertThat(token.at("/realm_access/roles"))
                .extracting(JsonNode::asText)
                .contains("reader")
                .doesNotContain("boss");
        assertThat(source.rows(name)).isEmpty();
    }

    @Test
    void a_session_of_a_browser_goes_on_for_as_long_as_the_old_system_knows_the_user() {
        String name = source.person(Map.of());
        SignIn signIn = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));
        assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();

        assertThat(again(signIn).isDone()).isTrue();

        system.remove(name);
        assertThat(again(signIn).page().address().toString()).contains("error=login_required");
        assertThat(source.rows(name)).isEmpty();
    }

    /** The name is another person's, there or here, and what the former one holds is of nobody. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_session_ends_with_whoever_it_is_of(boolean here) {
        String name = source.person(Map.of("id", "former"));
        SignIn former = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));
        String refresh = former.tokens().path("refresh_token").asText();
        assertThat(again(former).isDone()).isTrue();

        system.remove(name);
        if (here) {
            UserRepresentation user = new UserRepresentation();
            user.setUsername(name);
            user.setEnabled(true);
            user.setFirstName("Somebody");
            user.setLastName("Else");
            user.setEmail("else-" + name + "@example.com");
            try (Response made = realm.admin().users().create(user)) {
                assertThat(made.getStatus()).isEqualTo(201);
            }
        } else {
            system.add(
                    name,
                    OTHER,
                    Map.of(
                            "id",
                            "present",
                            "firstName",
                            "Somebody",
                            "lastName",
                            "Else",
                            "email",
                            "else-" + name + "@example.com",
                            "emailVerified",
                            true));
        }

        assertThat(again(former).isDone()).as("the session").isFalse();
        Http.Answer refreshed = Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of("grant_type", "refresh_token", "client_id", OldSystemRealm.APP, "refresh_token", refresh));
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(400);
        if (!here) {
            Http.Answer present = source.signIn(name, OTHER);
            assertThat(present.status()).as(present.body()).isEqualTo(200);
        }
    }

    private SignIn again(SignIn signIn) {
        return SignIn.at(realm, signIn.browser(), "&prompt=none");
    }

    @Test
    void no_password_is_set_by_an_administrator() {
        String name = source.person(Map.of());
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(OTHER);

        assertThatThrownBy(
                        () -> realm.admin().users().get(source.storageId(name)).resetPassword(password))
                .isInstanceOfSatisfying(
                        ClientErrorException.class,
                        refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(400));

        assertOnlyTheOldPasswordFits(name);
    }

    @Test
    void no_password_is_changed_by_its_user() {
        String name = source.person(Map.of());
        SignIn signIn = SignIn.at(realm, new WebPages(), "&kc_action=UPDATE_PASSWORD")
                .send(Map.of("username", name, "password", Source.PASSWORD));
        assertThat(signIn.page().html()).contains("password-new");

        signIn.send(Map.of("password-new", OTHER, "password-confirm", OTHER));

        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().status()).isLessThan(500);
        assertOnlyTheOldPasswordFits(name);
    }

    @Test
    void no_forgotten_password_is_replaced() {
        String name = source.person(Map.of());
        SignIn signIn = SignIn.at(realm).follow("reset-credentials").send("username", name);
        Page page = signIn.browser().open(URI.create(new Mailbox(mail, name + "@example.com").link(1)));
        if (!page.html().contains("password-new")) {
            page = signIn.browser().send(page, Map.of());
        }

        Page end = signIn.browser().send(page, Map.of("password-new", OTHER, "password-confirm", OTHER));

        assertThat(end.status()).isLessThan(500);
        assertThat(end.html()).doesNotContain("Your account has been updated.");
        assertOnlyTheOldPasswordFits(name);
    }

    private void assertOnlyTheOldPasswordFits(String name) {
        assertThat(source.signIn(name, OTHER).status()).isEqualTo(400);
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.rows(name)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoever_is_disabled_there_stays_out(Door door) {
        String name = source.person(Map.of());
        assertThat(door.enter(source, name, Source.PASSWORD).in()).isTrue();

        system.add(name, Source.PASSWORD, Map.of("enabled", false));
        Door.Answer disabled = door.enter(source, name, Source.PASSWORD);

        assertThat(disabled.in()).isFalse();
        assertThat(disabled.text()).containsAnyOf("Account disabled", "Account is disabled");
    }

    @ParameterizedTest
    @EnumSource
    void an_outage_keeps_everybody_out_and_says_so(Door door) {
        String name = source.person(Map.of());
        assertThat(door.enter(source, name, Source.PASSWORD).in()).isTrue();
        SignIn before = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));

        system.misbehave(Fault.STATUS_500);

        assertThat(door.enter(source, name, Source.PASSWORD).status()).isEqualTo(503);
        assertThat(again(before).isDone()).isFalse();

        system.misbehave(Fault.NONE);
        assertThat(again(before).isDone()).as("the session outlives it").isTrue();
    }
}
