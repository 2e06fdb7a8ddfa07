package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.server.twins.TwinStorageFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.storage.UserStorageProvider;

/**
 * What happens at the same moment, on a database that was never used, with fewer connections than calls: the first calls of a user,
 * and changes of one pool. And an import, whose rows not every database takes.
 */
class FirstCallsTest {
    private static final int CALLS = 64;

    /** A pool that waits for a connection in vain gives up after 5 s; nothing here may come near to that more than twice. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest
    @EnumSource
    void first_calls_make_one_identity_and_one_row_for_each_subject(Database.Kind kind, @TempDir Path folder)
            throws Exception {
        KeycloakHome home;
        try (Database database = Database.start(kind, folder)) {
            home = Homes.of(kind);
            Installation installation =
                    Installation.of("first-calls-" + kind.name().toLowerCase(Locale.ROOT), home, database);
            try (KeycloakServer server = installation.start("--db-pool-max-size=5")) {
                People people = new People(installation.realm());
                String token = people.signIn(people.newPerson()).id();
                PoolClient client = installation.client();

                long start = System.nanoTime();
                List<Http.Answer> answers = atOnce(() -> client.getId(token));
                Duration took = Duration.ofNanos(System.nanoTime() - start);

                assertThat(answers)
                        .allSatisfy(answer ->
                                assertThat(answer.status()).as(answer.body()).isEqualTo(200));
                Set<String> identities = answers.stream()
                        .map(answer -> answer.json().path("IdentityId").asText())
                        .collect(Collectors.toSet());
                assertThat(identities).singleElement().asString().startsWith("us-east-1:");
                assertThat(took).isLessThan(LIMIT);
                identities.addAll(ofTwins(installation, client));
                assertThat(identities).hasSize(3);
                new ParallelChanges(installation.realm(), client.poolId()).assertOneWinsEachRound();
                AccentedImport.assertEachRowIsToldOf(installation.realm(), kind);
                assertThat(server.isAlive()).isTrue();
            }
            assertThat(Rows.count(home, database, "CLOAKPOOL_IDENTITY")).isEqualTo(3);
            assertThat(Rows.count(home, database, "CLOAKPOOL_LOGIN")).isEqualTo(3);
        }
    }

    /** Two subjects that differ only in case: users of another system, since MariaDB would not store two such ids of Keycloak's own. */
    private static List<String> ofTwins(Installation installation, PoolClient client) {
        Realm realm = installation.realm();
        String password = UUID.randomUUID().toString();
        People.expect(Http.json(
                "POST",
                URI.create(realm.admin() + "/components"),
                Map.of(
                        "name",
                        "twins",
                        "providerId",
                        TwinStorageFactory.ID,
                        "providerType",
                        UserStorageProvider.class.getName(),
                        "config",
                        Map.of(TwinStorageFactory.PASSWORD, List.of(password))),
                realm.bearer()));
        List<String> tokens = TwinStorageFactory.NAMES.stream()
                .map(name -> new People(realm).signIn(name, password, "webapp").id())
                .toList();
        List<String> subjects = tokens.stream().map(FirstCallsTest::subject).toList();
        assertThat(subjects.get(0)).isNotEqualTo(subjects.get(1)).isEqualToIgnoringCase(subjects.get(1));
        return tokens.stream().map(client::identity).toList();
    }

    private static String subject(String token) {
        try {
            return new ObjectMapper()
                    .readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]))
                    .path("sub")
                    .asText();
        } catch (IOException e) {
            throw new AssertionError("not a token", e);
        }
    }

    private static List<Http.Answer> atOnce(Callable<Http.Answer> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        try {
            List<Http.Answer> answers = new ArrayList<>();
            for (Future<Http.Answer> answer : callers.invokeAll(Collections.nCopies(CALLS, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }
}
