package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.GatewayProcess;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.Nginx;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.migration.FirstSignIns;
import io.cloakpool.testsuite.pool.KnownKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL, with the cluster stack that Keycloak has by default. The last tests upgrade both nodes and lose one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
    private static final Duration EVERYWHERE = Duration.ofSeconds(1);
    private static final int ROTATIONS = 4;
    private static final int NEW_USERS = 60;
    private static final int ASSERTIONS = 20;
    private static final int GUESSES = 200;
    /** One less than a user may ask for in an hour. */
    private static final int CODES = 4;
    /** In the budgets of a day nothing but wrong guesses comes to as many. */
    private static final String COMPARED =
            "select count(*) from CLOAKPOOL_BUDGET where mod(ENDS_AT, 86400) = 0 and SPENT = 12";

    private static final int PARALLEL = 16;
    private static final Duration BEFORE_THE_LOSS = Duration.ofSeconds(3);
    private static final Duration AFTER_THE_LOSS = Duration.ofSeconds(5);

    private static final Duration OUTAGE_LIMIT = Duration.ofSeconds(15);

    private Node one;
    private Node two;
    private TcpRelay relay;
    private int front;
    private final Deque<Runnable> stops = new ArrayDeque<>();

    /** A node, asked directly. */
    private record Node(Installation installation, KeycloakServer server, PoolClient client, People people) {
        Realm realm() {
            return installation.realm();
        }
    }

    @BeforeAll
    void two_nodes(@TempDir Path folder) throws IOException, InterruptedException {
        Database server = Database.start(Database.Kind.POSTGRESQL, folder);
        stops.push(server::close);
        relay = TcpRelay.to(server.port());
        stops.push(relay::close);
        Database database = server.through(relay.port());
        front = FreePort.pick();
        KeycloakHome home = Homes.of(Database.Kind.POSTGRESQL);
        Installation first = Installation.of("node-1", home, database);
        one = start(first);
        KeycloakHome copy = home.copyTo(Homes.WORK.resolve("postgres-2"));
        two = start(new Installation("node-2", copy, database, first.secrets(), FreePort.pick()));
    }

    private Node start(Installation installation) throws IOException, InterruptedException {
        KeycloakServer server = installation.start(
                "--hostname=http://localhost:" + front,
                "--proxy-headers=xforwarded",
                "--cache=ispn",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + FreePort.pick());
        stops.push(server::close);
        return new Node(installation, server, installation.client(), new People(installation.realm()));
    }

    @AfterAll
    void stop() {
        stops.forEach(Runnable::run);
    }

    @Test
    @Order(1)
    void what_one_node_ends_the_other_refuses_within_a_second() {
        People.Person disabled = one.people().newPerson();
        PoolClient.Issued ofDisabled =
                one.client().issue(one.people().signIn(disabled).id());
        PoolClient.Issued retired = issue();
        PoolClient.Issued other = issue();
        for (PoolClient.Issued issued : List.of(ofDisabled, retired, other)) {
            two.client().assertOpen(issued);
        }

        one.client().retire(retired.identity());
        assertEndsOnTheOtherNode(retired);

        one.people().enabled(disabled, false);
        assertEndsOnTheOtherNode(ofDisabled);

        enableRole(false);
        assertEndsOnTheOtherNode(other);
        enableRole(true);
        one.client().assertOpen(other);
        await(() -> two.client().authorize(other), 200);
    }

    /**
     * Each guess is sent from a tab of its own: an address for guesses is good once. Of the twenty that the codes let through, the day pays
     * for twelve; the others are answered as if they had been made.
     */
    @Test
    @Order(1)
    void both_nodes_together_compare_a_code_with_five_guesses_and_a_user_with_twelve_a_day() throws Exception {
        List<URI> nodes = List.of(one.realm().keycloak(), two.realm().keycloak());
        try (Passwordless pool = Passwordless.importInto(one.realm())) {
            String user = pool.newUser();
            List<Passwordless.Attempt> tabs = new ArrayList<>();
            List<Passwordless.Attempt> spare = new ArrayList<>();
            Set<String> sent = new HashSet<>();
            for (int code = 1; code <= CODES; code++) {
                WebPages browser = new WebPages();
                Passwordless by = pool.by(nodes.get(code % 2));
                spare.add(by.ask(browser, user));
                sent.add(pool.mailbox(user).code(code));
                for (int i = 0; i < GUESSES / CODES; i++) {
                    tabs.add(by.ask(browser, user));
                }
            }
            assertThat(pool.mailbox(user).size()).as("a code for each sign-in").isEqualTo(CODES);
            String wrong = Stream.of("000000", "000001", "000002", "000003", "000004")
                    .filter(code -> !sent.contains(code))
                    .findFirst()
                    .orElseThrow();

            List<WebPages.Page> pages = inParallel(GUESSES, i -> tabs.get(i).guess(nodes.get(i / 2 % 2), wrong));

            long let = Passwordless.count(pages, "This code is not right.");
            assertThat(let).as("guesses that their codes let through").isBetween(4L * CODES, 5L * CODES);
            assertThat(Passwordless.count(pages, "Too many wrong codes."))
                    .as("guesses that came too late")
                    .isEqualTo(GUESSES - let);
            assertThat(Rows.text(one.installation().home(), one.installation().database(), COMPARED))
                    .as("users with twelve paid comparisons")
                    .isEqualTo("1");
            String newest = pool.mailbox(user).code(CODES);
            assertThat(spare.get(CODES - 1).guess(nodes.get(0), newest).html())
                    .as("the right code of a sign-in that was guessed at")
                    .contains("Too many wrong codes.");
            Passwordless.Attempt another = pool.ask(user);
            String right = pool.mailbox(user).code(CODES + 1);
            assertThat(another.guess(nodes.get(1), right).html())
                    .as("the right code of another one, that day")
                    .contains("This code is not right.");
        }
    }

    private static <T> List<T> inParallel(int calls, IntFunction<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                running.add(threads.submit(() -> call.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Order(1)
    void a_user_of_an_old_system_who_comes_to_both_nodes_at_once_gets_one_row() throws Exception {
        // Brute-force detection takes one sign-in of a user at a time.
        one.realm().change(Map.of("bruteForceProtected", false));
        try {
            FirstSignIns.assertOneRowEach(List.of(one.realm(), two.realm()), "webapp");
        } finally {
            one.realm().change(Map.of("bruteForceProtected", true));
        }
    }

    @Test
    @Order(1)
    void imports_that_are_started_at_both_nodes_run_one_after_the_other() {
        ParallelImports.assertOneAtATime(List.of(one.realm(), two.realm()));
    }

    @Test
    @Order(2)
    void a_login_or_user_that_goes_and_the_realms_not_before_end_credentials_on_the_other_node() {
        String login = signIn();
        PoolClient.Issued unlinked = one.client().issue(login);
        two.client().assertOpen(unlinked);
        People.expect(one.client().unlink(unlinked.identity(), login));
        assertEndsOnTheOtherNode(unlinked);

        BackEndUsers backEnd = backEnd(one);
        PoolClient.Issued merged = backEnd.issue("first");
        PoolClient.Issued kept = backEnd.issue("second");
        two.client().assertOpen(merged);
        People.expect(backEnd.merge("first", "second"));
        assertEndsOnTheOtherNode(merged);
        two.client().assertOpen(kept);

        PoolClient.Issued before = issue();
        two.client().assertOpen(before);
        one.realm().change(Map.of("notBefore", System.currentTimeMillis() / 1000 + 1));
        assertEndsOnTheOtherNode(before);
        one.realm().change(Map.of("notBefore", 0));
    }

    @Test
    @Order(3)
    void whatever_happens_side_by_side_a_login_is_one_identitys_and_what_ended_stays_ended() throws Exception {
        List<String> tokens = List.of(signIn(), signIn(), signIn());
        new ParallelHistories(List.of(backEnd(one), backEnd(two)), tokens).run();
    }

    @Test
    @Order(4)
    void a_saml_assertion_serves_one_pool_whichever_nodes_it_is_brought_to() throws Exception {
        SamlIssuer issuer = new SamlIssuer(KnownKey.create());
        People.expect(Http.json(
                "POST",
                URI.create(one.realm().admin() + "/identity-provider/instances"),
                issuer.provider(),
                one.realm().bearer()));
        String first = pool(issuer, "saml-first");
        String second = pool(issuer, "saml-second");
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            String response = issuer.response("alice");
            Map<String, String> logins = Map.of(SamlIssuer.LOGIN, response);
            Http.Answer taken = one.client().getId(first, logins);
            People.expect(taken);
            assertThat(two.client().getId(first, logins).json()).isEqualTo(taken.json());
            Http.Answer refused = two.client().getId(second, logins);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("NotAuthorizedException", "used elsewhere");
            for (int i = 0; i < ASSERTIONS; i++) {
                Map<String, String> fresh = Map.of(SamlIssuer.LOGIN, issuer.response("bob"));
                List<Future<Http.Answer>> answers =
                        callers.invokeAll(List.of(() -> one.client().getId(first, fresh), () -> two.client()
                                .getId(second, fresh)));
                assertThat(List.of(
                                answers.get(0).get().status(),
                                answers.get(1).get().status()))
                        .containsExactlyInAnyOrder(200, 400);
            }
        } finally {
            callers.shutdownNow();
            List.of(first, second).forEach(pool -> one.client().admin("DELETE", "/" + pool, Map.of()));
        }
    }

    @Test
    @Order(5)
    void an_outage_of_the_database_is_told_in_time_and_is_over_when_it_is_over() {
        String known = signIn();
        String unknown = signIn();
        PoolClient.Issued issued = one.client().issue(known);
        // Keycloak itself answers for a realm that a node has not in its cache, since it cannot find out that there is
        // one.
        Stream.of(one, two).forEach(node -> node.client().assertOpen(issued));

        relay.cut();
        try {
            for (Node node : List.of(one, two)) {
                long start = System.nanoTime();
                Http.Answer refused = node.client().getId(unknown);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(OUTAGE_LIMIT);
                assertThat(refused.status()).as(refused.body()).isEqualTo(500);
                assertThat(refused.json().path("__type").asText()).isEqualTo("InternalErrorException");
                Http.Answer decision = node.client().authorize(issued);
                assertThat(decision.header("X-Cloakpool-Error-Code"))
                        .as("%d %s", decision.status(), decision.header("X-Cloakpool-Error-Status"))
                        .isIn("", "InternalError");
            }
        } finally {
            relay.restore();
        }

        for (Node node : List.of(one, two)) {
            await(() -> node.client().getId(unknown), 200, OUTAGE_LIMIT);
            node.client().assertOpen(issued);
            assertThat(node.client().issue(known).identity()).isEqualTo(issued.identity());
        }
    }

    @Test
    @Order(6)
    void no_credential_fails_while_keys_are_rotated_under_load() throws Exception {
        allowClassicFlow();
        int published = one.client().publishedKeys().size();
        List<String> tokens = List.of(signIn(), signIn(), signIn());
        try (Load load = Load.start(List.of(one.client(), two.client()), tokens)) {
            for (int i = 0; i < ROTATIONS; i++) {
                Node node = i % 2 == 0 ? one : two;
                node.client().rotateKey("sealing");
                node.client().rotateKey("signing");
                load.awaitRounds(2 * tokens.size());
            }
            load.finish();
        }
        for (Node node : List.of(one, two)) {
            assertThat(node.client().publishedKeys()).hasSize(published + ROTATIONS);
            assertThat(node.client().realmKeys())
                    .doesNotContainAnyElementsOf(node.client().publishedKeys());
        }
    }

    @Test
    @Order(7)
    void no_credential_fails_while_the_jars_are_replaced_node_by_node_under_load() throws Exception {
        KeycloakHome next = Homes.next(Database.Kind.POSTGRESQL);
        KeycloakHome copy = next.copyTo(Homes.WORK.resolve("postgres-next-2"));
        assertThat(one.client().packVersion()).isNotEqualTo(NextBuild.version(next));
        allowClassicFlow();
        List<String> tokens = List.of(signIn(), signIn(), signIn());
        try (Load load = Load.start(List.of(one.client(), two.client()), tokens)) {
            load.awaitRounds(2 * tokens.size());
            one = upgrade(one, next, load);
            load.awaitRounds(4 * tokens.size());
            two = upgrade(two, copy, load);
            load.awaitRounds(2 * tokens.size());
            load.finish();
        }
    }

    @Test
    @Order(8)
    void the_loss_of_a_node_under_load_costs_callers_next_to_nothing_and_loses_no_revocation() throws Exception {
        assumeTrue(Nginx.isInstalled(), "SKIPPED: there is no nginx");
        PoolClient.Issued retired = issue();
        PoolClient.Issued kept = issue();
        one.client().retire(retired.identity());
        List<String> tokens = Stream.generate(this::signIn).limit(NEW_USERS).toList();

        try (GatewayProcess nginx =
                        Nginx.balance(front, one.server().uri(), two.server().uri());
                Outage outage = Outage.of(one.installation().client(nginx.endpoint()), tokens)) {
            outage.during(BEFORE_THE_LOSS);
            one.server().killHard();
            Outage.Calls after = outage.during(AFTER_THE_LOSS);
            assertThat(100 * after.failed())
                    .as("100 times those that failed, of %d", after.all())
                    .isLessThan(after.all());
            Outage.Calls later = outage.during(AFTER_THE_LOSS);
            assertThat(later.failed()).as("failed of %d", later.all()).isZero();
            outage.finish().forEach((token, identity) -> assertThat(two.client().identity(token))
                    .isEqualTo(identity));
        }

        two.client().assertClosed(retired);
        two.client().assertOpen(kept);
        PoolClient.Issued later =
                two.client().issue(two.people().signIn(two.people().newPerson()).id());
        two.client().retire(later.identity());
        two.client().assertClosed(later);
    }

    /** Stops a node and starts it again from another home. The client stays the same. */
    private Node upgrade(Node node, KeycloakHome next, Load load) throws Exception {
        load.leaves(node.client());
        node.server().close();
        int before = load.rounds();
        Node upgraded = start(node.installation().at(next));
        assertThat(load.rounds()).as("rounds at the other node meanwhile").isGreaterThan(before);
        assertThat(node.client().packVersion()).isEqualTo(NextBuild.version(next));
        load.returns(node.client());
        return new Node(upgraded.installation(), upgraded.server(), node.client(), upgraded.people());
    }

    private String signIn() {
        return one.people().signIn(one.people().newPerson()).id();
    }

    private PoolClient.Issued issue() {
        return one.client().issue(signIn());
    }

    private String pool(SamlIssuer issuer, String name) {
        return one.client()
                .admin("PUT", "/" + name, issuer.pool(name))
                .path("id")
                .asText();
    }

    private BackEndUsers backEnd(Node node) {
        one.client().change("/demo", pool -> pool.put("developerProviderName", BackEndUsers.PROVIDER));
        return new BackEndUsers(node.client(), node.installation().secrets());
    }

    private void allowClassicFlow() {
        one.client().change("/demo", pool -> pool.put("allowClassicFlow", true));
    }

    private void enableRole(boolean enabled) {
        one.client().change("/roles/DemoUser", role -> role.put("enabled", enabled));
    }

    /** Both doors of the second node refuse, and the last answer that did not was asked for within the time allowed. */
    private void assertEndsOnTheOtherNode(PoolClient.Issued issued) {
        await(() -> two.client().authorize(issued), 403);
        two.client().assertClosed(issued);
    }

    private static void await(Supplier<Http.Answer> asked, int status) {
        await(asked, status, EVERYWHERE);
    }

    private static void await(Supplier<Http.Answer> asked, int status, Duration limit) {
        long start = System.nanoTime();
        Duration before = Duration.ZERO;
        while (asked.get().status() != status) {
            assertThat(before).as("time without " + status).isLessThan(limit);
            before = Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
