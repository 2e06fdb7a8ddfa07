package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.GatewayCalls.Dialect;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.annotations.TestSetup;
import org.keycloak.testframework.realm.ManagedRealm;

/** What a client of a gateway may try by adding headers: the verdict stays, or the request is refused. */
@KeycloakIntegrationTest(config = PoolServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
public class DialectHeadersTest {
    private static final List<String> IGNORED = List.of(
            "Forwarded",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Server",
            "X-Real-IP",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-Cloakpool-Principal-Arn",
            "X-Cloakpool-Identity-Id",
            "X-Cloakpool-Pool-Id",
            "X-Cloakpool-Role-Arn",
            "X-Cloakpool-Cache-Seconds",
            "X-Cloakpool-Error-Code",
            "X-Cloakpool-Error-Status");

    /** Names that proxies between gateway and Keycloak add on their own; this dialect does not read them. */
    private static final List<String> IGNORED_BY_NGINX =
            List.of("X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For");

    private static final Map<Dialect, List<String>> FOREIGN = Map.of(
            Dialect.NGINX,
            List.of("X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Content-Length"),
            Dialect.TRAEFIK,
            List.of(
                    "X-Original-Method",
                    "X-Original-URI",
                    "X-Original-Host",
                    "X-Original-Scheme",
                    "X-Original-Remote-Addr",
                    "X-Original-Content-Type",
                    "X-Original-Content-Length"));

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private Doors doors;
    private Doors.Session session;
    private SignedRequests signer;

    @TestSetup
    public void exchange() {
        doors = Doors.of(realm);
        session = doors.session(new People(realm).signIn().id());
        signer = session.signer();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void an_allowed_request_is_told_who_it_is(Dialect dialect) {
        Http.Answer answer = gateway(dialect).ask(signer, GatewayCalls.PUBLIC);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("x-cloakpool-identity-id")).isEqualTo(session.identity());
        assertThat(answer.header("x-cloakpool-pool-id")).isEqualTo(doors.poolId());
        assertThat(answer.header("x-cloakpool-role-arn")).isEqualTo(Doors.ROLE_ARN);
        assertThat(answer.header("x-cloakpool-principal-arn"))
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/DemoUser/CognitoIdentityCredentials");
        assertThat(answer.header("x-cloakpool-cache-seconds")).isEqualTo("1");
    }

    static Stream<Arguments> ignored() {
        return Arrays.stream(Dialect.values()).flatMap(dialect -> Stream.concat(
                        IGNORED.stream(), dialect == Dialect.NGINX ? IGNORED_BY_NGINX.stream() : Stream.<String>empty())
                .map(name -> Arguments.of(dialect, name)));
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void a_header_that_a_client_adds_changes_no_verdict(Dialect dialect, String name) {
        for (String value : List.of("for=1.2.3.4;host=evil.example", "evil.example", GatewayCalls.PUBLIC, "1")) {
            Header added = new Header(name, value);

            assertThat(gateway(dialect)
                            .ask(with(dialect, GatewayCalls.PUBLIC, added))
                            .status())
                    .as(value)
                    .isEqualTo(200);
            assertDenied(gateway(dialect).ask(with(dialect, GatewayCalls.FORBIDDEN, added)), "AccessDenied");
        }
    }

    static Stream<Arguments> foreign() {
        return FOREIGN.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(name -> Arguments.of(entry.getKey(), name)));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void a_header_of_another_dialect_is_refused(Dialect dialect, String name) {
        Header added = new Header(name, GatewayCalls.PUBLIC);

        for (String path : List.of(GatewayCalls.PUBLIC, GatewayCalls.FORBIDDEN)) {
            assertDenied(gateway(dialect).ask(with(dialect, path, added)), "InvalidRequest");
        }
    }

    static Stream<Arguments> ownHeaders() {
        return Arrays.stream(Dialect.values()).flatMap(dialect -> dialect.describe("GET", GatewayCalls.PUBLIC).stream()
                .filter(header -> !header.name().equals(GatewayCalls.SECRET_HEADER))
                .map(header -> Arguments.of(dialect, header)));
    }

    @ParameterizedTest
    @MethodSource("ownHeaders")
    void a_repeated_header_of_the_dialect_is_refused(Dialect dialect, Header own) {
        List<Header> before = with(dialect, GatewayCalls.FORBIDDEN);
        before.add(0, own);

        assertDenied(gateway(dialect).ask(before), "InvalidRequest");
        assertDenied(gateway(dialect).ask(with(dialect, GatewayCalls.FORBIDDEN, own)), "InvalidRequest");
        assertDenied(gateway(dialect).ask(with(dialect, GatewayCalls.PUBLIC, own)), "InvalidRequest");
    }

    @ParameterizedTest
    @MethodSource("ownHeaders")
    void a_missing_header_of_the_dialect_is_refused(Dialect dialect, Header own) {
        List<Header> without = with(dialect, GatewayCalls.PUBLIC);
        without.removeIf(header -> header.name().equals(own.name()));

        assertDenied(gateway(dialect).ask(without), "InvalidRequest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void a_header_that_changes_the_method_is_refused(String name) {
        assertDenied(
                doors.gateway().ask(with(Dialect.NGINX, GatewayCalls.PUBLIC, new Header(name, "PUT"))), "AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-copy-source",
                "x-amz-acl",
                "x-amz-meta-x",
                "x-amz-tagging",
                "x-amz-server-side-encryption",
                "x-amz-bypass-governance-retention"
            })
    void an_amz_header_that_is_not_signed_is_refused(String name) {
        assertDenied(
                doors.gateway().ask(with(Dialect.NGINX, GatewayCalls.PUBLIC, new Header(name, "x"))),
                "HeadersNotSigned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256"})
    void a_repeated_header_of_the_signature_is_refused(String name) {
        List<Header> headers = with(Dialect.NGINX, GatewayCalls.PUBLIC);
        Header own = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
        headers.add(own);

        Http.Answer answer = doors.gateway().ask(headers);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-cloakpool-error-code"))
                .isIn("AuthorizationHeaderMalformed", "SignatureDoesNotMatch", "InvalidRequest");
    }

    @Test
    void the_urls_own_path_and_query_change_no_verdict() {
        String address = Dialect.NGINX.gateway() + "/demo/public/hello.txt?acl&X-Amz-Signature=00";

        assertThat(doors.gateway()
                        .ask(address, with(Dialect.NGINX, GatewayCalls.PUBLIC))
                        .status())
                .isEqualTo(200);
        assertDenied(doors.gateway().ask(address, with(Dialect.NGINX, GatewayCalls.FORBIDDEN)), "AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "the gateway's secret and more"})
    void a_gateway_without_its_secret_is_refused(String secret) {
        Http.Answer answer = doors.gateway().ask(asGateway(secret));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("x-cloakpool-principal-arn")).isEmpty();
    }

    @Test
    void an_unknown_gateway_and_a_disabled_one_look_like_a_wrong_secret() {
        String secret = DemoExport.SECRETS.gateway();
        Http.Answer made = doors.admin(
                "PUT",
                "/identity-pools/gateways/closed",
                Map.of("dialect", "nginx", "enabled", false, "secret", secret),
                new People(realm).administrator());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Http.Answer wrong = doors.gateway().ask(asGateway("wrong"));

        for (String name : List.of("nobody", "closed")) {
            Http.Answer answer = doors.gateway().ask(name, asGateway(secret));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(wrong.body());
        }
    }

    private List<Header> asGateway(String secret) {
        List<Header> headers = with(Dialect.NGINX, GatewayCalls.PUBLIC);
        headers.removeIf(header -> header.name().equals(GatewayCalls.SECRET_HEADER));
        if (!secret.isEmpty()) {
            headers.add(new Header(GatewayCalls.SECRET_HEADER, secret));
        }
        return headers;
    }

    private GatewayCalls gateway(Dialect dialect) {
        return new GatewayCalls(doors.realm(), dialect);
    }

    private List<Header> with(Dialect dialect, String path, Header... added) {
        List<Header> headers = gateway(dialect).about(signer, path);
        headers.addAll(List.of(added));
        return headers;
    }

    private static void assertDenied(Http.Answer answer, String code) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-cloakpool-error-code")).isEqualTo(code);
        assertThat(answer.header("x-cloakpool-principal-arn")).isEmpty();
    }
}
