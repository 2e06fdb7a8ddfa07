package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.distribution.FreePort;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.StageSts.Act;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** A security token service that fails in every way that one can, and settings that must not be saved. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class StsFaultsTest {
    private static final String ARN = "arn:aws:iam::123456789012:role/Remote";
    /** The issuer waits for one second to connect and one to answer; the rest is this machine's. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private Doors doors;
    private People people;
    private RemoteRoles roles;

    @BeforeEach
    void open() {
        doors = Doors.of(realm);
        people = new People(realm);
        roles = new RemoteRoles(doors, people.administrator());
    }

    static Stream<Arguments> answers() {
        String future = Instant.now().plusSeconds(900).toString();
        return Stream.of(
                Arguments.of("200 OK", xml(future), "200"),
                Arguments.of("200 OK", "nonsense", "answered no answer of an STS"),
                Arguments.of(
                        "200 OK", "<!DOCTYPE html><html><body>Welcome</body></html>", "answered no answer of an STS"),
                Arguments.of(
                        "200 OK",
                        "<!DOCTYPE R [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                                + xml(future).replace("secret", "&e;"),
                        "answered no answer of an STS"),
                Arguments.of("200 OK", "", "answered no answer of an STS"),
                Arguments.of("200 OK", "x".repeat(100_000), "answered more than 65536 bytes"),
                Arguments.of("200 OK", xml("2020-01-01T00:00:00Z"), "end at another time than was asked for"),
                Arguments.of("200 OK", xml("2099-01-01T00:00:00Z"), "end at another time than was asked for"),
                Arguments.of(
                        "403 Forbidden",
                        "<Error><Code>AccessDenied</Code><Message>who?</Message></Error>",
                        "answered AccessDenied"),
                Arguments.of("500 Oops", "<html><br></html>", "answered HTTP 500"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_a_service_answers_is_judged(String head, String body, String expected) {
        try (StageSts sts = StageSts.answering(head, body)) {
            Http.Answer answer = credentials(sts.endpoint());
            if (expected.equals("200")) {
                assertThat(answer.json()
                                .path("Credentials")
                                .path("SessionToken")
                                .asText())
                        .as(answer.body())
                        .isEqualTo("a-session-token");
            } else {
                refused(answer, expected);
                assertThat(answer.body()).doesNotContain("who?");
            }
            assertThat(sts.connections()).isEqualTo(1);
        }
    }

    static Stream<Arguments> silences() {
        CountDownLatch never = new CountDownLatch(1);
        Act slow = connection -> never.await(1, TimeUnit.MINUTES);
        Act halfClosed = connection -> {
            connection.shutdownOutput();
            never.await(1, TimeUnit.MINUTES);
        };
        Act dripping = connection -> {
            for (int i = 0; i < 300; i++) {
                connection
                        .getOutputStream()
                        .write(
                                i == 0
                                        ? "HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII)
                                        : new byte[] {'x'});
                never.await(200, TimeUnit.MILLISECONDS);
            }
        };
        Act cut = connection -> connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<Assume".getBytes(StandardCharsets.US_ASCII));
        return Stream.of(
                Arguments.of("slow", slow),
                Arguments.of("half-closed", halfClosed),
                Arguments.of("dripping", dripping),
                Arguments.of("cut off", cut));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void a_service_without_an_answer_is_given_up_and_not_asked_again(String name, Act act) {
        try (StageSts sts = new StageSts(act)) {
            long start = System.nanoTime();
            refused(credentials(sts.endpoint()), "The security token service of credential issuer 'stage'");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
            assertThat(sts.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_service_that_is_down_is_said_to_be() throws Exception {
        refused(credentials(URI.create("http://127.0.0.1:" + FreePort.pick())), "cannot be reached");
    }

    @Test
    void a_host_that_the_server_may_not_call_is_not_called() throws Exception {
        refused(
                credentials(URI.create("http://127.0.0.2:" + FreePort.pick())),
                "is not among the hosts that this server calls");
    }

    @Test
    void redirects_are_not_followed() {
        try (StageSts elsewhere =
                StageSts.answering("200 OK", xml(Instant.now().plusSeconds(900).toString()))) {
            for (String status :
                    new String[] {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"}) {
                try (StageSts sts = StageSts.answering(status + "\r\nLocation: " + elsewhere.endpoint() + "/", "")) {
                    refused(credentials(sts.endpoint()), "answered HTTP " + status.substring(0, 3));
                }
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void the_bearer_door_says_that_a_service_failed() {
        try (StageSts sts =
                StageSts.answering("400 Bad Request", "<Error><Code>MalformedPolicyDocument</Code></Error>")) {
            remote(sts.endpoint());
            Http.Answer answer = doors.bearer(people.signIn().access());

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body()).contains("temporarily_unavailable", "answered MalformedPolicyDocument");
        }
    }

    @Test
    void an_issuer_that_is_switched_off_or_gone_is_a_fault_of_the_configuration() {
        try (StageSts sts =
                StageSts.answering("200 OK", xml(Instant.now().plusSeconds(900).toString()))) {
            remote(sts.endpoint());
            roles.issuer("stage", Map.of("endpoint", sts.endpoint().toString(), "enabled", false));
            assertThat(issue().body()).contains("InvalidIdentityPoolConfigurationException", "missing or disabled");

            assertThat(doors.admin("DELETE", "/identity-pools/issuers/stage", "", roles.administrator())
                            .status())
                    .isEqualTo(204);
            assertThat(issue().body()).contains("InvalidIdentityPoolConfigurationException");
            assertThat(sts.connections()).isZero();
        }
    }

    @Test
    void settings_that_would_leak_or_lead_nowhere_are_not_saved() {
        assertThat(roles.issuer("plain", Map.of("endpoint", "http://sts.example.com"))
                        .body())
                .contains("credential issuer \\\"plain\\\": endpoint must be https");
        assertThat(roles.issuer("user", Map.of("endpoint", "https://a:b@sts.example.com"))
                        .status())
                .isEqualTo(400);
        assertThat(roles.issuer("slow", Map.of("endpoint", "https://sts.example.com", "timeout", 31))
                        .body())
                .contains("timeout must be whole seconds from 1 to 30");
        Http.Answer role = doors.admin(
                "PUT",
                "/identity-pools/roles/Lost",
                Map.of("policy", Map.of("Version", "2012-10-17"), "issuer", "nobody", "remoteRoleArn", ARN),
                roles.administrator());
        assertThat(role.body()).contains("credential issuer 'nobody' of role 'Lost' does not exist");
        assertThat(doors.admin("GET", "/identity-pools/issuers/nobody", "", roles.administrator())
                        .status())
                .isEqualTo(404);
    }

    private void remote(URI endpoint) {
        roles.impatient("stage", endpoint);
        roles.remote(Doors.ROLE, "stage", ARN, Map.of());
    }

    private Http.Answer credentials(URI endpoint) {
        remote(endpoint);
        return issue();
    }

    private Http.Answer issue() {
        String login = people.signIn().id();
        return doors.credentials(doors.identity(login), login);
    }

    private static void refused(Http.Answer answer, String why) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("ExternalServiceException", why);
    }

    private static String xml(String expiration) {
        return "<AssumeRoleWithWebIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIASTAGE</AccessKeyId>"
                + "<SecretAccessKey>a-secret-key</SecretAccessKey><SessionToken>a-session-token</SessionToken><Expiration>"
                + expiration + "</Expiration></Credentials></AssumeRoleWithWebIdentityResult>"
                + "</AssumeRoleWithWebIdentityResponse>";
    }
}
