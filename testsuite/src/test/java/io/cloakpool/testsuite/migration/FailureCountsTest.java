package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.migration.OldSystem.Fault;
import io.cloakpool.testsuite.pool.PoolServer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** What brute-force detection counts against users of the old system, and against whom. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class FailureCountsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 50;

    private static final String WRONG = "not the password 12";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of());
        realm.updateWithCleanup(r -> r.bruteForceProtected(true));
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    @ParameterizedTest
    @EnumSource
    void what_was_counted_before_the_first_sign_in_ends_with_it_and_the_row_begins_anew(Door door) {
        String name = source.person(Map.of());

        assertThat(door.enter(source, name, WRONG).in()).isFalse();
        awaitFailures(source.storageId(name), 1);

        assertThat(door.enter(source, name, Source.PASSWORD).in()).isTrue();
        String id = source.row(name).toRepresentation().getId();
        assertThat(failures(source.storageId(name))).isZero();
        assertThat(failures(id)).isZero();

        assertThat(door.enter(source, name, WRONG).in()).isFalse();
        awaitFailures(id, 1);
        assertThat(failures(source.storageId(name))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TOKEN_ENDPOINT, false", "TOKEN_ENDPOINT, true", "BROWSER, false", "BROWSER, true"})
    void an_outage_is_nobodys_failure(Door door, boolean atPassword) {
        String name = source.person(Map.of());
        if (atPassword) {
            system.misbehaveAtSignIns(Fault.STATUS_500);
        } else {
            system.misbehave(Fault.STATUS_500);
        }

        assertThat(door.enter(source, name, Source.PASSWORD).status()).isEqualTo(503);

        system.misbehave(Fault.NONE);
        assertThat(failures(source.storageId(name))).isZero();
        assertThat(door.enter(source, name, WRONG).in()).isFalse();
        awaitFailures(source.storageId(name), 1);
    }

    /** Keycloak counts after it has answered. */
    private void awaitFailures(String id, int number) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (failures(id) != number && System.nanoTime() < end) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        assertThat(failures(id)).isEqualTo(number);
    }

    private int failures(String id) {
        return (int) Objects.requireNonNull(
                realm.admin().attackDetection().bruteForceUserStatus(id).get("numFailures"));
    }
}
