package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.authorize.DecisionLog.Door;
import io.cloakpool.identitypool.authorize.DecisionLog.Subject;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.spi.Reason;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

final class KeycloakDecisionLogTest {
    private static final String GUEST = "us-east-1:0a1b2c3d-0000-4000-8000-000000000001";

    private final FakeServer server = new FakeServer();
    private final FakeClock clock = new FakeClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RefusalThrottle throttle = new RefusalThrottle(clock);

    @Test
    void allowed_request_is_counted_and_timed_and_makes_no_event() {
        log().allowed(subject(Door.AUTHORIZE, "192.0.2.7", GUEST, null, null));

        assertThat(count("authorize", "allowed")).isOne();
        assertThat(meters.get("cloakpool.decision.duration")
                        .tags("door", "authorize", "outcome", "allowed")
                        .timer()
                        .count())
                .isOne();
        assertThat(server.events).isEmpty();
        assertThat(server.journal).isEmpty();
    }

    @Test
    void refusal_is_an_event_of_a_transaction_of_its_own_that_says_who_what_and_why() {
        refuse(subject(Door.AUTHORIZE, "192.0.2.7", "us-east-1:x", "user-1", "webapp"));

        Event event = server.events.get(0);
        assertThat(event.getType()).isEqualTo(EventType.TOKEN_EXCHANGE_ERROR);
        assertThat(event.getError()).isEqualTo("access_denied");
        assertThat(event.getIpAddress()).isEqualTo("192.0.2.7");
        assertThat(event.getUserId()).isEqualTo("user-1");
        assertThat(event.getClientId()).isEqualTo("webapp");
        assertThat(event.getDetails())
                .containsEntry("door", "authorize")
                .containsEntry("operation", "GetObject")
                .containsEntry("gateway", "s3")
                .containsEntry("identity", "us-east-1:x")
                .containsEntry("role", "user")
                .containsEntry("reason", "Access Denied")
                .containsEntry("request_id", "request-1");
        assertThat(server.journal).containsExactly("open", "close");
        assertThat(count("authorize", "access_denied")).isOne();
        assertThat(meters.get("cloakpool.decision.duration")
                        .tags("door", "authorize", "outcome", "refused")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void one_user_is_stored_once_a_minute_and_counted_each_time() {
        for (int i = 0; i < 3; i++) {
            refuse(subject(Door.AUTHORIZE, "192.0.2." + i, "us-east-1:x", "user-1", "webapp"));
        }
        refuse(subject(Door.AUTHORIZE, "192.0.2.1", "us-east-1:y", "user-2", "webapp"));
        assertThat(server.events).hasSize(2);
        assertThat(count("authorize", "access_denied")).isEqualTo(4);

        clock.forward(Duration.ofMinutes(1));
        refuse(subject(Door.AUTHORIZE, "192.0.2.1", "us-east-1:x", "user-1", "webapp"));
        assertThat(server.events).hasSize(3);
    }

    @Test
    void guests_and_strangers_are_stored_once_a_minute_and_address() {
        refuse(subject(Door.AUTHORIZE, "192.0.2.7", GUEST, null, null));
        refuse(subject(Door.AUTHORIZE, "192.0.2.7", GUEST.replace('1', '2'), null, null));
        refuse(subject(Door.CALLER_IDENTITY, "192.0.2.7", null, null, null));
        assertThat(server.events).hasSize(1);
        assertThat(server.events.get(0).getDetails()).containsEntry("identity", "us-east-1:0a1b2c3d…");

        refuse(subject(Door.AUTHORIZE, "192.0.2.8", null, null, null));
        assertThat(server.events).hasSize(2);
    }

    @Test
    void administrators_are_stored_each_time() {
        refuse(Subject.authenticated("CreateIdentityPool", "admin-1", "admin-cli", true));
        refuse(Subject.authenticated("CreateIdentityPool", "admin-1", "admin-cli", true));

        assertThat(server.events).hasSize(2);
    }

    @Test
    void who_is_no_administrator_is_stored_once_a_minute_at_their_door_whatever_else_it_was_refused() {
        refuse(subject(Door.AUTHORIZE, "192.0.2.7", "us-east-1:x", "user-1", "webapp"));
        for (int i = 0; i < 3; i++) {
            refuse(Subject.authenticated("CreateIdentityPool", "user-1", "webapp", false));
            refuse(subject(Door.ADMINISTRATION, null, null, null, "pooladmin"));
        }
        assertThat(server.events).hasSize(3);

        refuse(subject(Door.ADMINISTRATION, null, null, null, null));
        refuse(subject(Door.ADMINISTRATION, null, null, null, null));
        assertThat(server.events).hasSize(4);
    }

    @Test
    void what_is_no_address_is_replaced_by_that_of_the_connection() {
        refuse(subject(Door.AUTHORIZE, "x".repeat(300), null, null, null));

        assertThat(server.events.get(0).getIpAddress()).isEqualTo(FakeServer.ADDRESS);
    }

    private void refuse(Subject subject) {
        log().refused(subject, Reason.ACCESS_DENIED, "Access Denied");
    }

    private KeycloakDecisionLog log() {
        return new KeycloakDecisionLog(
                new RequestEvents(server.session(), "request-1", throttle), new Meters(meters), Timer.start(meters));
    }

    private double count(String door, String outcome) {
        return meters.get("cloakpool.decisions")
                .tags("door", door, "outcome", outcome)
                .counter()
                .count();
    }

    private static Subject subject(
            Door door,
            @Nullable String address,
            @Nullable String identity,
            @Nullable String user,
            @Nullable String client) {
        return new Subject(
                door,
                "GetObject",
                door == Door.AUTHORIZE ? "s3" : null,
                address,
                null,
                identity,
                identity == null ? null : "user",
                user,
                client,
                false);
    }
}
