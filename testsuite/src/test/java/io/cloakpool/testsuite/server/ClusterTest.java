package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.distribution.FreePort;
import io.cloakpool.distribution.KeycloakHome;
import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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

    private Node one;
    private Node two;
    private String hostname = "";
    private final Deque<Runnable> stops = new ArrayDeque<>();

    /** A node, asked directly. */
    private record Node(Installation installation, KeycloakServer server, PoolClient client, People people) {}

    @BeforeAll
    void two_nodes(@TempDir Path folder) throws IOException, InterruptedException {
        Database database = Database.start(Database.Kind.POSTGRESQL, folder);
        stops.push(database::close);
        KeycloakHome home = Homes.of(Database.Kind.POSTGRESQL);
        Installation first = Installation.of("node-1", home, database);
        hostname = "--hostname=http://localhost:" + first.port();
        one = start(first);
        KeycloakHome copy = home.copyTo(Homes.WORK.resolve("postgres-2"));
        two = start(new Installation("node-2", copy, database, first.secrets(), FreePort.pick()));
    }

    private Node start(Installation installation) throws IOException, InterruptedException {
        KeycloakServer server = installation.start(
                hostname,
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

    @Test
    @Order(2)
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
    @Order(3)
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
    @Order(4)
    void the_loss_of_a_node_loses_no_revocation() throws Exception {
        PoolClient.Issued retired = issue();
        PoolClient.Issued kept = issue();
        one.client().retire(retired.identity());

        one.server().killHard();

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

    private void allowClassicFlow() {
        JsonNode pool = one.client().admin("GET", "/demo", Map.of());
        one.client().admin("PUT", "/demo", ((ObjectNode) pool).put("allowClassicFlow", true));
    }

    private void enableRole(boolean enabled) {
        JsonNode role = one.client().admin("GET", "/roles/DemoUser", Map.of());
        one.client().admin("PUT", "/roles/DemoUser", ((ObjectNode) role).put("enabled", enabled));
    }

    /** Both doors of the second node refuse, and the last answer that did not was asked for within the time allowed. */
    private void assertEndsOnTheOtherNode(PoolClient.Issued issued) {
        await(() -> two.client().authorize(issued), 403);
        two.client().assertClosed(issued);
    }

    private static void await(Supplier<Http.Answer> asked, int status) {
        long start = System.nanoTime();
        Duration before = Duration.ZERO;
        while (asked.get().status() != status) {
            assertThat(before).as("time without " + status).isLessThan(EVERYWHERE);
            before = Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
