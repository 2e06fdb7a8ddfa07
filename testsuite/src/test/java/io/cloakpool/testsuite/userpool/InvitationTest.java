package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.OrganizationResource;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** Who comes in by an invitation and who does not, in the realm of {@code b2b-invite-only.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class InvitationTest {
    @InjectRealm(config = Recipe.B2b.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    @Test
    void nobody_signs_up_without_an_invitation() {
        SignIn signIn = SignIn.at(realm, new WebPages(), "&prompt=create");

        assertThat(signIn.page().html()).contains("Registration not allowed");
        assertThat(SignIn.at(realm).page().html()).doesNotContain("/registration?");
    }

    @Test
    void the_link_of_an_invitation_proves_the_address_and_makes_a_member_of_the_organization() {
        Mailbox mailbox = mailbox();
        WebPages browser = new WebPages();
        Page form = browser.open(invitation(mailbox));
        assertThat(form.html()).contains(mailbox.address()).contains("password-confirm");
        assertThat(users(mailbox)).isEmpty();

        Page done = browser.send(form, form(mailbox.address()));

        assertThat(done.html()).doesNotContain("password-confirm").doesNotContain("name=\"code\"");
        assertThat(users(mailbox)).singleElement().satisfies(user -> {
            assertThat(user.isEmailVerified()).isTrue();
            assertThat(user.getRequiredActions()).isEmpty();
            assertThat(members()).contains(user.getId());
        });
        assertThat(mailbox.size()).as("the invitation alone").isEqualTo(1);
        assertThat(SignIn.at(realm)
                        .send("username", mailbox.address())
                        .send("password", Members.PASSWORD)
                        .isDone())
                .isTrue();
    }

    @Test
    void an_invitation_is_good_for_its_address_only() {
        Mailbox invited = mailbox();
        Mailbox other = mailbox();
        WebPages browser = new WebPages();
        Page form = browser.open(invitation(invited));

        Page refused = browser.send(form, form(other.address()));

        assertThat(refused.html()).contains("password-confirm");
        assertThat(users(other)).isEmpty();
        assertThat(users(invited)).isEmpty();
    }

    @Test
    void an_invitation_that_was_tampered_with_or_used_is_none() {
        Mailbox mailbox = mailbox();
        URI link = invitation(mailbox);
        String token = link.getRawQuery().replaceAll(".*token=([^&]+).*", "$1");
        String forged = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertThat(new WebPages()
                        .open(URI.create(link.toString().replace(token, forged)))
                        .html())
                .doesNotContain("password-confirm");
        WebPages browser = new WebPages();
        browser.send(browser.open(link), form(mailbox.address()));
        String id = users(mailbox).get(0).getId();
        realm.admin().users().delete(id).close();

        assertThat(new WebPages().open(link).html()).doesNotContain("password-confirm");
        assertThat(users(mailbox)).isEmpty();
    }

    @Test
    void somebody_who_has_an_account_joins_by_the_button_of_the_invitation() {
        Member member = new Members(realm, mail).withPassword();
        WebPages browser = new WebPages();

        Page asked = browser.open(invitation(member.mailbox()));
        assertThat(members()).as("opening the link does nothing").doesNotContain(member.id());
        String link = asked.html().replaceAll("(?s).*href=\"([^\"]*action-token[^\"]*)\".*", "$1");
        browser.open(asked.address().resolve(link.replace("&amp;", "&")));

        assertThat(members()).contains(member.id());
    }

    private URI invitation(Mailbox mailbox) {
        try (Response invited = organization().members().inviteUser(mailbox.address(), "Ann", "Lee")) {
            assertThat(invited.getStatus()).isEqualTo(204);
        }
        return URI.create(mailbox.link(1));
    }

    private OrganizationResource organization() {
        return realm.admin()
                .organizations()
                .get(realm.admin().organizations().list(0, 1).get(0).getId());
    }

    private List<String> members() {
        return organization().members().list(0, 100).stream()
                .map(MemberRepresentation::getId)
                .toList();
    }

    private Mailbox mailbox() {
        Issued.add(Members.PASSWORD);
        return new Mailbox(mail, "invited-" + UUID.randomUUID() + "@customer.example");
    }

    private List<UserRepresentation> users(Mailbox mailbox) {
        return realm.admin().users().searchByEmail(mailbox.address(), true);
    }

    private static Map<String, String> form(String address) {
        Map<String, String> form = new HashMap<>();
        form.put("email", address);
        form.put("username", address);
        form.put("firstName", "Ann");
        form.put("lastName", "Lee");
        form.put("password", Members.PASSWORD);
        form.put("password-confirm", Members.PASSWORD);
        return form;
    }
}
