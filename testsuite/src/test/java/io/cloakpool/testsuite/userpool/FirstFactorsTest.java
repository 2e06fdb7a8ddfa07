package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** First factors to choose from, and temporary passwords, in the realm of {@code user-pool.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class FirstFactorsTest {
    private static final String SESSION = "CLOAKPOOL_";
    private static final String BY_CODE = "cloakpool-email-code-sign-in";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;

    @BeforeEach
    void members() {
        members = new Members(realm, mail);
    }

    @Test
    void the_factor_that_was_used_last_in_a_browser_comes_first_there_for_anybody() {
        allow(BY_CODE);
        Member member = members.withPassword();
        SignIn first = name(member.name(), new WebPages());
        assertThat(first.page().html()).as("a new browser").contains("name=\"password\"");
        first.send("tryAnotherWay", "on").send("authenticationExecution", execution(BY_CODE));
        assertThat(first.page().html()).contains("name=\"code\"");
        assertThat(first.send("code", member.mailbox().code(1)).isDone()).isTrue();
        first.browser().keepOnly(SESSION);

        assertThat(name("nobody-" + UUID.randomUUID(), first.browser()).page().html())
                .as("it does not tell of an account")
                .contains("name=\"code\"");
        SignIn again = name(member.name(), first.browser());
        assertThat(again.page().html())
                .as("the other one is a click away")
                .contains("name=\"code\"", "id=\"try-another-way\"");
        again.send("tryAnotherWay", "on").send("authenticationExecution", execution("cloakpool-password"));
        assertThat(again.page().html()).contains("name=\"password\"");
        assertThat(again.send("password", "wrong").page().html()).contains("name=\"password\"");
        assertThat(again.send("password", Members.PASSWORD).isDone()).isTrue();
        again.browser().keepOnly(SESSION);

        assertThat(name(member.name(), first.browser()).page().html()).contains("name=\"password\"");
    }

    @Test
    void the_page_of_other_ways_and_those_behind_it_do_not_tell_of_an_account() {
        allow(BY_CODE);
        Member member = members.withPassword();

        List<String> known = waysOf(member.name());

        assertThat(waysOf("nobody-" + UUID.randomUUID())).isEqualTo(known);
        assertThat(waysOf(members.withoutPassword().name())).isEqualTo(known);
        assertThat(waysOf(members.unconfirmed().name())).isEqualTo(known);
    }

    private List<String> waysOf(String name) {
        SignIn signIn = name(name, new WebPages()).send("tryAnotherWay", "on");
        String ways = Seen.of(signIn.page(), name);
        String code = Seen.of(
                signIn.send("authenticationExecution", execution(BY_CODE)).page(), name);
        String password = Seen.of(
                signIn.send("tryAnotherWay", "on")
                        .send("authenticationExecution", execution("cloakpool-password"))
                        .page(),
                name);
        return List.of(ways, code, password);
    }

    /** Whoever reads that mailbox would have both. */
    @Test
    void codes_that_are_the_second_factor_are_no_first_one() {
        allow(BY_CODE);
        Member member = members.withPassword();
        SignIn enrolment = SignIn.at(realm, new WebPages(), "&kc_action=cloakpool-email-code-enrolment")
                .send("username", member.name())
                .send("password", Members.PASSWORD);
        assertThat(enrolment.send("code", member.mailbox().code(1)).isDone()).isTrue();

        SignIn signIn = name(member.name(), new WebPages());
        signIn.send("tryAnotherWay", "on").send("authenticationExecution", execution(BY_CODE));

        assertThat(signIn.page().html()).contains("name=\"code\"");
        signIn.send("password", Members.PASSWORD);
        assertThat(member.mailbox().size()).as("codes").isEqualTo(1);
    }

    @Test
    void a_factor_that_the_realm_has_switched_off_is_not_remembered() {
        Member member = members.withPassword();
        WebPages browser = new WebPages();
        for (String value : List.of(BY_CODE, "auth-cookie", "x")) {
            browser.cookie("CLOAKPOOL_FACTOR", value);
            SignIn signIn = name(member.name(), browser);
            assertThat(signIn.page().html()).as(value).contains("name=\"password\"");
            browser.keepOnly(SESSION);
        }
    }

    @Test
    void a_temporary_password_is_good_for_a_week() {
        Member fresh = members.invited(Duration.ofDays(6));
        Member old = members.invited(Duration.ofDays(8));

        SignIn changed = name(fresh.name(), new WebPages()).send("password", Members.PASSWORD);
        SignIn refused = name(old.name(), new WebPages()).send("password", Members.PASSWORD);
        SignIn wrong = name(old.name(), new WebPages()).send("password", "wrong");

        assertThat(changed.page().html()).contains("password-new");
        assertThat(refused.page().html()).contains("This password has expired.");
        assertThat(wrong.page().html()).contains("Invalid username or password.");
        assertThat(refused.send("password-new", "Another-password 3 of the tests")
                        .isDone())
                .isFalse();
    }

    private void allow(String step) {
        AuthenticationExecutionInfoRepresentation execution = info(step);
        execution.setRequirement("ALTERNATIVE");
        realm.admin().flows().updateExecutions("user pool browser", execution);
        realm.cleanup().add(admin -> {
            execution.setRequirement("DISABLED");
            admin.flows().updateExecutions("user pool browser", execution);
        });
    }

    private String execution(String step) {
        return info(step).getId();
    }

    private AuthenticationExecutionInfoRepresentation info(String step) {
        return realm.admin().flows().getExecutions("user pool browser").stream()
                .filter(execution -> step.equals(execution.getProviderId()))
                .findFirst()
                .orElseThrow();
    }

    private SignIn name(String name, WebPages browser) {
        return SignIn.at(realm, browser, "").send("username", name);
    }
}
