package io.cloakpool.examples.loginverifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.LoginVerifierFactory;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.http.simple.SimpleHttp;

@SuppressWarnings("NullAway.Init")
final class IntrospectionLoginVerifierTest {
    private static final String PROVIDER = "verifier:introspection";
    private static final String GOOD =
            "{\"active\":true,\"sub\":\"u7\",\"client_id\":\"app\",\"exp\":4000000000,\"iat\":1000,\"scope\":\"a b\",\"email\":\"e\"}";

    private final CloseableHttpClient client = HttpClients.createDefault();
    private HttpServer issuer;
    private LoginVerifier verifier;
    private volatile int status = 200;
    private volatile String answer = GOOD;
    private volatile String asked = "";

    @BeforeEach
    void issuerThatAnswers() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked = exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        verifier = verifier("http://127.0.0.1:" + issuer.getAddress().getPort() + "/introspect");
    }

    @AfterEach
    void stop() throws IOException {
        verifier.close();
        issuer.stop(0);
        client.close();
    }

    @Test
    void active_token_is_a_login() {
        VerifiedLogin login = verify("to ken&x=y");

        assertThat(login)
                .isEqualTo(new VerifiedLogin(
                        PROVIDER,
                        "u7",
                        Map.of("sub", "u7", "client_id", "app", "scope", "a b"),
                        "app",
                        null,
                        Instant.ofEpochSecond(1_000),
                        Instant.ofEpochSecond(4_000_000_000L)));
        String basic = Base64.getEncoder().encodeToString("pool%2B:s%3Acret".getBytes(UTF_8));
        assertThat(asked).isEqualTo("/introspect Basic " + basic + " token=to+ken%26x%3Dy");
    }

    @Test
    void token_without_a_time_was_made_now() {
        answer = GOOD.replace("\"iat\":1000,", "");

        assertThat(verify("t").issuedAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"active\":true | \"active\":false | LOGIN_INVALID",
                "\"active\":true | \"active\":\"true\" | LOGIN_INVALID",
                "\"active\":true | \"other\":1 | LOGIN_INVALID",
                "\"client_id\":\"app\" | \"client_id\":\"other\" | LOGIN_INVALID",
                "\"client_id\":\"app\" | \"aud\":\"app\" | LOGIN_INVALID",
                "\"sub\":\"u7\" | \"sub\":7 | EXTERNAL_SERVICE",
                "\"exp\":4000000000 | \"exp\":\"never\" | EXTERNAL_SERVICE",
                "\"exp\":4000000000 | \"other\":1 | EXTERNAL_SERVICE"
            })
    void anything_else_is_none(String good, String bad, Reason reason) {
        answer = GOOD.replace(good, bad);
        assertThat(answer).isNotEqualTo(GOOD);

        assertThat(refused()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 400, 401, 500})
    void issuer_that_does_not_answer_the_question_is_an_external_fault(int code) {
        status = code;

        assertThat(refused()).isEqualTo(Reason.EXTERNAL_SERVICE);
        assertThat(asked).startsWith("/introspect ");
    }

    @Test
    void answer_that_is_huge_or_none_is_an_external_fault() {
        answer = GOOD + " ".repeat(65 * 1024);
        assertThat(refused()).isEqualTo(Reason.EXTERNAL_SERVICE);
        answer = "<html>";
        assertThat(refused()).isEqualTo(Reason.EXTERNAL_SERVICE);
        verifier = verifier("http://127.0.0.1:1/");
        assertThat(refused()).isEqualTo(Reason.EXTERNAL_SERVICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://issuer.example/", "http://localhost.evil.example/", "https:/x", "ftp://localhost/", "x"})
    void secrets_go_over_https_only(String endpoint) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(endpoint));
        assertThat(settings("https://issuer.example/")).hasToString("Introspection[https://issuer.example/, pool+]");
    }

    @Test
    void factory_is_found_by_keycloak() {
        assertThat(ServiceLoader.load(LoginVerifierFactory.class))
                .singleElement()
                .isInstanceOf(IntrospectionLoginVerifierFactory.class);
    }

    private VerifiedLogin verify(String token) {
        return verifier.verify(PROVIDER, token, Set.of("app"));
    }

    private Reason refused() {
        Refused refused = catchThrowableOfType(Refused.class, () -> verify("t-o-k-e-n"));
        assertThat(refused).hasMessageNotContaining("t-o-k-e-n");
        return refused.reason();
    }

    private LoginVerifier verifier(String endpoint) {
        return new IntrospectionLoginVerifier(settings(endpoint), SimpleHttp.create(client));
    }

    private static Introspection settings(String endpoint) {
        return new Introspection(URI.create(endpoint), "pool+", "s:cret");
    }
}
