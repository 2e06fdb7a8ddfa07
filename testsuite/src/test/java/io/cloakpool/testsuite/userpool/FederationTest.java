package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.migration.Imports;
import io.cloakpool.testsuite.pool.KnownKey;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.testframework.annotations.InjectAdminClient;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** Users of another provider: what they are taken for, what is linked, in the realm of {@code federated.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class FederationTest {
    private static final ProviderStandIn PROVIDER = ProviderStandIn.INSTANCE;
    private static final String ALIAS = "oidc";
    /** Of a link, among the credentials; nobody signs in by it. */
    private static final String NOTE = "cloakpool-link";

    private static final String REFUSED = "This account of another provider is not accepted here.";
    private static final String EXISTS = "already exists";
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";
    private static final String WRONG = "Invalid username or password.";

    private static final String NUMBER = Stage.typed("+493090182000");
    private static final String OTHER_NUMBER = Stage.typed("+493090182001");

    @InjectRealm(config = Recipe.Federated.class)
    ManagedRealm realm;

    @InjectAdminClient
    Keycloak admin;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
    }

    @AfterEach
    void gateAsShipped() {
        provider().getMappers().stream()
                .filter(mapper -> !mapper.getName().equals("claims gate"))
                .forEach(mapper -> provider().delete(mapper.getId()));
        gate(Map.of("email.domains", "", "claims", "", "link.verified", "false"));
        syncMode("IMPORT");
    }

    @Test
    void the_first_sign_in_makes_a_user_with_the_providers_name_and_address() {
        String address = address();

        SignIn first = PROVIDER.oidc(atProvider(), verified(address));

        assertThat(first.tokens().path("access_token").asText()).isNotEmpty();
        UserRepresentation user = userOf(address);
        assertThat(user.getUsername()).isEqualTo("oidc_" + subject);
        assertThat(user.getFirstName()).isEqualTo("Ann");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(links(user.getId())).containsExactly(subject);
        int users = users();
        assertThat(PROVIDER.oidc(atProvider(), verified(address)).isDone()).isTrue();
        assertThat(users()).isEqualTo(users);
    }

    /** As Cognito says of an account at a provider whether the user came by it, or has it linked. */
    @Test
    void tokens_tell_whether_the_user_came_by_the_provider_and_since_when() {
        Mappers.add(
                realm,
                "oidc-cloakpool-identities-mapper",
                Map.of("id.token.claim", "true", "access.token.claim", "false"));
        Instant before = Instant.now();
        String address = address();

        JsonNode identity = identity(PROVIDER.oidc(atProvider(), verified(address)));

        assertThat(identity.path("userId").asText()).isEqualTo(subject);
        assertThat(identity.path("primary").textValue()).isEqualTo("true");
        assertThat(Instant.ofEpochMilli(
                        Long.parseLong(identity.path("dateCreated").textValue())))
                .isBetween(before, Instant.now());
        assertThat(identity(PROVIDER.oidc(atProvider(), verified(address))))
                .as("signs in again")
                .isEqualTo(identity);

        Member member = members.withPassword();
        SignIn linked = PROVIDER.oidc(atProvider(), with(claims(member.address(), false), "sub", "linked-" + subject))
                .send("submitAction", "linkAccount")
                .send(Map.of("username", member.name(), "password", Members.PASSWORD));
        assertThat(identity(linked).path("primary").textValue()).isEqualTo("false");
    }

    private static JsonNode identity(SignIn signIn) {
        return KnownKey.claims(signIn.tokens().path("id_token").asText())
                .path("identities")
                .path(0);
    }

    /** Imported without a password; at the provider with another address by now. */
    @Test
    void a_user_of_a_file_is_found_by_the_account_that_came_along() {
        String name = "of-a-file-" + subject;
        Imports imports = new Imports(
                URI.create(realm.getBaseUrl().replace("/realms/", "/admin/realms/") + "/cloakpool-migration/imports"),
                () -> admin.tokenManager().getAccessTokenString());
        JsonNode done = imports.run(
                Imports.NDJSON,
                "{\"username\":\"" + name + "\",\"firstName\":\"Ann\",\"lastName\":\"Other\",\"email\":\"" + address()
                        + "\",\"emailVerified\":true,\"federatedLinks\":[{\"identityProvider\":\"" + ALIAS
                        + "\",\"userId\":\"" + subject + "\"}]}",
                false);
        assertThat(done.path("imported").asInt()).as(done.toString()).isEqualTo(1);
        int users = users();

        SignIn signIn = PROVIDER.oidc(atProvider(), verified(UUID.randomUUID() + "@example.com"));

        assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();
        assertThat(users()).isEqualTo(users);
        UserRepresentation user =
                realm.admin().users().searchByUsername(name, true).get(0);
        assertThat(realm.admin().users().get(user.getId()).getUserSessions()).hasSize(1);
        assertThat(links(user.getId())).containsExactly(subject);
    }

    @Test
    void an_address_that_the_provider_did_not_verify_has_to_be_confirmed() {
        String address = address();

        SignIn first = PROVIDER.oidc(atProvider(), claims(address, false));

        assertThat(first.isDone()).isFalse();
        assertThat(first.page().html()).contains("Confirm your e-mail address");
        assertThat(userOf(address).isEmailVerified()).isFalse();
        assertThat(first.send("code", new Mailbox(mail, address).code(1)).isDone())
                .isTrue();
    }

    /** By the provider's word it is verified, and it is another mailbox than the account's. */
    @Test
    void an_address_that_only_looks_like_an_accounts_makes_no_user_and_no_link() {
        gate(Map.of("link.verified", "true"));
        Member member = members.withPassword();
        int users = users();

        for (String trick : List.of(
                UserPoolTest.wide("m") + member.address().substring(1),
                member.address().replace("@", UserPoolTest.wide("@")))) {
            SignIn signIn = PROVIDER.oidc(atProvider(), verified(trick));
            assertThat(signIn.isDone()).as(trick).isFalse();
            assertThat(signIn.page().html()).as(trick).contains(REFUSED);
        }
        assertThat(links(member.id())).isEmpty();
        assertThat(users()).isEqualTo(users);
    }

    /** In Keycloak a name alone would find the account of whoever has it. */
    @Test
    void a_name_that_the_provider_chooses_is_nobodys() {
        Member member = members.withPassword();
        Map<String, Object> claims = verified(address());
        claims.put("preferred_username", member.name());

        assertThat(PROVIDER.oidc(atProvider(), claims).isDone()).isTrue();
        assertThat(links(member.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_unverified_address_links_by_the_accounts_password_only(boolean allowed) {
        gate(Map.of("link.verified", String.valueOf(allowed)));
        Member member = members.withPassword();

        SignIn signIn = PROVIDER.oidc(atProvider(), claims(member.address(), false));

        assertThat(signIn.page().html()).contains(EXISTS);
        signIn.send("submitAction", "linkAccount");
        assertThat(signIn.page().html()).contains("name=\"password\"");
        signIn.send(Map.of("username", member.name(), "password", "wrong"));
        assertThat(signIn.page().html()).contains(WRONG);
        assertThat(links(member.id())).isEmpty();
        signIn.send(Map.of("username", member.name(), "password", Members.PASSWORD));
        assertThat(signIn.isDone()).isTrue();
        assertThat(links(member.id())).containsExactly(subject);
    }

    @Test
    void verified_addresses_link_at_once_only_where_the_gate_lets_the_provider() {
        Member member = members.withPassword();
        SignIn shipped = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");
        assertThat(shipped.page().html()).contains("name=\"password\"");
        assertThat(links(member.id())).isEmpty();

        gate(Map.of("link.verified", "true"));
        SignIn allowed = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");

        assertThat(allowed.isDone()).as(allowed.page().html()).isTrue();
        assertThat(links(member.id())).containsExactly(subject);
        assertThat(member.credentials()).containsExactly("password", NOTE);
        assertThat(SignIn.at(realm)
                        .send("username", member.name())
                        .send("password", Members.PASSWORD)
                        .isDone())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_second_factor_of_the_account_is_asked_for_before_it_is_linked(boolean atOnce) {
        gate(Map.of("link.verified", String.valueOf(atOnce)));
        Member member = members.withPassword();
        SignIn.at(realm, new WebPages(), "&kc_action=cloakpool-email-code-enrolment")
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .send("code", member.mailbox().code(1));

        SignIn signIn = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");
        if (!atOnce) {
            signIn.send(Map.of("username", member.name(), "password", Members.PASSWORD));
        }

        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().html()).contains("name=\"code\"");
        assertThat(links(member.id())).isEmpty();
        assertThat(signIn.send("code", member.mailbox().code(2)).isDone()).isTrue();
        assertThat(links(member.id())).containsExactly(subject);
    }

    /** Whoever made the account knows its password, and may have more in store: sessions, other providers, a phone. */
    @Test
    void what_a_stranger_left_in_an_unconfirmed_account_is_dead_when_the_owner_of_the_address_comes() {
        gate(Map.of("link.verified", "true"));
        Member member = members.unconfirmed();
        UserRepresentation user = member.user().toRepresentation();
        user.singleAttribute("phoneNumber", NUMBER).singleAttribute("phoneNumberVerified", "true");
        member.user().update(user);
        FederatedIdentityRepresentation amazon = new FederatedIdentityRepresentation();
        amazon.setIdentityProvider("amazon");
        amazon.setUserId("stranger");
        amazon.setUserName("stranger");
        try (Response added = member.user().addFederatedIdentity("amazon", amazon)) {
            assertThat(added.getStatus()).isEqualTo(204);
        }

        SignIn owner = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");

        assertThat(owner.isDone()).as(owner.page().html()).isTrue();
        assertThat(member.credentials()).containsExactly(NOTE);
        assertThat(links(member.id())).containsExactly(subject);
        UserRepresentation now = member.user().toRepresentation();
        assertThat(now.isEmailVerified()).isTrue();
        assertThat(now.getAttributes()).isNullOrEmpty();
        SignIn stranger = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        assertThat(stranger.page().html()).contains(WRONG);
    }

    /** As the recipe is shipped: no provider links by its word alone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoever_reads_the_address_of_an_unconfirmed_account_gets_it_without_the_strangers_password(boolean verified) {
        Member member = members.unconfirmed();
        SignIn owner =
                PROVIDER.oidc(atProvider(), claims(member.address(), verified)).send("submitAction", "linkAccount");
        String code = member.mailbox().code(1);
        assertThat(owner.send("code", code.equals("000000") ? "000001" : "000000")
                        .page()
                        .html())
                .contains("This code is not right.");
        assertThat(links(member.id())).isEmpty();
        assertThat(member.credentials()).containsExactly("password");

        assertThat(owner.send("code", code).isDone()).as(owner.page().html()).isTrue();

        assertThat(links(member.id())).containsExactly(subject);
        assertThat(member.credentials()).containsExactly(NOTE);
        assertThat(member.user().toRepresentation().isEmailVerified()).isTrue();
    }

    @Test
    void an_account_that_is_confirmed_meanwhile_is_not_to_be_had_by_a_code() {
        Member member = members.unconfirmed();
        SignIn signIn = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");
        String code = member.mailbox().code(1);
        UserRepresentation user = member.user().toRepresentation();
        user.setEmailVerified(true);
        member.user().update(user);

        signIn.send("code", code);

        assertThat(signIn.page().html()).contains("name=\"password\"");
        assertThat(links(member.id())).isEmpty();
        assertThat(member.credentials()).containsExactly("password");
    }

    @Test
    void sessions_of_the_stranger_end() {
        gate(Map.of("link.verified", "true"));
        Member member = members.withPassword();
        SignIn.at(realm)
                .send("username", member.name())
                .send("password", Members.PASSWORD)
                .tokens();
        UserRepresentation user = member.user().toRepresentation();
        user.setEmailVerified(false);
        member.user().update(user);
        String before = member.user().getUserSessions().get(0).getId();

        PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");

        assertThat(member.user().getUserSessions()).singleElement().satisfies(session -> assertThat(session.getId())
                .isNotEqualTo(before));
    }

    /** A sign-in that waits on a page is no session yet, and would become one in the owner's account. */
    @Test
    void nor_does_a_sign_in_of_the_stranger_that_waits() {
        gate(Map.of("link.verified", "true"));
        Member member = members.unconfirmed();
        SignIn waiting = SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
        assertThat(waiting.page().html()).contains("Confirm your e-mail address");

        SignIn owner = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");
        assertThat(owner.isDone()).as(owner.page().html()).isTrue();

        assertThat(waiting.reload().isDone()).isFalse();
        assertThat(SignIn.at(realm, waiting.browser(), "").isDone()).isFalse();
        assertThat(member.user().getUserSessions()).hasSize(1);
    }

    @Test
    void an_unconfirmed_account_of_an_administrator_changes_no_hands() {
        gate(Map.of("link.verified", "true"));
        Member member = members.unconfirmed();
        String management = realm.admin()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        member.user()
                .roles()
                .clientLevel(management)
                .add(List.of(realm.admin()
                        .clients()
                        .get(management)
                        .roles()
                        .get("view-users")
                        .toRepresentation()));

        SignIn signIn = PROVIDER.oidc(atProvider(), verified(member.address())).send("submitAction", "linkAccount");

        assertThat(signIn.page().html()).contains("name=\"password\"");
        assertThat(member.credentials()).containsExactly("password");
        assertThat(links(member.id())).isEmpty();
    }

    /** Everybody whom the provider does not name would be one user. */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void nobody_comes_without_a_subject(String blank) {
        int users = users();

        SignIn signIn = PROVIDER.oidc(atProvider(), with(verified(address()), "sub", blank));

        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().html()).contains(REFUSED);
        assertThat(users()).isEqualTo(users);
    }

    @Test
    void a_temporary_password_that_is_over_links_no_account() {
        Member fresh = members.invited(Duration.ofDays(6));
        Member old = members.invited(Duration.ofDays(8));

        SignIn refused = linkByPassword(old, Members.PASSWORD);
        assertThat(refused.page().html()).contains("This password has expired.");
        assertThat(links(old.id())).isEmpty();
        assertThat(refused.send(Map.of("username", old.name(), "password", "wrong"))
                        .page()
                        .html())
                .contains(WRONG);

        linkByPassword(fresh, Members.PASSWORD);
        assertThat(links(fresh.id())).containsExactly(subject);
    }

    /** Whoever recovers an account in a browser where somebody waits to be linked has not agreed to that. */
    @Test
    void a_recovery_links_nobody_who_waits_in_the_browser() {
        Member member = members.withPassword();
        SignIn signIn =
                PROVIDER.oidc(atProvider(), claims(member.address(), false)).send("submitAction", "linkAccount");
        signIn.follow("reset-credentials").send("username", member.address());
        signIn.send("code", member.mailbox().code(1));
        signIn.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(links(member.id())).isEmpty();
        assertThat(SignIn.at(realm)
                        .send("username", member.name())
                        .send("password", NEW_PASSWORD)
                        .isDone())
                .as("it was recovered all the same")
                .isTrue();
    }

    @Test
    void links_neither_come_nor_go_for_a_time_after_a_recovery() {
        Member member = members.withPassword();
        FederatedIdentityRepresentation amazon = new FederatedIdentityRepresentation();
        amazon.setIdentityProvider("amazon");
        amazon.setUserId("owner-" + subject);
        amazon.setUserName("owner");
        member.user().addFederatedIdentity("amazon", amazon).close();
        SignIn recovery = SignIn.at(realm).send("username", member.name()).follow("reset-credentials");
        recovery.send("username", member.address())
                .send("code", member.mailbox().code(1));
        recovery.send(Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
        String token = recovery.tokens().path("access_token").asText();

        SignIn link = linkByPassword(member, NEW_PASSWORD);
        assertThat(link.page().html()).contains("was recovered a short time ago");
        assertThat(unlink(token)).isEqualTo(403);
        assertThat(links(member.id())).containsExactly("owner-" + subject);

        coolOff("0");
        try {
            assertThat(linkByPassword(member, NEW_PASSWORD).isDone()).isTrue();
            assertThat(unlink(token)).isEqualTo(204);
            assertThat(links(member.id())).containsExactly(subject);
        } finally {
            coolOff("24");
        }
    }

    private SignIn linkByPassword(Member member, String password) {
        return PROVIDER.oidc(atProvider(), claims(member.address(), false))
                .send("submitAction", "linkAccount")
                .send(Map.of("username", member.name(), "password", password));
    }

    private int unlink(String token) {
        return Http.json(
                        "DELETE",
                        URI.create(realm.getBaseUrl() + "/account/linked-accounts/amazon"),
                        Map.of(),
                        "Authorization",
                        "Bearer " + token,
                        "Accept",
                        "application/json")
                .status();
    }

    private void coolOff(String hours) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.getAttributes().put("cloakpool.recovery.coolOffHours", hours);
        realm.admin().update(changed);
    }

    @Test
    void whom_the_rule_does_not_take_leaves_nothing_behind() {
        gate(Map.of(
                "email.domains",
                "company.example",
                "claims",
                "[{\"key\":\"tid\",\"value\":\"one\"},{\"key\":\"tid\",\"value\":\"two\"}]"));
        int users = users();
        List<Map<String, Object>> wrong = List.of(
                with(verified("ann@company.example"), "tid", "three"),
                verified("ann@company.example"),
                with(verified("ann@company.example.attacker.net"), "tid", "one"),
                with(verified("ann@sub.company.example"), "tid", "one"),
                with(verified("ann@attacker.net@company.example"), "tid", "one"),
                with(claims("ann@company.example", false), "tid", "one"),
                with(with(verified("ann@company.example"), "tid", "one"), "email", null),
                with(verified("ann@company.example"), "tid", List.of("three", "four")),
                with(verified("ann@company.example"), "tid", Map.of("one", "one")),
                with(verified("ann@company.example"), "tid", "ONE"),
                with(verified("ann@company.example"), "TID", "one"),
                with(verified("ann@company.example"), "tid", ""));
        for (Map<String, Object> claims : wrong) {
            SignIn signIn = PROVIDER.oidc(atProvider(), claims);

            assertThat(signIn.page().status()).as(claims.toString()).isEqualTo(403);
            assertThat(signIn.page().html()).contains(REFUSED);
            assertThat(users()).as(claims.toString()).isEqualTo(users);
        }
        String address = UUID.randomUUID() + "@company.example";
        assertThat(PROVIDER.oidc(atProvider(), with(verified(address), "tid", "two"))
                        .isDone())
                .isTrue();
        assertThat(users()).isEqualTo(users + 1);
    }

    @Test
    void later_sign_ins_are_judged_too_and_told_to_the_administrator() {
        String address = address();
        assertThat(PROVIDER.oidc(atProvider(), with(verified(address), "tid", "one"))
                        .isDone())
                .isTrue();
        gate(Map.of("claims", "[{\"key\":\"tid\",\"value\":\"one\"}]"));
        realm.admin().clearEvents();

        SignIn moved = PROVIDER.oidc(atProvider(), with(verified(address), "tid", "three"));

        assertThat(moved.page().status()).isEqualTo(403);
        assertThat(moved.page().html()).contains(REFUSED);
        assertThat(realm.admin().getEvents()).anySatisfy(event -> {
            assertThat(event.getType()).isEqualTo("IDENTITY_PROVIDER_LOGIN_ERROR");
            assertThat(event.getDetails()).containsEntry("reason", "claims gate: CLAIM");
        });
        assertThat(PROVIDER.oidc(atProvider(), with(verified(address), "tid", "one"))
                        .isDone())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.example.com", "example.com;example.org"})
    void a_rule_that_cannot_be_read_takes_nobody(String domains) {
        gate(Map.of("email.domains", domains));
        int users = users();

        assertThat(PROVIDER.oidc(atProvider(), verified(address())).page().html())
                .contains(REFUSED);
        assertThat(users()).isEqualTo(users);
    }

    /** Mappers run in the order of random ids: some of these run before the gate and some after it. */
    @Test
    void an_address_that_a_mapper_takes_from_elsewhere_is_judged_as_well() {
        gate(Map.of("email.domains", "example.com"));
        for (int i = 0; i < 6; i++) {
            mapper(
                    "address " + i,
                    "oidc-user-attribute-idp-mapper",
                    Map.of("claim", "mail", "user.attribute", "email"));
        }
        int users = users();

        SignIn signIn = PROVIDER.oidc(atProvider(), with(verified(address()), "mail", subject + "@attacker.net"));

        assertThat(signIn.isDone()).isFalse();
        assertThat(users()).isEqualTo(users);
    }

    @Test
    void mappers_write_no_protected_attribute_and_give_no_right_to_administer() {
        greedyMappers();
        String address = address();

        SignIn first = PROVIDER.oidc(atProvider(), greedy(verified(address)));

        assertThat(first.isDone()).as(first.page().html()).isTrue();
        assertUntouched(userOf(address).getId());
        assertThat(PROVIDER.oidc(atProvider(), greedy(verified(address))).isDone())
                .isTrue();
        assertUntouched(userOf(address).getId());
    }

    /** The user is made before the mappers are asked again, and stays when the flow ends in between. */
    @Test
    void not_even_a_flow_that_ends_early_leaves_protected_attributes_behind() {
        greedyMappers();
        String flow = "user pool first broker login";
        AuthenticationManagementResource flows = realm.admin().flows();
        flows.addExecution(flow, Map.of("provider", "deny-access-authenticator"));
        AuthenticationExecutionInfoRepresentation end = flows.getExecutions(flow).stream()
                .filter(step -> "deny-access-authenticator".equals(step.getProviderId()))
                .findFirst()
                .orElseThrow();
        end.setRequirement("REQUIRED");
        flows.updateExecutions(flow, end);
        String address = address();
        try {
            assertThat(PROVIDER.oidc(atProvider(), greedy(verified(address))).isDone())
                    .isFalse();
        } finally {
            flows.removeExecution(end.getId());
        }

        UserRepresentation user = userOf(address);
        assertThat(links(user.getId())).isEmpty();
        assertThat(user.getFirstName()).isEqualTo("mapped");
        assertThat(user.getAttributes()).isNullOrEmpty();
    }

    @Test
    void mappers_overwrite_no_protected_attribute_of_an_account_when_it_is_linked_and_later() {
        greedyMappers();
        gate(Map.of("link.verified", "true"));
        Member member = members.withPassword();
        UserRepresentation user = member.user().toRepresentation();
        user.singleAttribute("phoneNumber", NUMBER).singleAttribute("phoneNumberVerified", "true");
        member.user().update(user);

        SignIn link =
                PROVIDER.oidc(atProvider(), greedy(verified(member.address()))).send("submitAction", "linkAccount");
        for (int i = 0; i < 2; i++) {
            assertThat(link.isDone()).as(link.page().html()).isTrue();
            assertThat(member.user().toRepresentation().getAttributes())
                    .containsEntry("phoneNumber", List.of(NUMBER))
                    .containsEntry("phoneNumberVerified", List.of("true"));
            assertThat(management(member.id())).isEmpty();
            assertThat(member.user().toRepresentation().getFirstName()).isEqualTo("mapped");
            link = PROVIDER.oidc(atProvider(), greedy(verified(member.address())));
        }
    }

    /** By mappers that somebody has set up without a thought. */
    @Test
    void no_mapper_of_a_provider_makes_claims_of_roles_or_puts_anybody_among_administrators() {
        UPConfig profile = realm.admin().users().userProfile().getConfiguration();
        profile.setUnmanagedAttributePolicy(UPConfig.UnmanagedAttributePolicy.ADMIN_EDIT);
        realm.admin().users().userProfile().update(profile);
        String group = adminGroup();
        try {
            for (String attribute : List.of("custom:role", "groups", "roles", "emailVerified", "sub", "roleArn")) {
                mapper(
                        attribute,
                        "oidc-user-attribute-idp-mapper",
                        Map.of("claim", "greedy", "user.attribute", attribute));
            }
            mapper("group", "oidc-hardcoded-group-idp-mapper", Map.of("group", "/admins"));
            mapper(
                    "advanced group",
                    "oidc-advanced-group-idp-mapper",
                    Map.of("claims", "[{\"key\":\"greedy\",\"value\":\"admin\"}]", "group", "/admins"));
            mapper("plain", "oidc-user-attribute-idp-mapper", Map.of("claim", "greedy", "user.attribute", "plain"));
            String address = address();
            for (int i = 0; i < 2; i++) {
                PROVIDER.oidc(atProvider(), with(verified(address), "greedy", "admin"));
                UserRepresentation user = userOf(address);
                assertThat(user.getAttributes())
                        .as("what mappers may write")
                        .containsExactly(Map.entry("plain", List.of("admin")));
                assertThat(realm.admin().users().get(user.getId()).groups()).isEmpty();
                assertThat(management(user.getId())).isEmpty();
            }
        } finally {
            realm.admin().groups().group(group).remove();
            profile.setUnmanagedAttributePolicy(null);
            realm.admin().users().userProfile().update(profile);
        }
    }

    /** A group whose members administer the realm. */
    private String adminGroup() {
        GroupRepresentation group = new GroupRepresentation();
        group.setName("admins");
        String id;
        try (Response made = realm.admin().groups().add(group)) {
            id = ApiUtil.getCreatedId(made);
        }
        String management = realm.admin()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        realm.admin()
                .groups()
                .group(id)
                .roles()
                .clientLevel(management)
                .add(List.of(realm.admin()
                        .clients()
                        .get(management)
                        .roles()
                        .get("realm-admin")
                        .toRepresentation()));
        return id;
    }

    /** What administrators and imports link is theirs to fill in. */
    @Test
    void a_user_who_is_imported_with_a_link_keeps_what_the_import_says() {
        RealmRepresentation copy = Recipe.read("federated");
        copy.setRealm("imported-federated-users");
        copy.setUsers(List.of(UserBuilder.create("linked")
                .email("linked@example.com")
                .emailVerified(true)
                .attribute("phoneNumber", NUMBER)
                .federatedLink("google", "1", "linked")
                .build()));
        admin.realms().create(copy);
        try {
            UserRepresentation user =
                    admin.realm(copy.getRealm()).users().search("linked").get(0);

            assertThat(user.isEmailVerified()).isTrue();
            assertThat(user.getAttributes()).containsEntry("phoneNumber", List.of(NUMBER));
        } finally {
            admin.realm(copy.getRealm()).remove();
        }
    }

    /** By a mapper, or by the provider's own word where that counts at each sign-in. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_address_that_the_provider_does_not_vouch_for_takes_no_verified_ones_place(boolean byMapper) {
        String address = address();
        assertThat(PROVIDER.oidc(atProvider(), verified(address)).isDone()).isTrue();
        String id = userOf(address).getId();
        followAddress("mail", byMapper);
        String victims = address();

        for (Map<String, Object> claims : byMapper
                ? List.of(with(verified(address), "mail", victims))
                : List.of(claims(address, false), claims(victims, false))) {
            SignIn signIn = PROVIDER.oidc(atProvider(), claims);

            UserRepresentation user = realm.admin().users().get(id).toRepresentation();
            assertThat(user.getEmail()).isEqualTo(address);
            assertThat(user.isEmailVerified()).isTrue();
            JsonNode token = KnownKey.claims(signIn.tokens().path("id_token").asText());
            assertThat(token.path("email").asText()).isEqualTo(address);
            assertThat(token.path("email_verified").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_verified_address_that_the_provider_replaces_by_another_one_is_told_and_undoes_that(boolean byMapper) {
        String address = address();
        assertThat(PROVIDER.oidc(atProvider(), verified(address)).isDone()).isTrue();
        String id = userOf(address).getId();
        followAddress("email", byMapper);
        String next = address();

        SignIn signIn = PROVIDER.oidc(atProvider(), verified(next));

        assertThat(signIn.isDone()).as(signIn.page().html()).isTrue();
        UserRepresentation user = realm.admin().users().get(id).toRepresentation();
        assertThat(user.getEmail()).isEqualTo(next);
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(ChangesTest.press(ChangesTest.undo(new Mailbox(mail, address).notices(1))))
                .isEqualTo(200);
        UserRepresentation undone = realm.admin().users().get(id).toRepresentation();
        assertThat(undone.getEmail()).isEqualTo(address);
        assertThat(undone.isEmailVerified()).isTrue();
        assertThat(links(id)).as("it would replace the address again").isEmpty();
    }

    @Test
    void nobody_is_told_of_an_address_that_stays() {
        String address = address();
        assertThat(PROVIDER.oidc(atProvider(), verified(address)).isDone()).isTrue();
        followAddress("email", false);
        assertThat(PROVIDER.oidc(atProvider(), verified(address.toUpperCase(Locale.ROOT)))
                        .isDone())
                .isTrue();

        String next = address();
        assertThat(PROVIDER.oidc(atProvider(), verified(next)).isDone()).isTrue();

        assertThat(new Mailbox(mail, address).notices(1)).hasSize(1);
    }

    /** Has a claim replace the address at each sign-in; the provider's own word is of {@code email} only. */
    private void followAddress(String claim, boolean byMapper) {
        if (byMapper) {
            mapper("address", "oidc-user-attribute-idp-mapper", Map.of("claim", claim, "user.attribute", "email"));
        } else {
            syncMode("FORCE");
        }
    }

    private void syncMode(String mode) {
        IdentityProviderRepresentation changed = provider().toRepresentation();
        changed.getConfig().put("syncMode", mode);
        provider().update(changed);
    }

    private void greedyMappers() {
        for (String attribute : List.of("phoneNumber", "phoneNumberVerified", "firstName")) {
            for (int i = 0; i < 3; i++) {
                mapper(
                        attribute + i,
                        "oidc-user-attribute-idp-mapper",
                        Map.of("claim", "greedy_" + attribute, "user.attribute", attribute));
            }
        }
        for (int i = 0; i < 3; i++) {
            mapper("right " + i, "oidc-hardcoded-role-idp-mapper", Map.of("role", "realm-management.realm-admin"));
        }
    }

    private static Map<String, Object> greedy(Map<String, Object> claims) {
        claims.put("greedy_phoneNumber", OTHER_NUMBER);
        claims.put("greedy_phoneNumberVerified", "true");
        claims.put("greedy_firstName", "mapped");
        return claims;
    }

    private void assertUntouched(String id) {
        UserRepresentation user = realm.admin().users().get(id).toRepresentation();
        assertThat(user.getFirstName()).as("what mappers may write").isEqualTo("mapped");
        assertThat(user.getAttributes()).isNullOrEmpty();
        assertThat(management(id)).isEmpty();
    }

    private List<String> management(String id) {
        var mappings = realm.admin().users().get(id).roles().getAll().getClientMappings();
        return mappings == null ? List.of() : List.copyOf(mappings.keySet());
    }

    private SignIn atProvider() {
        return SignIn.at(realm).follow("/broker/" + ALIAS + "/login");
    }

    private Map<String, Object> verified(String address) {
        return claims(address, true);
    }

    private Map<String, Object> claims(String address, boolean verified) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", subject);
        claims.put("email", address);
        claims.put("email_verified", verified);
        claims.put("given_name", "Ann");
        claims.put("family_name", "Lee");
        return claims;
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static String address() {
        return "person-" + UUID.randomUUID() + "@example.com";
    }

    private UserRepresentation userOf(String address) {
        return realm.admin().users().searchByEmail(address, true).get(0);
    }

    private int users() {
        return realm.admin().users().count();
    }

    private List<String> links(String id) {
        return realm.admin().users().get(id).getFederatedIdentity().stream()
                .map(FederatedIdentityRepresentation::getUserId)
                .toList();
    }

    private IdentityProviderResource provider() {
        return realm.admin().identityProviders().get(ALIAS);
    }

    private void mapper(String name, String kind, Map<String, String> config) {
        IdentityProviderMapperRepresentation mapper = new IdentityProviderMapperRepresentation();
        mapper.setName(name);
        mapper.setIdentityProviderAlias(ALIAS);
        mapper.setIdentityProviderMapper(kind);
        mapper.setConfig(new HashMap<>(config));
        mapper.getConfig().put("syncMode", "FORCE");
        try (Response made = provider().addMapper(mapper)) {
            ApiUtil.getCreatedId(made);
        }
    }

    private void gate(Map<String, String> changes) {
        IdentityProviderMapperRepresentation gate = provider().getMappers().stream()
                .filter(mapper -> mapper.getName().equals("claims gate"))
                .findFirst()
                .orElseThrow();
        gate.getConfig().putAll(changes);
        provider().update(gate.getId(), gate);
    }
}
