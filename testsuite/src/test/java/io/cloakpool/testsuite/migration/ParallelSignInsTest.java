package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.pool.PoolServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;

/** First sign-ins of one user at the same time. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ParallelSignInsTest {
    private static final int SIGN_INS = 4;

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of());
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    /** Each has had its password taken by the old system before any of them goes on. */
    @ParameterizedTest
    @EnumSource
    void all_that_were_proven_at_once_are_about_one_row(Door door) throws Exception {
        String name = source.person(Map.of());
        assertThat(door.enter(source, source.person(Map.of()), Source.PASSWORD).in())
                .as("whatever is slow the first time")
                .isTrue();
        CyclicBarrier all = new CyclicBarrier(SIGN_INS);
        AtomicInteger held = new AtomicInteger();
        system.meanwhile(name, () -> {
            await(all);
            held.incrementAndGet();
        });
        ExecutorService pool = Executors.newFixedThreadPool(SIGN_INS);
        List<Future<Door.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < SIGN_INS; i++) {
            answers.add(pool.submit(() -> door.enter(source, name, Source.PASSWORD)));
        }

        List<String> subjects = new ArrayList<>();
        for (Future<Door.Answer> answer : answers) {
            assertThat(answer.get().in()).as(answer.get().text()).isTrue();
            subjects.add(answer.get().subject());
        }
        pool.shutdown();

        assertThat(held).hasValue(SIGN_INS);
        assertThat(subjects).containsOnly(source.row(name).toRepresentation().getId());
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("not all came", e);
        }
    }
}
