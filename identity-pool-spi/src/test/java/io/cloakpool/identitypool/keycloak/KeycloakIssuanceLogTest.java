package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.exchange.IssuanceLog.Kind;
import io.cloakpool.identitypool.exchange.IssuanceLog.Operation;
import io.cloakpool.identitypool.exchange.IssuanceLog.Subject;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

final class KeycloakIssuanceLogTest {
    private static final String IDENTITY = "us-east-1:0a1b2c3d-0000-4000-8000-000000000001";

    private final FakeServer server = new FakeServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RefusalThrottle throttle = new RefusalThrottle(new FakeClock());

    @Test
    void issuance_is_an_event_of_the_request_with_all_that_was_decided() {
        log().issued(Kind.CREDENTIALS, subject("user-1"), "embedded", Duration.ofMinutes(15));

        Event event = server.events.get(0);
        assertThat(event.getType()).isEqualTo(EventType.TOKEN_EXCHANGE);
        assertThat(event.getUserId()).isEqualTo("user-1");
        assertThat(event.getClientId()).isEqualTo("webapp");
        assertThat(event.getIpAddress()).isEqualTo(FakeServer.ADDRESS);
        assertThat(event.getDetails())
                .containsOnlyKeys(
                        "operation", "request_id", "identity_pool", "identity", "role", "kind", "issuer", "lifetime")
                .containsEntry("identity", IDENTITY)
                .containsEntry("kind", "credentials")
                .containsEntry("lifetime", "900");
        assertThat(server.journal).isEmpty();
        assertThat(meters.get("cloakpool.issued")
                        .tags("kind", "credentials", "issuer", "embedded")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void identity_has_no_lifetime() {
        log().issued(Kind.IDENTITY, subject(null), "pool", null);

        assertThat(server.events.get(0).getDetails())
                .doesNotContainKey("lifetime")
                .containsEntry("identity", "us-east-1:0a1b2c3d…");
    }

    @Test
    void refusals_of_a_user_are_all_stored_beside_the_transaction_of_the_request() {
        refuse("user-1");
        refuse("user-1");

        assertThat(server.events).hasSize(2);
        assertThat(server.events.get(0).getType()).isEqualTo(EventType.TOKEN_EXCHANGE_ERROR);
        assertThat(server.events.get(0).getError()).isEqualTo("role_not_allowed");
        assertThat(server.events.get(0).getDetails()).containsEntry("reason", "no");
        assertThat(server.journal).containsExactly("open", "close", "open", "close");
    }

    @Test
    void refused_identity_is_never_told_whole() {
        log().refused(
                        subject("user-1"),
                        Reason.IDENTITY_FORBIDDEN,
                        "Access to Identity '" + IDENTITY + "' is forbidden");

        assertThat(server.events.get(0).getDetails())
                .containsEntry("identity", "us-east-1:0a1b2c3d…")
                .containsEntry("reason", "Access to Identity 'us-east-1:0a1b2c3d…' is forbidden");
    }

    @Test
    void refusals_of_nobody_are_stored_once_and_all_counted() {
        refuse(null);
        refuse(null);

        assertThat(server.events).hasSize(1);
        assertThat(meters.get("cloakpool.refused")
                        .tags("reason", "role_not_allowed")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("cloakpool.request.duration")
                        .tags("outcome", "refused")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    private void refuse(@Nullable String user) {
        log().refused(subject(user), Reason.ROLE_NOT_ALLOWED, "no");
    }

    private KeycloakIssuanceLog log() {
        return new KeycloakIssuanceLog(
                new RequestEvents(server.session(), "request-1", throttle), new Meters(meters), Timer.start(meters));
    }

    private static Subject subject(@Nullable String user) {
        return new Subject(Operation.GET_CREDENTIALS_FOR_IDENTITY, "us-east-1:pool", IDENTITY, "user", user, "webapp");
    }
}
