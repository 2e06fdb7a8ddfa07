package io.cloakpool.testsuite.bench;

import io.cloakpool.testsuite.migration.OldSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The sign-in by which somebody comes over from an old system, held to the time that the old system takes, asked directly for the
 * same, and a password sign-in of somebody who has come over. With Keycloak's usual password hash: it is computed in both.
 */
final class FirstSignIns implements AutoCloseable {
    static final String NAME = "first-sign-in-through-source";

    private static final String REALM = "bench-old-system";
    /** What the old system takes to look at a password, as one with a slow hash does. */
    private static final long CHECK_MILLIS = 100;
    /** Sign-ins whose median is one measurement. */
    private static final int BLOCK = 10;

    private static final int WARM_UP_BLOCKS = 15;

    private final OldSystem old = new OldSystem();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchServer server;
    private final Probe probe;
    private int people;

    private FirstSignIns(BenchServer server, Probe probe) {
        this.server = server;
        this.probe = probe;
    }

    static Result measure(BenchServer server, Probe probe, Plan plan) {
        try (FirstSignIns signIns = new FirstSignIns(server, probe)) {
            signIns.makeRealm();
            return signIns.run(plan.pairs());
        }
    }

    private void makeRealm() {
        probe.calls()
                .post(
                        server.at("/admin/realms"),
                        probe.adminToken(),
                        Map.of(
                                "realm",
                                REALM,
                                "enabled",
                                true,
                                "clients",
                                List.of(Map.of(
                                        "clientId",
                                        BenchRealm.CLIENT,
                                        "publicClient",
                                        true,
                                        "directAccessGrantsEnabled",
                                        true)),
                                "components",
                                Map.of(
                                        "org.keycloak.storage.UserStorageProvider",
                                        List.of(Map.of(
                                                "name",
                                                "old",
                                                "providerId",
                                                "cloakpool-migration",
                                                "config",
                                                Map.of(
                                                        "uri",
                                                        List.of(old.uri()),
                                                        "secret",
                                                        List.of(OldSystem.SECRET)))))));
    }

    private Result run(int blocks) {
        for (int i = 0; i < WARM_UP_BLOCKS; i++) {
            block();
        }
        List<Block> measured = IntStream.range(0, blocks).mapToObj(i -> block()).toList();
        return Result.of(
                NAME,
                measured.stream()
                        .map(block -> block.first() / (block.source() + block.password()))
                        .toList(),
                "x-source-and-password",
                Goal.atMost(1.1),
                String.format(
                        Locale.ROOT,
                        "%d blocks of %d; first sign-in %.1f ms, source %.1f ms, password sign-in %.1f ms",
                        blocks,
                        BLOCK,
                        median(measured, Block::first),
                        median(measured, Block::source),
                        median(measured, Block::password)));
    }

    /** Medians in milliseconds. */
    private record Block(double first, double source, double password) {}

    /** The three by turns, for one person after the other. */
    private Block block() {
        List<Double> first = new ArrayList<>();
        List<Double> source = new ArrayList<>();
        List<Double> password = new ArrayList<>();
        for (int i = 0; i < BLOCK; i++) {
            String name = "old-" + people++;
            old.add(
                    name,
                    BenchRealm.PASSWORD,
                    Map.of(
                            "email",
                            name + "@example.com",
                            "emailVerified",
                            true,
                            "firstName",
                            "First",
                            "lastName",
                            "Last"));
            old.meanwhile(name, FirstSignIns::check);
            first.add(millis(() -> signIn(name)));
            List<String> asked = old.calls(name);
            source.add(millis(() -> asked.forEach(call -> ask(call.startsWith("GET"), name))));
            password.add(millis(() -> signIn(name)));
            if (old.calls(name).size() != 2 * asked.size()) {
                throw new BenchException("The old system was asked again for somebody who has come over");
            }
        }
        return new Block(median(first), median(source), median(password));
    }

    private void signIn(String name) {
        Tokens.of(probe.calls()
                .form(server.at("/realms/" + REALM + "/protocol/openid-connect/token"), Tokens.signIn(name)));
    }

    private void ask(boolean look, String name) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(old.uri() + "/" + name))
                .header("Authorization", "Bearer " + OldSystem.SECRET)
                .header("Content-Type", "application/json");
        if (!look) {
            request.POST(HttpRequest.BodyPublishers.ofString(Calls.json(Map.of("password", BenchRealm.PASSWORD))));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new BenchException("The old system answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    private static void check() {
        try {
            Thread.sleep(CHECK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double millis(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(List<Block> blocks, Function<Block, Double> value) {
        return median(blocks.stream().map(value).toList());
    }

    private static double median(List<Double> values) {
        return Spread.of(values).median();
    }

    @Override
    public void close() {
        old.close();
    }
}
