package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.openqa.selenium.By;

/** Sign-ins by way of other providers in a browser, whose rules of cookies and of sites each of them meets in its own way. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class BrowserFederationTest extends BrowserStage {
    private static final ProviderStandIn PROVIDER = ProviderStandIn.INSTANCE;
    private static final String APPLE = "apple";
    private static final String AMAZON = "amazon";
    private static final String REFUSED = "This account of another provider is not accepted here.";
    private static final By ERROR = By.id("kc-error-message");

    @InjectRealm(config = Recipe.Federated.class)
    ManagedRealm realm;

    @InjectRealm(ref = "company")
    ManagedRealm company;

    private final String id = UUID.randomUUID().toString();
    private final String address = "person-" + id + "@example.com";

    @Override
    Map<Class<? extends Recipe>, ManagedRealm> realms() {
        return Map.of(Recipe.Federated.class, realm);
    }

    /** The form comes from another site than the realm's, with the cookies that Chromium sends along from there. */
    @Test
    void apples_form_signs_in_whoever_comes_for_the_first_time_and_again() {
        String name = "{\"name\":{\"firstName\":\"Ann\",\"lastName\":\"Lee\"}}";
        apple(Map.of(), Map.of("user", name));
        visitor.assertSignedIn();

        UserRepresentation user = users(address).get(0);
        assertThat(user.getFirstName()).isEqualTo("Ann");
        assertThat(user.isEmailVerified()).isTrue();
        browser.forget();
        apple(Map.of(), Map.of());
        visitor.assertSignedIn();
        assertThat(users(address)).hasSize(1);
        assertThat(links(user.getId())).containsExactly(id);
    }

    @Test
    void a_token_of_apple_for_another_app_is_refused_and_leaves_nobody() {
        apple(Map.of("aud", "com.example.other"), Map.of());

        assertThat(visitor.sees(ERROR)).as(visitor.text()).isTrue();
        assertThat(users(address)).isEmpty();
    }

    @Test
    void whoever_changes_their_mind_at_apple_signs_in_by_a_password() {
        Member member = stage.members(Recipe.Federated.class).withPassword();
        URI request = visitor.open(realm, "").provider(APPLE);
        visitor.send(
                ProviderStandIn.redirect(request),
                Map.of(
                        "error",
                        "user_cancelled_authorize",
                        "state",
                        ProviderStandIn.parameters(request).getOrDefault("state", "")));

        visitor.name(member.name()).password(Members.PASSWORD).assertSignedIn();
    }

    @Test
    void amazons_user_confirms_the_address_and_is_not_asked_again() {
        visitor.go(amazon(Map.of())).assertAskedForCode();
        Mailbox mailbox = new Mailbox(mail, address);
        String code = mailbox.code(1);
        visitor.code(code.equals("000000") ? "000001" : "000000").assertTold("This code is not right.");
        visitor.reload().assertAskedForCode();
        visitor.code(code).assertSignedIn();

        browser.forget();
        visitor.go(amazon(Map.of()));
        assertThat(users(address)).singleElement().satisfies(user -> assertThat(sessions(user.getId()))
                .isEqualTo(2));
        assertThat(mailbox.size()).isEqualTo(1);
    }

    @Test
    void a_token_that_amazon_gave_another_app_is_refused_and_leaves_nobody() {
        visitor.go(amazon(Map.of("aud", "amzn1.application-oa2-client.2")));

        assertThat(visitor.sees(ERROR)).as(visitor.text()).isTrue();
        assertThat(users(address)).isEmpty();
    }

    @Test
    void a_company_that_speaks_saml_signs_in_its_people_and_those_whom_the_gate_refuses_leave_nobody()
            throws IOException {
        String other = "person-" + UUID.randomUUID() + "@example.org";
        try (SamlCompany saml = new SamlCompany(realm, company)) {
            saml.person(address);
            saml.person(other);
            saml.gate("example.com");

            atCompany(other).until(ERROR);
            assertThat(visitor.text()).contains(REFUSED);
            new Pictures(browser).of("refused", line -> line.contains("403 (Forbidden)"));
            assertThat(users(other)).isEmpty();
            browser.forget();
            for (int i = 0; i < 2; i++) {
                atCompany(address).assertSignedIn();
                browser.forget();
            }
            assertThat(users(address)).singleElement().satisfies(user -> assertThat(user.getUsername())
                    .startsWith("saml_"));
        }
    }

    @Test
    void an_account_is_linked_by_its_password_and_by_no_other() throws IOException {
        Member member = stage.members(Recipe.Federated.class).withPassword();
        visitor.open(realm, "").company(claims(member.address()));
        assertThat(visitor.text()).contains("already exists");
        pictures("link");
        visitor.reload().press(By.id("linkAccount"));
        pictures("link-password");
        visitor.password("wrong");
        assertThat(visitor.text()).contains("Invalid username or password.");
        assertThat(links(member.id())).isEmpty();

        visitor.reload().back().goOn();
        visitor.password(Members.PASSWORD).assertSignedIn();
        assertThat(links(member.id())).containsExactly(id);
        browser.forget();
        visitor.open(realm, "").company(claims(member.address()));
        assertThat(sessions(member.id())).isEqualTo(2);
    }

    @Test
    void what_the_provider_does_not_say_is_asked_for_before_there_is_a_user_and_proven() throws IOException {
        Map<String, Object> claims = claims(address);
        claims.remove("email");
        int users = realm.admin().users().count();
        visitor.open(realm, "").company(claims);
        pictures("review");
        assertThat(realm.admin().users().count()).isEqualTo(users);

        visitor.reload().fill("email", address).press(By.cssSelector("#kc-form-buttons [type=submit]"));
        visitor.code(new Mailbox(mail, address).code(1)).assertSignedIn();

        assertThat(users(address)).singleElement().satisfies(user -> assertThat(user.isEmailVerified())
                .isTrue());
    }

    /** Behind a page of the provider's stand-in, which is none. */
    private static void pictures(String page) throws IOException {
        new Pictures(browser).of(page, line -> line.contains(PROVIDER.issuer()));
    }

    private void apple(Map<String, String> changes, Map<String, String> more) {
        URI request = visitor.open(realm, "").provider(APPLE);
        Map<String, Object> claims = new HashMap<>(Map.of("sub", id, "email", address, "email_verified", "true"));
        claims.putAll(changes);
        String token = PROVIDER.idToken(request, ProviderStandIn.APPLE_CLIENT, claims);
        visitor.send(ProviderStandIn.redirect(request), PROVIDER.appleForm(request, token, more));
    }

    private String amazon(Map<String, Object> changedInfo) {
        URI request = visitor.open(realm, "").provider(AMAZON);
        Map<String, Object> profile =
                Map.of("user_id", "amzn1.account." + id, "name", "Ann Mary Lee", "email", address);
        return PROVIDER.amazon(request, profile, changedInfo).toString();
    }

    /** By pages of both realms that send themselves on. */
    private Visitor atCompany(String person) {
        visitor.open(realm, "").provider(SamlCompany.ALIAS);
        return visitor.until(By.id("password")).fill("username", person).password(Members.PASSWORD);
    }

    private Map<String, Object> claims(String email) {
        return new HashMap<>(
                Map.of("sub", id, "email", email, "email_verified", true, "given_name", "Ann", "family_name", "Lee"));
    }

    /** Where the provider's answer leads to the app at once, Chromium asks for it more than once: nobody answers at the app. */
    private int sessions(String user) {
        return realm.admin().users().get(user).getUserSessions().size();
    }

    private List<UserRepresentation> users(String withAddress) {
        return realm.admin().users().searchByEmail(withAddress, true);
    }

    private List<String> links(String user) {
        return realm.admin().users().get(user).getFederatedIdentity().stream()
                .map(FederatedIdentityRepresentation::getUserId)
                .toList();
    }
}
