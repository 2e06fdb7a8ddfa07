package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;

/** The example of a custom challenge in place of the password. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class CustomChallengeTest {
    private static final String NUMBER = "4711-0815-2323";

    @InjectRealm(config = Recipe.UserPool.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private Steps steps;

    @BeforeEach
    void challenge() {
        members = new Members(realm, mail);
        steps = new Steps(realm).challenge();
    }

    @AfterEach
    void close() {
        steps.close();
    }

    @Test
    void whoever_knows_the_answer_is_signed_in() {
        Member member = customer();

        SignIn signIn = name(member.name());
        assertThat(signIn.page().html()).contains("Customer number");
        assertThat(signIn.send("answer", "0").page().html()).contains("This answer is not right.");

        assertThat(signIn.send("answer", " " + NUMBER)
                        .tokens()
                        .path("access_token")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void unknown_names_and_users_without_a_number_are_asked_and_answered_alike() {
        Member member = customer();
        Member without = members.withPassword();
        String stranger = "nobody-" + UUID.randomUUID();

        String wrong = Seen.of(name(member.name()).send("answer", "0").page(), member.name());

        assertThat(Seen.of(name(stranger).send("answer", NUMBER).page(), stranger))
                .isEqualTo(wrong);
        assertThat(Seen.of(name(without.name()).send("answer", "").page(), without.name()))
                .isEqualTo(wrong);
    }

    /** Keycloak finds whoever has that name; of a number it would look for the mask. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrong_answers_lock_the_account_whether_its_name_or_its_number_was_typed(boolean byNumber) {
        Member member = customer();
        String number = Stage.newNumber();
        member.prove(number);
        SignIn signIn = name(byNumber ? number : member.name());
        for (int i = 0; i < 5; i++) {
            signIn.send("answer", "0");
        }

        assertThat(signIn.send("answer", NUMBER).isDone()).isFalse();
        assertThat(realm.admin().attackDetection().bruteForceUserStatus(member.id()))
                .containsEntry("disabled", true);
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    @Test
    void a_reload_asks_the_same_question_and_no_answer_is_none() {
        Member member = customer();
        SignIn signIn = name(member.name());

        assertThat(signIn.reload().page().html()).contains("Customer number").doesNotContain("not right");
        assertThat(signIn.send(Map.of("other", "x")).page().html()).doesNotContain("not right");
        assertThat(signIn.send("answer", NUMBER).isDone()).isTrue();
    }

    /** What is asked for one name and answered for another would let anybody in everywhere. */
    @Test
    void an_answer_counts_for_the_name_that_was_asked_only() {
        Member own = customer();
        Member victim = members.customer("0000-1111-2222");
        SignIn signIn = name(own.name());
        String tab = signIn.page().form().getRawQuery().replaceAll(".*(tab_id=[^&]+).*", "$1");
        String actions = realm.getBaseUrl() + "/login-actions/";

        signIn.open(URI.create(actions + "reset-credentials?client_id=app&" + tab));
        signIn.send("username", victim.name());
        signIn.open(URI.create(actions + "authenticate?client_id=app&" + tab));
        assertThat(signIn.page().html()).contains("Customer number");
        signIn.send("answer", NUMBER);

        assertThat(signIn.isDone()).isFalse();
        assertThat(victim.user().getUserSessions()).isEmpty();
    }

    private Member customer() {
        return members.customer(NUMBER);
    }

    private SignIn name(String name) {
        return SignIn.at(realm, new WebPages(), "").send("username", name);
    }
}
