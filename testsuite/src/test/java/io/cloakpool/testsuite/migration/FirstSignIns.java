package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.Realm;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keycloak.storage.UserStorageProvider;

/** First sign-ins of users of an old system, of each user several times at once, at several nodes of one realm. */
public final class FirstSignIns {
    private static final int USERS = 3;
    private static final int EACH = 4;

    private FirstSignIns() {}

    /** @param nodes the same realm, by each of them */
    public static void assertOneRowEach(List<Realm> nodes, String client) throws Exception {
        try (OldSystem system = new OldSystem()) {
            Realm realm = nodes.get(0);
            URI components = URI.create(realm.admin() + "/components");
            Http.Answer made = Http.json(
                    "POST",
                    components,
                    Map.of(
                            "name",
                            "the-old-system",
                            "providerId",
                            "cloakpool-migration",
                            "providerType",
                            UserStorageProvider.class.getName(),
                            "config",
                            Map.of("uri", List.of(system.uri()), "secret", List.of(OldSystem.SECRET))),
                    realm.bearer());
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            try {
                for (int i = 0; i < USERS; i++) {
                    assertOneRow(nodes, client, system);
                }
            } finally {
                Http.json("DELETE", URI.create(made.header("location")), Map.of(), realm.bearer());
            }
        }
    }

    private static void assertOneRow(List<Realm> nodes, String client, OldSystem system) throws Exception {
        String name = "person-" + UUID.randomUUID();
        system.add(
                name,
                Source.PASSWORD,
                Map.of(
                        "firstName",
                        "First",
                        "lastName",
                        "Last",
                        "email",
                        name + "@example.com",
                        "emailVerified",
                        true));
        List<Callable<Http.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            for (Realm node : nodes) {
                calls.add(() -> Http.form(
                        URI.create(node.uri() + "/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                client,
                                "username",
                                name,
                                "password",
                                Source.PASSWORD)));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            for (Future<Http.Answer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        for (Realm node : nodes) {
            JsonNode rows = Http.get(URI.create(node.admin() + "/users?exact=true&username=" + name), node.bearer())
                    .json();
            assertThat(rows).as("rows of " + name).hasSize(1);
        }
    }
}
