package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server knew, and was at work at, before it was killed, got another host name, and its realm another name. */
class RestartTest {
    private static final int CODES_AN_HOUR = 5;

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
                    assertThat(guess(codes, user)).as("there is a code").contains("This code is not right.");
                }
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
            }
        }
    }

    /** Asks for a code that arrives nowhere, and makes a guess. */
    private static String guess(Passwordless codes, String user) {
        return codes.ask(user).guess("000000").html();
    }

    /** What the first server issued and was configured with. */
    private record Before(
            List<JsonNode> configuration, People.Person person, PoolClient.Issued kept, PoolClient.Issued retired) {}

    private static Realm rename(Realm realm, Realm renamed) {
        People.expect(Http.json("PUT", realm.admin(), Map.of("realm", renamed.name()), realm.bearer()));
        return renamed;
    }
}
