package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.keys.PublicKeyStorageProvider;
import org.keycloak.models.KeycloakSession;

final class PublishedKeysTest {
    private static final URI ADDRESS = URI.create("https://login.example.com/keys");

    private final FakeServer server = new FakeServer();
    private final FakeClock clock = new FakeClock();
    private final RefusalThrottle warnings = new RefusalThrottle(clock);
    private final List<Object> asked = new ArrayList<>();
    private final List<LogRecord> lines = new ArrayList<>();
    private final Logger logger = Logger.getLogger(PublishedKeys.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void keys_are_stored_by_realm_and_address() {
        KeyWrapper key = new KeyWrapper();

        assertThat(keys(ADDRESS, arguments -> key).find("k1", "RS256")).isSameAs(key);
        assertThat(asked).containsExactly("cloakpool-keys:" + Components.REALM + ":" + ADDRESS, "k1", "RS256");
    }

    @Test
    void nothing_is_asked_for_a_token_that_can_have_no_published_key() {
        PublishedKeys keys = keys(ADDRESS, arguments -> new KeyWrapper());

        assertThat(keys.find(null, "RS256")).isNull();
        assertThat(keys.find("k1", "HS256")).isNull();
        assertThat(keys.find("k1", "none")).isNull();
        assertThat(keys.find("k".repeat(257), "RS256")).isNull();
        assertThat(keys.find("k\nWARN forged line", "RS256")).isNull();
        assertThat(keys.find("", "RS256")).isNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void keys_that_cannot_be_had_are_an_outage_and_one_warning_a_minute() {
        PublishedKeys keys = keys(ADDRESS, arguments -> {
            throw new IllegalStateException("no route");
        });

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> keys.find("k1", "RS256"))
                    .extracting(Refused::reason)
                    .isEqualTo(Reason.EXTERNAL_SERVICE);
        }
        assertThat(lines).hasSize(1);

        clock.forward(RefusalThrottle.PERIOD);
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> keys.has("k1", "RS256"));
        assertThat(lines).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com/keys", "file:///etc/keys", "//login.example.com/keys"})
    void keys_that_anybody_on_the_way_could_replace_are_not_read(String address) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> keys(URI.create(address), arguments -> new KeyWrapper()))
                .extracting(Refused::reason)
                .isEqualTo(Reason.POOL_MISCONFIGURED);
    }

    private PublishedKeys keys(URI address, Function<List<Object>, @Nullable Object> answer) {
        server.provide(
                PublicKeyStorageProvider.class,
                Stub.of(
                        PublicKeyStorageProvider.class,
                        Map.<String, Function<List<Object>, @Nullable Object>>of("getPublicKey", arguments -> {
                            asked.addAll(arguments.subList(0, 3));
                            return answer.apply(arguments);
                        })));
        KeycloakSession session = server.session();
        return new PublishedKeys(session, new BoundedHttp(session, new Deadlines()), warnings, address);
    }
}
