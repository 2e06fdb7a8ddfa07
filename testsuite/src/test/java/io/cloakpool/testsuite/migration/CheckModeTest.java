package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.migration.OldSystem.Fault;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.SignIn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** Users who have come over and whose passwords the old system goes on checking. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class CheckModeTest {
    private static final String OTHER = "another password 12";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of("mode", "check"));
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_outage_keeps_those_out_who_are_checked_there_and_nobody_else(Door door) {
        realm.updateWithCleanup(r -> r.bruteForceProtected(true));
        String linked = comeOver(door);
        String changed = comeOver(door);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(OTHER);
        source.row(changed).resetPassword(password);
        String severed = comeOver(door);
        source.set("mode", "import");
        assertThat(door.enter(source, severed, Source.PASSWORD).in()).isTrue();
        source.set("mode", "check");
        realm.admin().clearEvents();

        system.misbehave(Fault.STATUS_500);

        assertThat(door.enter(source, linked, Source.PASSWORD).status()).isEqualTo(503);
        assertThat(source.errors("FEDERATED_IDENTITY_LINK_ERROR")).containsExactly("legacy_unavailable");
        assertThat(door.enter(source, changed, OTHER).in()).isTrue();
        assertThat(door.enter(source, severed, Source.PASSWORD).in()).isTrue();
        assertThat(realm.admin()
                        .attackDetection()
                        .bruteForceUserStatus(
                                source.row(linked).toRepresentation().getId()))
                .containsEntry("numFailures", 0);

        system.misbehave(Fault.NONE);
        assertThat(door.enter(source, linked, Source.PASSWORD).in()).isTrue();
    }

    @Test
    void in_a_browser_the_old_system_decides_and_the_session_is_keycloaks() {
        String name = comeOver(Door.BROWSER);
        system.add(name, OTHER, Map.of());
        assertThat(Door.BROWSER.enter(source, name, Source.PASSWORD).text()).contains("Invalid username or password.");
        SignIn signIn = SignIn.at(realm).send(Map.of("username", name, "password", OTHER));
        assertThat(Totp.subject(signIn.tokens().path("access_token").asText()))
                .isEqualTo(source.row(name).toRepresentation().getId());

        system.misbehave(Fault.STATUS_500);

        assertThat(SignIn.at(realm, signIn.browser(), "&prompt=none").isDone()).isTrue();
        assertThat(source.row(name).credentials())
                .extracting(CredentialRepresentation::getType)
                .isEqualTo(List.of("cloakpool-legacy-user"));
    }

    @Test
    void a_new_password_that_is_refused_leaves_the_old_one() {
        String name = source.person(Map.of());
        system.challenge(name, "new_password");
        SignIn refused = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));
        assertThat(refused.page().html()).contains("password-new");

        refused.send(Map.of("password-new", "short", "password-confirm", "short"));

        assertThat(refused.page().html()).contains("Invalid password: minimum length 8", "password-new");
        assertThat(source.row(name).toRepresentation().getFederationLink()).isEqualTo(source.id());
        SignIn again = SignIn.at(realm).send(Map.of("username", name, "password", Source.PASSWORD));
        assertThat(again.page().html()).as("the old password").contains("password-new");
        again.send(Map.of("password-new", OTHER, "password-confirm", OTHER));
        assertThat(again.isDone()).isTrue();
        assertThat(source.row(name).toRepresentation().getFederationLink()).isNull();
        assertThat(Door.BROWSER.enter(source, name, OTHER).in()).isTrue();
    }

    /** As {@code docs/migrate.md} has it for those who do not come before the old system ends. */
    @Test
    void whoever_is_unlinked_outlives_the_component_and_takes_a_new_password() {
        String name = comeOver(Door.BROWSER);
        assertThat(source.row(name).toRepresentation().getFederationLink()).isEqualTo(source.id());

        realm.admin().userStorage().unlink(source.id());
        source.component().remove();

        assertThat(source.row(name).toRepresentation().getFederationLink()).isNull();
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(400);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(OTHER);
        source.row(name).resetPassword(password);
        assertThat(source.signIn(name, OTHER).status()).isEqualTo(200);
        source = Source.connect(realm, system, Map.of("mode", "check"));
    }

    private String comeOver(Door door) {
        String name = source.person(Map.of());
        Door.Answer answer = door.enter(source, name, Source.PASSWORD);
        assertThat(answer.in()).as(answer.text()).isTrue();
        return name;
    }
}
