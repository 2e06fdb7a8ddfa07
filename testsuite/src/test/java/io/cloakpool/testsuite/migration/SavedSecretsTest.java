package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.logs.TraceLogs;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** Secrets of sources go where they were given for, and nowhere else. Nobody listens there. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SavedSecretsTest {
    private static final String SECRET = "a-secret-that-was-saved-once";
    private static final String OTHER = "another-secret-for-the-new-place";
    private static final String MASK = "**********";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    private Saved source;

    private record Saved(ManagedRealm realm, String id) implements Federated {}

    /**
     * A kind of source.
     *
     * @param address the option that says where it is
     * @param elsewhere another value of that
     * @param secrets options that are secrets
     */
    private record Kind(
            String provider, Map<String, String> options, String address, String elsewhere, List<String> secrets) {
        @Override
        public String toString() {
            return provider + ", " + address;
        }
    }

    static Stream<Kind> kinds() {
        Map<String, String> rest = Map.of("uri", "http://127.0.0.1:9/users", "secret", SECRET);
        Map<String, String> jdbc = Map.of(
                "host", "127.0.0.1",
                "port", "9",
                "databaseName", "old",
                "user", "reader",
                "password", SECRET,
                "tls", "off",
                "userSql", "select name as username from people where name = ?");
        Map<String, String> cognito = Map.of(
                "userPoolId", "eu-west-1_Ab1Cd2Ef3",
                "clientId", "1example23456789",
                "clientSecret", SECRET,
                "accessKeyId", "AKIDEXAMPLE123456",
                "secretAccessKey", SECRET,
                "endpoint", "http://127.0.0.1:9");
        return Stream.of(
                new Kind("cloakpool-migration", rest, "uri", "http://localhost:9/users", List.of("secret")),
                new Kind("cloakpool-migration", rest, "uri", "http://127.0.0.1:99/users", List.of("secret")),
                new Kind("cloakpool-migration", rest, "uri", "http://127.0.0.1:9/others", List.of("secret")),
                new Kind("cloakpool-migration-jdbc", jdbc, "host", "localhost", List.of("password")),
                new Kind("cloakpool-migration-jdbc", jdbc, "port", "99", List.of("password")),
                new Kind("cloakpool-migration-jdbc", jdbc, "database", "mariadb", List.of("password")),
                new Kind(
                        "cloakpool-migration-cognito",
                        cognito,
                        "endpoint",
                        "http://localhost:9",
                        List.of("clientSecret", "secretAccessKey")));
    }

    private void save(Kind kind, Map<String, String> more) {
        Issued.add(SECRET);
        Issued.add(OTHER);
        Map<String, String> all = new HashMap<>(kind.options());
        all.putAll(more);
        source = new Saved(realm, Federated.save(realm, Federated.component(realm, "the-old", kind.provider(), all)));
    }

    @AfterEach
    void disconnect() {
        source.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void another_address_needs_the_secret_anew(Kind kind) {
        save(kind, Map.of());
        ComponentRepresentation shown = source.component().toRepresentation();
        for (String secret : kind.secrets()) {
            assertThat(shown.getConfig().getFirst(secret)).isEqualTo(MASK);
        }
        String address = String.valueOf(shown.getConfig().getFirst(kind.address()));

        assertThat(change(kind.address(), kind.elsewhere())).contains("was saved for another address");

        assertThat(String.valueOf(
                        source.component().toRepresentation().getConfig().getFirst(kind.address())))
                .isEqualTo(address);
        source.set("timeBudgetMillis", "1500");
        ComponentRepresentation anew = source.component().toRepresentation();
        anew.getConfig().putSingle(kind.address(), kind.elsewhere());
        for (String secret : kind.secrets()) {
            assertThat(refused(anew)).contains(secret);
            anew.getConfig().putSingle(secret, OTHER);
        }
        source.component().update(anew);
        assertThat(source.component().toRepresentation().getConfig().getFirst(kind.address()))
                .isEqualTo(kind.elsewhere());
    }

    /** The console sends these back as they are. */
    @ParameterizedTest
    @MethodSource("kinds")
    void a_place_in_the_vault_is_no_less_a_secret(Kind kind) {
        Map<String, String> vault = new HashMap<>();
        for (String secret : kind.secrets()) {
            vault.put(secret, "${vault.old}");
        }
        save(kind, vault);

        assertThat(change(kind.address(), kind.elsewhere())).contains("was saved for another address");
    }

    /** What is wrong with a change; it is not saved. */
    private String change(String key, String value) {
        ComponentRepresentation component = source.component().toRepresentation();
        component.getConfig().putSingle(key, value);
        return refused(component);
    }

    private String refused(ComponentRepresentation component) {
        WebApplicationException refused = catchThrowableOfType(
                WebApplicationException.class, () -> source.component().update(component));
        assertThat(refused).as(component.getConfig().toString()).isNotNull();
        assertThat(refused.getResponse().getStatus()).isEqualTo(400);
        String message = refused.getResponse().readEntity(String.class);
        assertThat(message).doesNotContain(SECRET);
        return message;
    }

    static Stream<Kind> called() {
        return kinds().filter(kind ->
                        !kind.provider().endsWith("-jdbc") && !kind.elsewhere().contains("99"))
                .filter(kind -> !kind.elsewhere().contains("others"));
    }

    @ParameterizedTest
    @MethodSource("called")
    void a_host_that_the_server_does_not_call_is_an_outage(Kind kind) throws IOException {
        save(kind, Map.of(kind.address(), kind.elsewhere().replace("localhost", "[::1]")));
        int before = unlisted();

        Http.Answer answer = source.signIn("somebody", SECRET);

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(unlisted()).isEqualTo(before + 1);
    }

    private static int unlisted() throws IOException {
        return TraceLogs.linesWith("pool", "MISCONFIGURED, it is not among the hosts that this server calls")
                .size();
    }
}
