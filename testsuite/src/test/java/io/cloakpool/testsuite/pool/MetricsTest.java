package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.logs.TraceLogs;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What an operator's dashboard reads. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class MetricsTest {
    private static final URI METRICS = URI.create("http://localhost:9000/metrics");
    private static final String DECISIONS = "cloakpool_decisions_total";
    private static final String ALLOWED = "allowed";
    private static final String DENIED = "access_denied";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private Doors doors;
    private SignedRequests signer;

    @BeforeEach
    void signIn() {
        doors = Doors.of(realm);
        signer = doors.session(new People(realm).signIn().id()).signer();
    }

    @Test
    void each_decision_of_a_gateways_request_is_counted_by_its_outcome() {
        double allowed = count("authorize", ALLOWED);
        double denied = count("authorize", DENIED);

        assertThat(doors.authorize(signer)).isEqualTo("200");
        for (int i = 0; i < 2; i++) {
            assertThat(GatewayCalls.verdict(doors.gateway().ask(signer, GatewayCalls.FORBIDDEN)))
                    .isEqualTo("403 AccessDenied");
        }

        assertThat(count("authorize", ALLOWED) - allowed).isEqualTo(1);
        assertThat(count("authorize", DENIED) - denied).isEqualTo(2);
    }

    @Test
    void callers_who_ask_who_they_are_are_counted_too() {
        double before = count("caller_identity", ALLOWED);

        assertThat(Doors.stsVerdict(doors.callerIdentity(signer.to("sts")))).isEqualTo("200");

        assertThat(count("caller_identity", ALLOWED) - before).isEqualTo(1);
    }

    @Test
    void every_series_of_the_dashboard_is_there_with_its_labels() throws IOException {
        doors.authorize(signer);
        doors.cognito("GetId", Map.of("IdentityPoolId", doors.poolId(), "Logins", Map.of("example.com", "no-token")));
        String scrape = Http.get(METRICS).body();

        Map<String, Set<String>> series = DashboardMetrics.series();

        assertThat(series).hasSizeGreaterThan(5).allSatisfy((name, labels) -> assertThat(scrape.lines())
                .anySatisfy(line -> {
                    assertThat(line).startsWith(name + "{");
                    assertThat(labels).allSatisfy(label -> assertThat(line).containsPattern("[{,]" + label + "=\""));
                }));
        assertThat(series.keySet().stream()
                        .map(name -> name.replaceAll("_(count|sum|bucket|max)$", ""))
                        .collect(Collectors.toSet()))
                .as("every meter of the pack is on the dashboard")
                .isEqualTo(scrape.lines()
                        .filter(line -> line.startsWith("# TYPE cloakpool_"))
                        .map(line -> line.split(" ", -1)[2].replaceAll("_max$", ""))
                        .map(name -> name.endsWith("_seconds") ? name : name.replaceAll("(_total)?$", "_total"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void the_dashboard_asks_for_its_data_source() throws IOException {
        JsonNode dashboard = DashboardMetrics.read();

        assertThat(dashboard.findValues("datasource"))
                .hasSizeGreaterThan(8)
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
        assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.path("id").isNull()).as("Grafana gives it an id").isTrue();
    }

    @Test
    void text_of_callers_makes_no_series() {
        String made = "made-up-" + UUID.randomUUID();
        doors.cognito(made, Map.of());
        doors.cognito("GetId", Map.of("IdentityPoolId", "us-east-1:" + UUID.randomUUID()));
        doors.cognito("GetId", Map.of("IdentityPoolId", doors.poolId(), "Logins", Map.of(made, made)));
        doors.assumeRole(made);
        doors.ofPool("us-east-1:" + made).bearer(made);
        doors.authorize(SignedRequests.s3(AwsSessionCredentials.create(made, made, made)));

        List<String> pools = new ArrayList<>();
        Matcher pool = Pattern.compile("cloakpool_\\w+\\{.*pool=\"([^\"]+)\"")
                .matcher(Http.get(METRICS).body());
        while (pool.find()) {
            pools.add(pool.group(1));
        }

        assertThat(Http.get(METRICS).body()).doesNotContain(made);
        assertThat(pools).contains(doors.poolId());
    }

    /** Keycloak writes its line when the transaction ends: the context must last until then, and not longer. */
    @Test
    void keycloaks_own_line_of_an_event_shows_the_request_in_its_context() throws IOException {
        String id = doors.getId(new People(realm).signIn().id()).header("x-amzn-requestid");

        assertThat(TraceLogs.linesWith("pool", "<" + id + ">")).anySatisfy(line -> assertThat(line)
                .contains("[org.keycloak.events]")
                .contains("type=\"TOKEN_EXCHANGE\"")
                .contains("request_id=\"" + id + "\""));
        new People(realm).signIn();
        assertThat(TraceLogs.linesWith("pool", "type=\"LOGIN\"")).isNotEmpty().allSatisfy(line -> assertThat(line)
                .contains("<>"));
    }

    /** The id in the header of an answer leads to the line that says why. */
    @Test
    void a_refusal_is_found_in_the_log_by_its_request_id() throws IOException {
        Http.Answer answer = doors.cognito(
                "GetId", Map.of("IdentityPoolId", doors.poolId(), "Logins", Map.of("example.com", "no-token")));
        String id = answer.header("x-amzn-requestid");

        List<String> lines = TraceLogs.linesWith("pool", id);
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .contains("DEBUG [io.cloakpool.identitypool.")
                .contains("Refused GetId: ")
                .contains("<" + id + ">")
                .endsWith("[request=" + id + " realm="
                        + doors.realm().substring(doors.realm().lastIndexOf('/') + 1) + " pool=" + doors.poolId()
                        + "]"));
    }

    /** The value of the counter; zero before its first increment. */
    private static double count(String door, String outcome) {
        Http.Answer answer = Http.get(METRICS);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> line.startsWith(DECISIONS + "{"))
                .filter(line -> line.contains("door=\"" + door + "\"") && line.contains("outcome=\"" + outcome + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
