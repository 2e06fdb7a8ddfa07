package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Users of a company that speaks SAML, in the realm of {@code federated.json}; the company is another realm. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SamlFederationTest {
    private static final Pattern HIDDEN = Pattern.compile("name=\"(SAML\\w+|RelayState)\"\\s+value=\"([^\"]*)\"");
    private static final Pattern PERSISTENT = Pattern.compile("nameid-format:persistent\"[^>]*>([^<]+)</");

    @InjectRealm(config = Recipe.Federated.class)
    ManagedRealm realm;

    @InjectRealm(ref = "company")
    ManagedRealm company;

    @InjectMailServer
    MailServer mail;

    private final String address = "person-" + UUID.randomUUID() + "@example.com";
    private SamlCompany saml;

    @BeforeEach
    void company() {
        saml = new SamlCompany(realm, company);
        saml.person(address);
    }

    @AfterEach
    void asShipped() {
        saml.close();
    }

    @Test
    void the_first_sign_in_makes_a_user_with_the_companys_name_and_the_next_ones_find_it() {
        SignIn first = signIn();

        assertThat(first.isDone()).as(first.page().html()).isTrue();
        UserRepresentation user = users(address).get(0);
        assertThat(user.getUsername()).startsWith("saml_");
        assertThat(user.getFirstName()).isEqualTo("Ann");
        assertThat(user.isEmailVerified()).isTrue();
        assertThat(signIn().isDone()).isTrue();
        assertThat(users(address)).hasSize(1);
    }

    @Test
    void an_address_that_is_not_trusted_has_to_be_confirmed() {
        IdentityProviderRepresentation provider = saml.provider().toRepresentation();
        provider.setTrustEmail(false);
        saml.provider().update(provider);

        SignIn signIn = signIn();

        assertThat(signIn.page().html()).contains("Confirm your e-mail address");
        assertThat(signIn.send("code", new Mailbox(mail, address).code(1)).isDone())
                .isTrue();
    }

    @Test
    void the_gate_judges_the_address_of_an_assertion() {
        saml.gate("example.org");

        SignIn refused = signIn();

        assertThat(refused.page().status()).isEqualTo(403);
        assertThat(refused.page().html()).contains("This account of another provider is not accepted here.");
        assertThat(users(address)).isEmpty();
    }

    @Test
    void an_account_with_the_address_is_not_taken_over() {
        Member member = new Members(realm, mail).withPassword();
        UserRepresentation person =
                company.admin().users().searchByEmail(address, true).get(0);
        person.setEmail(member.address());
        company.admin().users().get(person.getId()).update(person);

        SignIn signIn = signIn();

        assertThat(signIn.isDone()).isFalse();
        assertThat(signIn.page().html()).contains("already exists");
        assertThat(member.user().getFederatedIdentity()).isEmpty();
    }

    @Test
    void a_response_that_somebody_changed_or_brings_twice_signs_nobody_in() {
        AtConsumer first = atConsumer();
        String xml = new String(
                Base64.getDecoder().decode(first.response().getOrDefault("SAMLResponse", "")), StandardCharsets.UTF_8);
        Matcher subject = PERSISTENT.matcher(xml);
        assertThat(subject.find()).as(xml).isTrue();
        Map<String, String> forged = new HashMap<>(first.response());
        forged.put(
                "SAMLResponse",
                base64(xml.replace(subject.group(1), UUID.randomUUID().toString())));

        assertThat(first.browser().send(first.consumer(), forged).isDone()).isFalse();

        assertThat(users(address)).isEmpty();
        AtConsumer good = atConsumer();
        assertThat(good.bring().isDone()).isTrue();
        SignIn stranger = SignIn.at(realm).follow("/broker/" + SamlCompany.ALIAS + "/login");
        assertThat(stranger.send(good.consumer(), good.response()).isDone()).isFalse();
    }

    private SignIn signIn() {
        return atConsumer().bring();
    }

    /** The company has answered, and the browser is about to bring the response. */
    private AtConsumer atConsumer() {
        SignIn browser = SignIn.at(realm).follow("/broker/" + SamlCompany.ALIAS + "/login");
        // The realms share a host, and this browser does not tell cookies apart by their paths.
        WebPages atCompany = new WebPages();
        Page login = atCompany.send(browser.page(), hidden(browser.page()));
        Page answer = atCompany.send(login, Map.of("username", address, "password", Members.PASSWORD));
        Map<String, String> response = hidden(answer);
        Issued.add(response.getOrDefault("SAMLResponse", ""));
        return new AtConsumer(browser, answer.form(), response);
    }

    /**
     * A browser that is about to bring a response.
     *
     * @param response the fields of the form
     */
    private record AtConsumer(SignIn browser, URI consumer, Map<String, String> response) {
        SignIn bring() {
            return browser.send(consumer, response);
        }
    }

    private static Map<String, String> hidden(Page page) {
        Map<String, String> fields = new HashMap<>();
        Matcher hidden = HIDDEN.matcher(page.html());
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2).replace("&#61;", "=").replace("&amp;", "&"));
        }
        assertThat(fields).as(page.html()).isNotEmpty();
        return fields;
    }

    private static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }

    private List<UserRepresentation> users(String withAddress) {
        return realm.admin().users().searchByEmail(withAddress, true);
    }
}
