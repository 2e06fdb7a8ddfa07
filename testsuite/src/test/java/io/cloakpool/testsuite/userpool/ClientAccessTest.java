package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** A client for users with certain roles only, whichever way they come, in the realm of {@code federated.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ClientAccessTest {
    private static final String ROLES = "cloakpool.access.roles";
    private static final String NO_ACCESS = "Your account is not among those that may use this application.";

    @InjectRealm(config = Recipe.Federated.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private final String role = "reader-" + UUID.randomUUID();

    @BeforeEach
    void role() {
        members = new Members(realm, mail);
        realm.admin().roles().create(new RoleRepresentation(role, "", false));
    }

    @AfterEach
    void open() {
        restrictTo("");
    }

    @Test
    void whoever_lacks_the_role_is_told_so_and_the_app_gets_no_code() {
        restrictTo("nobody-has-this, " + role);
        Member member = members.withPassword();

        SignIn refused = signIn(member);

        assertThat(refused.page().html()).contains(NO_ACCESS);
        for (int i = 0; i < 3; i++) {
            assertThat(refused.open(refused.page().address()).page().html()).contains(NO_ACCESS);
        }
        assertThat(realm.admin().getEvents())
                .filteredOn(event -> member.id().equals(event.getUserId()) && "access_denied".equals(event.getError()))
                .as("a reload is not another sign-in")
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getType()).isEqualTo("LOGIN_ERROR");
                    assertThat(event.getClientId()).isEqualTo("app");
                });
        assertThat(refused.send(Map.of()).page().address().toString())
                .contains("error=access_denied")
                .doesNotContain("code=");
        grant(member.id());
        assertThat(signIn(member).isDone()).isTrue();
    }

    @Test
    void a_role_of_a_group_lets_its_members_in() {
        restrictTo(role);
        Member member = members.withPassword();
        GroupRepresentation group = new GroupRepresentation();
        group.setName(role);
        String id = ApiUtil.getCreatedId(realm.admin().groups().add(group));
        realm.admin().groups().group(id).roles().realmLevel().add(List.of(asRole()));
        member.user().joinGroup(id);

        assertThat(signIn(member).isDone()).isTrue();
    }

    @Test
    void a_session_is_no_way_around() {
        Member member = members.withPassword();
        SignIn first = signIn(member);
        assertThat(first.isDone()).isTrue();

        restrictTo(role);

        for (String more : List.of("", "&kc_action=cloakpool-client-access", "&kc_action=CONFIGURE_TOTP")) {
            assertThat(SignIn.at(realm, first.browser(), more).page().html())
                    .as(more)
                    .contains(NO_ACCESS);
        }
        assertThat(SignIn.at(realm, first.browser(), "&prompt=none")
                        .page()
                        .address()
                        .toString())
                .contains("error=interaction_required");
        grant(member.id());
        assertThat(SignIn.at(realm, first.browser(), "").isDone()).isTrue();
    }

    @Test
    void another_provider_is_no_way_around() {
        restrictTo(role);
        String subject = UUID.randomUUID().toString();
        Map<String, Object> claims = Map.of(
                "sub",
                subject,
                "email",
                subject + "@example.com",
                "email_verified",
                true,
                "given_name",
                "Ann",
                "family_name",
                "Lee");

        for (int i = 0; i < 2; i++) {
            assertThat(atProvider(claims).page().html()).contains(NO_ACCESS);
        }
        grant(realm.admin()
                .users()
                .searchByEmail(subject + "@example.com", true)
                .get(0)
                .getId());
        assertThat(atProvider(claims).isDone()).isTrue();
    }

    @Test
    void the_password_grant_is_no_way_around() {
        Member member = members.withPassword();
        client(app -> app.setDirectAccessGrantsEnabled(true));
        try {
            assertThat(passwordGrant(member).status()).isEqualTo(200);
            restrictTo(role);

            Http.Answer refused = passwordGrant(member);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid_grant");
        } finally {
            client(app -> app.setDirectAccessGrantsEnabled(false));
        }
    }

    private SignIn signIn(Member member) {
        return SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
    }

    private SignIn atProvider(Map<String, Object> claims) {
        return ProviderStandIn.INSTANCE.oidc(SignIn.at(realm).follow("/broker/oidc/login"), claims);
    }

    private Http.Answer passwordGrant(Member member) {
        return Http.form(
                URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "app",
                        "username",
                        member.name(),
                        "password",
                        Members.PASSWORD));
    }

    private void grant(String user) {
        realm.admin().users().get(user).roles().realmLevel().add(List.of(asRole()));
    }

    private RoleRepresentation asRole() {
        return realm.admin().roles().get(role).toRepresentation();
    }

    private void restrictTo(String roles) {
        client(app -> app.getAttributes().put(ROLES, roles));
    }

    private void client(Consumer<ClientRepresentation> change) {
        ClientRepresentation app = realm.admin().clients().findByClientId("app").get(0);
        ClientResource client = realm.admin().clients().get(app.getId());
        change.accept(app);
        client.update(app);
    }
}
