package io.cloakpool.identitypool.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.fakes.Stub;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;

final class DoorFrameTest {
    private static final String REQUEST = "request-of-this-test";
    private static final String SECRET = "what only the server may know";

    private final Logger backend = Logger.getLogger(DoorFrame.class.getName());
    private final List<String> journal = new ArrayList<>();

    @AfterEach
    void endOfRequest() {
        RequestLogger.close();
    }

    @Test
    void fault_is_one_error_with_its_stack_and_an_answer_that_tells_nothing() {
        List<LogRecord> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (String.valueOf(line.getMessage()).contains(REQUEST)) {
                    lines.add(line);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        backend.addHandler(handler);
        RequestLogger.open(REQUEST, "demo");

        try (Response answer = new DoorFrame(session(), Origins.NONE, REQUEST)
                .serve((reason, message) -> Reply.of(500, "text/plain", message.getBytes(UTF_8)), () -> {
                    throw new AssertionError("the realm's state could not be read, so nothing may run");
                })) {
            assertThat(answer.getStatus()).isEqualTo(500);
            assertThat(new String((byte[]) answer.getEntity(), UTF_8)).isEqualTo("Internal error");
            assertThat(answer.getHeaderString(DoorFrame.REQUEST_ID)).isEqualTo(REQUEST);
        } finally {
            backend.removeHandler(handler);
        }

        assertThat(journal).containsExactly("rollback");
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
            assertThat(line.getMessage()).isEqualTo("Request failed [request=" + REQUEST + " realm=demo]");
            assertThat(line.getThrown()).hasMessage(SECRET);
        });
    }

    /** Of a server that fails where each request begins. */
    private KeycloakSession session() {
        HttpHeaders headers = Stub.of(HttpHeaders.class, Map.of("getHeaderString", arguments -> null));
        HttpRequest request = Stub.of(HttpRequest.class, Map.of("getHttpHeaders", arguments -> headers));
        KeycloakContext context = Stub.of(
                KeycloakContext.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getRealm",
                        arguments -> {
                            throw new IllegalStateException(SECRET);
                        },
                        "getHttpRequest",
                        arguments -> request));
        KeycloakTransactionManager transactions = Stub.of(
                KeycloakTransactionManager.class, Map.of("setRollbackOnly", arguments -> journal.add("rollback")));
        return Stub.of(
                KeycloakSession.class,
                Map.of("getContext", arguments -> context, "getTransactionManager", arguments -> transactions));
    }
}
