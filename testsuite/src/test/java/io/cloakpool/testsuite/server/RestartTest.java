package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.demo.WebPages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server knew, and was at work at, before it was killed, got another host name, and its realm another name. */
class RestartTest {
    private static final int CODES_AN_HOUR = 5;
    private static final int WRONG_GUESSES_A_DAY = 12;
    private static final int CODES = 3;
    private static final String WRONG = "This code is not right.";
    /** Of budgets whose window is a day; in the last hour of one, those of an hour end with it. */
    private static final String OF_A_DAY =
            "select count(*) from CLOAKPOOL_BUDGET where mod(ENDS_AT, 86400) = 0 and SPENT = ";

    @Test
    void identities_credentials_and_an_import_outlive_a_kill_and_new_names_of_host_and_realm(@TempDir Path folder)
            throws Exception {
        try (Database database = Database.start(Database.Kind.H2, folder)) {
            Installation installation = Installation.of("restart", Homes.of(Database.Kind.H2), database);
            People people = new People(installation.realm());
            Before before;
            Passwordless codes;
            HalfImport half;
            String user;
            String guessed;
            try (KeycloakServer server = installation.start("--hostname=http://localhost:" + installation.port())) {
                PoolClient client = installation.client();
                People.Person person = people.newPerson();
                before = new Before(
                        client.configuration(),
                        person,
                        client.issue(people.signIn(person).id()),
                        client.issue(people.signIn(people.newPerson()).id()));
                client.assertOpen(before.kept());
                client.assertOpen(before.retired());
                client.retire(before.retired().identity());
                codes = Passwordless.importInto(installation.realm());
                user = codes.newUser();
                for (int i = 0; i < CODES_AN_HOUR; i++) {
                    assertThat(guess(codes, user)).as("there is a code").contains(WRONG);
                }
                guessed = codes.newUser();
                useUpTheDay(codes, guessed);
                half = HalfImport.begin(installation.realm());
                server.killHard();
            }
            try (KeycloakServer server = installation.start("--hostname=http://id.example.org")) {
                PoolClient client = installation.client();
                assertThat(client.configuration()).isEqualTo(before.configuration());
                client.assertOpen(before.kept());
                client.assertClosed(before.retired());
                assertThat(client.identity(people.signIn(before.person()).id()))
                        .isEqualTo(before.kept().identity());

                assertThat(guess(codes, user))
                        .as("one code more than the hour has, asked for after the restart")
                        .contains("This code is no longer valid.");
                assertThat(signIn(codes, guessed, CODES + 1).html())
                        .as("the right code, after a day's wrong guesses before the restart")
                        .contains(WRONG);
                assertThat(signIn(codes, codes.newUser(), 1).status())
                        .as("of somebody else")
                        .isEqualTo(302);

                half.finish();

                Realm renamed = rename(installation.realm(), installation.realm("renamed"));

                PoolClient after =
                        new PoolClient(renamed, installation.secrets().gateway());
                after.assertOpen(before.kept());
                after.assertClosed(before.retired());
                assertThat(after.identity(
                                new People(renamed).signIn(before.person()).id()))
                        .isEqualTo(before.kept().identity());
                assertThat(server.isAlive()).isTrue();
                codes.close();
            }
            // By user and by address, as often as before and once more.
            assertThat(Rows.text(installation.home(), database, OF_A_DAY + (CODES + 1)))
                    .as("budgets of codes a day that count on")
                    .isGreaterThanOrEqualTo("2");
        }
    }

    /** Asks for a code, and makes a guess. */
    private static String guess(Passwordless codes, String user) {
        return codes.ask(user).guess("000000").html();
    }

    /** As many guesses at a code as it takes, and one less: that it is used up is another answer. */
    private static void useUpTheDay(Passwordless codes, String user) {
        for (int code = 0; code < CODES; code++) {
            Passwordless.Attempt attempt = codes.ask(user);
            for (int i = 0; i < WRONG_GUESSES_A_DAY / CODES; i++) {
                WebPages.Page page = attempt.guess(wrong(codes.mailbox(user).code(code + 1)));
                assertThat(page.html()).contains(WRONG);
                attempt = new Passwordless.Attempt(attempt.browser(), page, attempt.keycloak());
            }
        }
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /** Asks for a code and enters it. */
    private static WebPages.Page signIn(Passwordless codes, String user, int mails) {
        Passwordless.Attempt attempt = codes.ask(user);
        return attempt.guess(codes.mailbox(user).code(mails));
    }

    /** What the first server issued and was configured with. */
    private record Before(
            List<JsonNode> configuration, People.Person person, PoolClient.Issued kept, PoolClient.Issued retired) {}

    private static Realm rename(Realm realm, Realm renamed) {
        People.expect(Http.json("PUT", realm.admin(), Map.of("realm", renamed.name()), realm.bearer()));
        return renamed;
    }
}
