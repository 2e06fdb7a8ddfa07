package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

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
