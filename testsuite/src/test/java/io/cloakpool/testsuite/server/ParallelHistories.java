package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.server.PoolClient.Issued;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Few users, back-end users among them, whose logins are linked, merged, unlinked, retired and deleted by parallel callers of two
 * nodes: real transactions, which meet all the time. Afterwards no login has two identities, no active identity is without a login,
 * and no credential of an identity that ended is good anywhere.
 */
final class ParallelHistories {
    private static final long SEED = 20_261_129;
    private static final int CALLERS = 6;
    private static final int CALLS = 60;
    private static final List<String> BACK_END_USERS = List.of("amy", "ben", "cem", "dan");

    /** How a call may lose against the others. */
    private static final Set<String> LOST = Set.of(
            "NotAuthorizedException",
            "ResourceConflictException",
            "ResourceNotFoundException",
            "DeveloperUserAlreadyRegisteredException",
            "ConcurrentModificationException");

    private final List<BackEndUsers> nodes;
    private final List<String> tokens;
    private final Queue<Issued> issued = new ConcurrentLinkedQueue<>();
    private final Queue<String> identities = new ConcurrentLinkedQueue<>();

    /** @param tokens ID tokens of users of the realm */
    ParallelHistories(List<BackEndUsers> nodes, List<String> tokens) {
        this.nodes = nodes;
        this.tokens = tokens;
    }

    void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Random random = new Random(SEED + i);
                BackEndUsers node = nodes.get(i % nodes.size());
                callers.add(threads.submit(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        call(node, random);
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEndedIsClosed(assertOneOwnerEach());
    }

    private void call(BackEndUsers node, Random random) {
        String token = tokens.get(random.nextInt(tokens.size()));
        String user = BACK_END_USERS.get(random.nextInt(BACK_END_USERS.size()));
        String identity = identities.isEmpty() ? "" : any(random);
        switch (random.nextInt(identity.isEmpty() ? 3 : 8)) {
            case 0 -> know(node.client().getId(token));
            case 1 -> issue(node, node.vouch(user, Map.of()));
            case 2 -> issue(node, node.vouch(user, PoolClient.logins(token)));
            case 3 -> accepted(node.merge(user, BACK_END_USERS.get(random.nextInt(BACK_END_USERS.size()))));
            case 4 -> accepted(node.unlink(identity, user));
            case 5 -> accepted(node.client().unlink(identity, token));
            case 6 -> accepted(node.client().tryToRetire(identity));
            default -> accepted(node.delete(identity));
        }
    }

    private String any(Random random) {
        List<String> known = List.copyOf(identities);
        return known.get(random.nextInt(known.size()));
    }

    private void issue(BackEndUsers node, Http.Answer vouched) {
        know(vouched);
        if (vouched.status() == 200) {
            node.tryToIssue(vouched.json()).ifPresent(issued::add);
        }
    }

    private void know(Http.Answer answer) {
        accepted(answer);
        if (answer.status() == 200) {
            identities.add(answer.json().path("IdentityId").asText());
        }
    }

    private static void accepted(Http.Answer answer) {
        if (answer.status() / 100 != 2 && answer.status() != 404) {
            assertThat(answer.json().path("__type").asText()).as(answer.body()).isIn(LOST);
        }
    }

    /** The identities that ended. */
    private Set<String> assertOneOwnerEach() {
        Set<String> ended = new HashSet<>();
        Set<String> logins = new HashSet<>();
        for (JsonNode identity : nodes.get(0).client().identities()) {
            boolean active = identity.path("status").asText().equals("active");
            if (!active) {
                ended.add(identity.path("id").asText());
            }
            assertThat(active && identity.path("logins").isEmpty())
                    .as("%s", identity)
                    .isFalse();
            for (JsonNode login : identity.path("logins")) {
                assertThat(logins.add(login.toString()))
                        .as("a second owner: %s", identity)
                        .isTrue();
            }
        }
        return ended;
    }

    private void assertEndedIsClosed(Set<String> ended) {
        List<Issued> ofEnded =
                issued.stream().filter(one -> ended.contains(one.identity())).toList();
        assertThat(ofEnded).as("credentials of identities that ended").isNotEmpty();
        for (BackEndUsers node : nodes) {
            ofEnded.forEach(node.client()::assertClosed);
        }
        for (String token : tokens) {
            Set<String> found = new HashSet<>();
            nodes.forEach(node -> found.add(node.client().getId(token).body()));
            assertThat(found).as("what two nodes say").hasSize(1);
        }
    }
}
