package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.migration.OldSystem.Fault;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Mailbox;
import io.cloakpool.testsuite.userpool.ProviderStandIn;
import io.cloakpool.testsuite.userpool.Recipe;
import io.cloakpool.testsuite.userpool.SignIn;
import io.cloakpool.testsuite.userpool.Stage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** The flows of {@code user-pool.json}, which put no user into a flow before a factor is proven, take users over as well. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class OwnFlowsTest {
    private static final String NEW_PASSWORD = "A new password of the tests 1!";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectRealm(config = Recipe.Federated.class, ref = "federated")
    ManagedRealm federated;

    @InjectMailServer
    MailServer mail;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of());
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    @Test
    void a_name_and_then_a_password() {
        String name = source.person(Map.of());
        SignIn signIn = SignIn.at(realm).send("username", name).send("password", "wrong password");
        assertThat(signIn.page().html()).contains("Invalid username or password.");
        assertThat(source.rows(name)).isEmpty();

        signIn.send("password", Source.PASSWORD);

        assertIsMigrated(signIn, name);
    }

    @Test
    void an_address_and_then_a_password() {
        String name = source.person(Map.of());

        SignIn signIn = SignIn.at(realm).send("username", name + "@example.com").send("password", Source.PASSWORD);

        assertIsMigrated(signIn, name);
    }

    @Test
    void a_number_and_then_a_password_now_and_later() {
        String number = Stage.newNumber();
        String name = source.person(Map.of("phoneNumber", number, "phoneNumberVerified", true));
        String spaced = number.replace("+49", "+49 ");
        SignIn first = SignIn.at(realm).send("username", spaced).send("password", "wrong password");
        assertThat(first.page().html()).contains("Invalid username or password.");
        assertThat(source.rows(name)).isEmpty();

        assertIsMigrated(first.send("password", Source.PASSWORD), name);

        system.misbehave(Fault.STATUS_500);
        assertIsMigrated(SignIn.at(realm).send("username", spaced).send("password", Source.PASSWORD), name);
    }

    @Test
    void a_number_that_is_only_claimed_finds_nobody_and_in_an_outage_nobody_is_unknown() {
        String number = Stage.newNumber();
        String name = source.person(Map.of("phoneNumber", number, "phoneNumberVerified", false));

        SignIn claimed = SignIn.at(realm).send("username", number).send("password", Source.PASSWORD);
        system.misbehave(Fault.STATUS_500);
        SignIn outage = SignIn.at(realm).send("username", Stage.newNumber()).send("password", Source.PASSWORD);

        assertThat(claimed.page().html()).contains("Invalid username or password.");
        assertThat(outage.page().html()).contains("not possible at the moment");
        assertThat(source.rows(name)).isEmpty();
    }

    /** Else both would sign in by it, and so neither. */
    @Test
    void a_number_that_somebody_here_has_proven_comes_along_as_unverified() {
        String number = Stage.newNumber();
        String first = source.person(Map.of("phoneNumber", number, "phoneNumberVerified", true));
        assertIsMigrated(SignIn.at(realm).send("username", first).send("password", Source.PASSWORD), first);
        system.remove(first);
        String second = source.person(Map.of("phoneNumber", number, "phoneNumberVerified", true));
        assertIsMigrated(SignIn.at(realm).send("username", second).send("password", Source.PASSWORD), second);

        assertThat(source.row(second).toRepresentation().getAttributes())
                .containsEntry("phoneNumber", List.of(number))
                .containsEntry("phoneNumberVerified", List.of("false"));
        assertIsMigrated(SignIn.at(realm).send("username", number).send("password", Source.PASSWORD), first);
    }

    /** What Keycloak makes of an outage where it looks for a number would give the owner a second account. */
    @Test
    void a_sign_up_by_number_asks_the_old_system_and_waits_for_its_answer() {
        RealmRepresentation was = realm.admin().toRepresentation();
        RealmRepresentation open = realm.admin().toRepresentation();
        open.setRegistrationAllowed(true);
        open.getAttributes().putAll(Map.of("cloakpool.signUp.with", "phone", "cloakpool.sms.countries", "DE"));
        realm.admin().update(open);
        try {
            system.misbehave(Fault.STATUS_500);
            SignIn signUp = SignIn.at(realm, new WebPages(), "&prompt=create").send("address", Stage.newNumber());

            assertThat(signUp.page().html()).contains("not possible at the moment");
        } finally {
            was.getAttributes().putAll(Map.of("cloakpool.signUp.with", "", "cloakpool.sms.countries", ""));
            realm.admin().update(was);
        }
    }

    @Test
    void a_seed_of_the_old_system_is_asked_for_in_the_same_sign_in() {
        String name = source.person(Map.of("totps", List.of(Map.of("secret", Totp.BASE32, "name", "phone"))));

        SignIn signIn = SignIn.at(realm).send("username", name).send("password", Source.PASSWORD);
        assertThat(signIn.isDone()).isFalse();
        signIn.send("otp", Totp.now());

        assertIsMigrated(signIn, name);
    }

    /** A seed is known once the password is proven: until then a code by mail would be the only factor. */
    @Test
    void nobody_who_has_not_come_yet_signs_in_by_a_code_alone() {
        AuthenticationExecutionInfoRepresentation step =
                realm.admin().flows().getExecutions("user pool browser").stream()
                        .filter(one -> "cloakpool-email-code-sign-in".equals(one.getProviderId()))
                        .findFirst()
                        .orElseThrow();
        step.setRequirement("ALTERNATIVE");
        realm.admin().flows().updateExecutions("user pool browser", step);
        try {
            String name = source.person(Map.of("totps", List.of(Map.of("secret", Totp.BASE32, "name", "phone"))));

            SignIn signIn = SignIn.at(realm).send("username", name).send("tryAnotherWay", "on");
            signIn.send("authenticationExecution", step.getId());

            assertThat(signIn.page().html()).contains("name=\"code\"");
            assertThat(new Mailbox(mail, name + "@example.com").size()).isZero();
        } finally {
            step.setRequirement("DISABLED");
            realm.admin().flows().updateExecutions("user pool browser", step);
        }
    }

    @Test
    void a_forgotten_password_is_replaced_after_a_code_by_mail() {
        String name = source.person(Map.of());
        SignIn recovery = SignIn.at(realm)
                .send("username", name)
                .follow("reset-credentials")
                .send("username", name);
        recovery.send("code", new Mailbox(mail, name + "@example.com").code(1));
        assertThat(source.rows(name)).isEmpty();

        recovery.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(source.rows(name)).hasSize(1);
        assertThat(source.row(name).getUserSessions()).isEmpty();
        assertIsMigrated(SignIn.at(realm).send("username", name).send("password", NEW_PASSWORD), name);
    }

    /** Also where the provider's verified addresses link at once: of the second factor nobody knows before the password is proven. */
    @Test
    void an_account_at_another_provider_is_linked_by_the_old_password_alone() {
        Source other = Source.connect(federated, system, Map.of());
        try {
            String name = other.person(Map.of());
            linkAtOnce(true);
            SignIn signIn = ProviderStandIn.INSTANCE.oidc(
                    SignIn.at(federated).follow("/broker/oidc/login"),
                    Map.of(
                            "sub",
                            UUID.randomUUID().toString(),
                            "email",
                            name + "@example.com",
                            "email_verified",
                            true,
                            "given_name",
                            "First",
                            "family_name",
                            "Last"));
            signIn.send("submitAction", "linkAccount");
            assertThat(signIn.page().html()).contains("name=\"password\"");
            signIn.send(Map.of("username", name, "password", "wrong password"));
            assertThat(other.rows(name)).isEmpty();

            signIn.send(Map.of("username", name, "password", Source.PASSWORD));

            assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();
            assertThat(other.row(name).getFederatedIdentity()).hasSize(1);
        } finally {
            linkAtOnce(false);
            other.close();
        }
    }

    private void linkAtOnce(boolean allowed) {
        IdentityProviderResource provider =
                federated.admin().identityProviders().get("oidc");
        IdentityProviderMapperRepresentation gate = provider.getMappers().stream()
                .filter(mapper -> mapper.getName().equals("claims gate"))
                .findFirst()
                .orElseThrow();
        gate.getConfig().put("link.verified", Boolean.toString(allowed));
        provider.update(gate.getId(), gate);
    }

    private void assertIsMigrated(SignIn signIn, String name) {
        assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();
        assertThat(Totp.subject(signIn.tokens().path("access_token").asText()))
                .isEqualTo(source.row(name).toRepresentation().getId());
    }
}
