package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.People;
import io.cloakpool.testsuite.demo.Realm;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.migration.Imports;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * An import of some thousand users that is at work when its server is killed. Each has a password, an authenticator app, a group and an
 * account at an identity provider, but for one now and then who cannot be imported. Another one waits for its end.
 */
record HalfImport(Realm realm, Imports imports, String id, String waiting) {
    private static final String PREFIX = "half-way-";
    private static final String GROUP = "half-way";
    private static final String PROVIDER = "half-way";
    private static final int ROWS = 5000;
    private static final int BAD = 125;
    /** Of passlib 1.7.4. */
    private static final String HASH =
            "{SSHA512}wExp4xjiCHS0zidJDC4UJq9EEeIebAQPJ1PWSwfhxWjfutI9XiiKuHm2AE41cEFfK+8HyI8bh+ztbczUGsvVFIgICWWPt7qu";

    private static final String SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** Begins, and returns once the first users are there. */
    static HalfImport begin(Realm realm) {
        Issued.add(HASH);
        Issued.add(SEED);
        People.expect(Http.json("POST", at(realm, "/groups"), Map.of("name", GROUP), realm.bearer()));
        People.expect(Http.json(
                "POST",
                at(realm, "/identity-provider/instances"),
                Map.of(
                        "alias",
                        PROVIDER,
                        "providerId",
                        "google",
                        "config",
                        Map.of("clientId", "x", "clientSecret", "x")),
                realm.bearer()));
        Imports imports = new Imports(
                at(realm, "/cloakpool-migration/imports"), () -> realm.bearer()[1].substring("Bearer ".length()));
        HalfImport half = new HalfImport(
                realm,
                imports,
                imports.upload(Imports.NDJSON, file(), false),
                imports.upload(Imports.NDJSON, "{\"username\":\"whoever-waits\"}", false));
        imports.start(half.id());
        imports.start(half.waiting());
        imports.await(half.id(), job -> job.path("done").asInt() > 0);
        assertThat(imports.get(half.waiting()).path("state").asText()).isEqualTo("Queued");
        return half;
    }

    private static String file() {
        return IntStream.range(0, ROWS).mapToObj(HalfImport::row).collect(Collectors.joining("\n"));
    }

    private static String row(int number) {
        String name = PREFIX + number;
        return "{\"username\":\"" + name + "\",\"email\":\"" + name + "@example.com\",\"passwordHash\":\"" + HASH
                + "\",\"totps\":[{\"secret\":\"" + SEED + "\"}],\"groups\":[\"/" + (isBad(number) ? "nowhere" : GROUP)
                + "\"],\"federatedLinks\":[{\"identityProvider\":\"" + PROVIDER + "\",\"userId\":\"" + name + "\"}]}";
    }

    private static boolean isBad(int number) {
        return number % BAD == BAD - 1;
    }

    /** Goes on after the kill, and finds each user there once, with all that the file has: nothing was lost, and nothing made twice. */
    void finish() {
        JsonNode killed = imports.await(id, job -> Set.of("Interrupted", "Succeeded")
                .contains(job.path("state").asText()));
        assertThat(killed.path("state").asText()).as(killed.toString()).isEqualTo("Interrupted");
        int done = killed.path("done").asInt();
        assertThat(done).isBetween(1, ROWS - 1);
        assertThat(users()).isEqualTo(killed.path("imported").asInt());
        assertThat(imports.errors(id)).isEqualTo(report(done));

        assertThat(imports.await(waiting).path("state").asText()).isEqualTo("Succeeded");

        Http.Answer resumed = imports.send("POST", "/" + id + "/resume", Imports.CSV, "");
        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);

        JsonNode job = imports.await(id);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("Succeeded");
        assertThat(job.path("imported").asInt()).isEqualTo(ROWS - ROWS / BAD);
        assertThat(job.path("failed").asInt()).isEqualTo(ROWS / BAD);
        assertThat(job.path("skipped").asInt()).isZero();
        assertThat(users()).isEqualTo(ROWS - ROWS / BAD);
        assertThat(imports.errors(id)).isEqualTo(report(ROWS));
        assertThat(members()).hasSize(ROWS - ROWS / BAD);
        String[] bearer = realm.bearer();
        around(done).forEach(number -> assertIsWhole(number, bearer));
    }

    /** What is told of the first rows. */
    private static String report(int rows) {
        return IntStream.range(0, rows)
                .filter(HalfImport::isBad)
                .mapToObj(i -> (i + 1) + ",failed,\"groups\",\"one of them is no group of the realm\"\r\n")
                .collect(Collectors.joining());
    }

    /** The rows on both sides of the place where it went on, and some of all others. */
    private static Set<Integer> around(int done) {
        Set<Integer> numbers = new TreeSet<>(List.of(0, ROWS - 2));
        IntStream.range(done - 4, done + 4).forEach(numbers::add);
        IntStream.iterate(1, i -> i < ROWS, i -> i + 500).forEach(numbers::add);
        numbers.removeIf(number -> isBad(number) || number >= ROWS);
        return numbers;
    }

    private void assertIsWhole(int number, String... bearer) {
        String name = PREFIX + number;
        JsonNode found = get("/users?exact=true&username=" + name, bearer);
        assertThat(found).as(name).hasSize(1);
        String user = "/users/" + found.get(0).path("id").asText();
        assertThat(texts(get(user + "/credentials", bearer), one -> one.path("type")))
                .as(name)
                .containsExactlyInAnyOrder("password", "otp");
        assertThat(texts(get(user + "/groups", bearer), one -> one.path("path")))
                .as(name)
                .containsExactly("/" + GROUP);
        assertThat(texts(get(user + "/federated-identity", bearer), one -> one.path("userId")))
                .as(name)
                .containsExactly(name);
    }

    private Set<String> members() {
        JsonNode group =
                get("/groups?exact=true&search=" + GROUP, realm.bearer()).get(0);
        return Set.copyOf(texts(
                get(
                        "/groups/" + group.path("id").asText() + "/members?briefRepresentation=true&max=" + 2 * ROWS,
                        realm.bearer()),
                one -> one.path("username")));
    }

    private static List<String> texts(JsonNode list, UnaryOperator<JsonNode> field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> field.apply(one).asText())
                .toList();
    }

    private int users() {
        return get("/users/count?search=" + PREFIX + "*", realm.bearer()).asInt();
    }

    private JsonNode get(String path, String... bearer) {
        return Http.get(at(realm, path), bearer).json();
    }

    private static URI at(Realm realm, String path) {
        return URI.create(realm.admin() + path);
    }
}
