package io.cloakpool.identitypool.identity;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IdentitiesTest {
    private static final LoginName ALICE = new LoginName("realm:1", "alice");
    private static final LoginName BOB = new LoginName("realm:1", "bob");

    private final FakeClock clock = new FakeClock();
    private final FakePools pools = new FakePools(TestData.REALM);
    private final FakeIdentities store = new FakeIdentities();
    private final GuestIds guestIds = new GuestIds(clock, new SecureRandom());
    private final IdentityPool pool = TestData.pool();
    private KnownIdentities known = new KnownIdentities();

    @BeforeEach
    void pool() {
        pools.add(pool);
    }

    @Test
    void login_has_one_identity_for_ever_and_another_login_another() {
        IdentityId alice = ofLogin(ALICE);

        assertThat(ofLogin(ALICE)).isEqualTo(alice);
        assertThat(ofLogin(BOB)).isNotEqualTo(alice);
        forget();
        assertThat(ofLogin(ALICE)).isEqualTo(alice);
        assertThat(ofLogin(new LoginName("realm:1", "Alice"))).isNotEqualTo(alice);
    }

    @Test
    void sixty_four_first_calls_at_once_make_one_identity() throws Exception {
        CyclicBarrier start = new CyclicBarrier(64);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<IdentityId>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return identities(new KnownIdentities()).ofLogins(pool, List.of(ALICE), () -> {});
                }));
            }
            Set<IdentityId> ids = new HashSet<>();
            for (Future<IdentityId> answer : answers) {
                ids.add(answer.get());
            }
            assertThat(ids).hasSize(1);
            assertThat(store.size()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void loser_of_a_race_gets_the_winners_identity() {
        IdentityId[] winner = new IdentityId[1];
        store.beforeNextWrite =
                () -> winner[0] = identities(new KnownIdentities()).ofLogins(pool, List.of(ALICE), () -> {});

        assertThat(ofLogin(ALICE)).isEqualTo(winner[0]);
    }

    @Test
    void login_in_use_needs_no_look_at_the_database() {
        IdentityId alice = ofLogin(ALICE);
        store.calls = 0;

        assertThat(ofLogin(ALICE)).isEqualTo(alice);
        assertThat(ofLogin(alice, ALICE, null)).isEqualTo(alice);

        assertThat(store.calls).isZero();
    }

    @Test
    void retired_identity_is_forbidden_although_it_was_known() {
        IdentityId alice = ofLogin(ALICE);
        store.retire(pool.id(), alice, null, clock.instant());

        forbidden(alice, () -> ofLogin(ALICE));
        forbidden(alice, () -> ofLogin(alice, ALICE, null));
        forbidden(alice, () -> requireGuest(alice, null));
    }

    @Test
    void known_identities_of_a_deleted_pool_do_not_come_back_with_a_new_pool_of_its_id() {
        IdentityId old = ofLogin(ALICE);
        store.erase(pool.id());
        IdentityPool remade = new IdentityPool(pool.id(), TestData.secret(8), pool.settings(), pool.bindings());
        pools.add(remade);

        assertThat(identities(known).ofLogins(remade, List.of(ALICE), () -> {})).isNotEqualTo(old);
        assertRefused(Reason.IDENTITY_NOT_FOUND, () -> locator().locate(old));
    }

    @Test
    void nothing_is_stored_when_the_user_is_no_longer_good() {
        LoginGuard no = () -> {
            throw new Refused(Reason.LOGIN_INVALID, "gone");
        };
        IdentityId guest = guest();

        assertRefused(Reason.LOGIN_INVALID, () -> identities(known).ofLogins(pool, List.of(ALICE), no));
        assertRefused(Reason.LOGIN_INVALID, () -> identities(known)
                .ofLogins(locator().locate(guest), List.of(ALICE), null, no));

        assertThat(store.size()).isZero();
    }

    @Test
    void guest_costs_no_row_and_goes_on_as_who_it_was() {
        IdentityId guest = guest();

        requireGuest(guest, null);

        assertThat(store.size()).isZero();
    }

    @Test
    void first_login_is_linked_to_the_guest_whose_id_stays() {
        IdentityId guest = guest();

        assertThat(ofLogin(guest, ALICE, null)).isEqualTo(guest);
        assertThat(ofLogin(ALICE)).isEqualTo(guest);
        forbidden(guest, () -> requireGuest(guest, null));
        forget();
        forbidden(guest, () -> requireGuest(guest, null));
    }

    @Test
    void guest_with_a_known_login_becomes_the_logins_identity_and_ends() {
        IdentityId alice = ofLogin(ALICE);
        IdentityId guest = guest();

        assertThat(ofLogin(guest, ALICE, null)).isEqualTo(alice);

        assertThat(store.find(guest)).hasValueSatisfying(row -> {
            assertThat(row.active()).isFalse();
            assertThat(row.successor()).isEqualTo(alice);
        });
        forbidden(guest, () -> requireGuest(guest, null));
        forbidden(guest, () -> ofLogin(guest, BOB, null));
    }

    @Test
    void merged_guest_id_goes_on_to_stand_for_its_successor_with_its_login() {
        IdentityId alice = ofLogin(ALICE);
        IdentityId guest = guest();
        ofLogin(guest, ALICE, null);

        assertThat(ofLogin(guest, ALICE, null)).isEqualTo(alice);
        store.retire(pool.id(), alice, null, clock.instant());
        forbidden(alice, () -> ofLogin(guest, ALICE, null));
    }

    @Test
    void identity_of_somebody_else_is_a_mismatch() {
        IdentityId alice = ofLogin(ALICE);

        assertRefused(Reason.LOGINS_MISMATCH, () -> ofLogin(alice, BOB, null));
        ofLogin(BOB);
        assertThat(assertRefused(Reason.LOGINS_MISMATCH, () -> ofLogin(alice, BOB, null)))
                .hasMessage("Logins don't match. Please include at least one valid login for this identity or identity"
                        + " pool.");
        forget();
        assertRefused(Reason.LOGINS_MISMATCH, () -> ofLogin(alice, BOB, null));
    }

    @Test
    void guest_of_a_login_whose_identity_is_retired_is_left_alone() {
        IdentityId alice = ofLogin(ALICE);
        store.retire(pool.id(), alice, null, clock.instant());
        IdentityId guest = guest();

        forbidden(alice, () -> ofLogin(guest, ALICE, null));
        requireGuest(guest, null);
    }

    @Test
    void identity_that_was_linked_meanwhile_is_not_merged_away() {
        ofLogin(ALICE);
        IdentityId guest = guest();
        store.beforeNextWrite = () -> store.create(pool.id(), guest, List.of(BOB), clock.instant());

        assertRefused(Reason.LOGINS_MISMATCH, () -> ofLogin(guest, ALICE, null));
        assertThat(store.find(guest))
                .hasValueSatisfying(row -> assertThat(row.active()).isTrue());
    }

    @Test
    void guest_that_another_call_linked_to_the_same_login_is_that_identity() {
        IdentityId guest = guest();
        store.beforeNextWrite = () -> store.create(pool.id(), guest, List.of(ALICE), clock.instant());

        assertThat(ofLogin(guest, ALICE, null)).isEqualTo(guest);
    }

    @Test
    void writes_that_never_succeed_end_in_a_conflict() {
        IdentityStore stubborn = new StubbornStore();
        Identities identities = new Identities(stubborn, guestIds, known, store, clock);

        assertRefused(Reason.CONFLICT, () -> identities.ofLogins(pool, List.of(ALICE), () -> {}));
        assertRefused(
                Reason.CONFLICT,
                () -> identities.ofLogins(new Located(pool, guest(), null, null), List.of(ALICE), null, () -> {}));
    }

    @Test
    void guest_proof_guards_reuse_link_and_merge() {
        IdentityPool asking =
                TestData.pool(pool.id(), TestData.settings().proof().build());
        pools.add(asking);
        IdentityId guest = guestIds.mint(asking);
        String secret = GuestSecrets.of(asking, guest);

        for (String wrong : new @Nullable String[] {null, "", secret + "x"}) {
            forbidden(guest, () -> requireGuest(guest, wrong));
            forbidden(guest, () -> ofLogin(guest, ALICE, wrong));
        }
        identities(known).ofLogins(asking, List.of(BOB), () -> {});
        forbidden(guest, () -> ofLogin(guest, BOB, null));
        assertThat(store.find(guest)).isEmpty();
        requireGuest(guest, secret);
        assertThat(ofLogin(guest, ALICE, secret)).isEqualTo(guest);
    }

    @Test
    void guest_over_its_time_is_forbidden() {
        IdentityId guest = guest();
        clock.forward(Duration.ofDays(32));

        forbidden(guest, () -> requireGuest(guest, null));
        forbidden(guest, () -> ofLogin(guest, ALICE, null));
    }

    @Test
    void pool_without_guests_has_none() {
        IdentityId guest = guest();
        IdentityPool closed =
                TestData.pool(pool.id(), TestData.settings().guests(false).build());
        pools.add(closed);

        assertThat(assertRefused(Reason.GUESTS_DISABLED, () -> identities(known).newGuest(closed)))
                .hasMessage("Unauthenticated access is not supported for this identity pool.");
        assertRefused(Reason.GUESTS_DISABLED, () -> requireGuest(guest, null));
    }

    @Test
    void id_that_belongs_to_no_pool_of_the_realm_is_not_found() {
        IdentityId stranger = new IdentityId("eu-west-1", UUID.randomUUID());
        IdentityId abroad = new IdentityId("us-east-1", guest().uuid());
        IdentityId lost = new IdentityId("eu-west-1", UUID.randomUUID());
        store.create(new PoolId("eu-west-1", UUID.randomUUID()), lost, List.of(BOB), clock.instant());

        for (IdentityId id : List.of(stranger, abroad, lost)) {
            assertRefused(Reason.IDENTITY_NOT_FOUND, () -> locator().locate(id));
        }
    }

    private IdentityId ofLogin(LoginName login) {
        return identities(known).ofLogins(pool, List.of(login), () -> {});
    }

    private IdentityId ofLogin(IdentityId id, LoginName login, @Nullable String secret) {
        return identities(known).ofLogins(locator().locate(id), List.of(login), secret, () -> {});
    }

    private void requireGuest(IdentityId id, @Nullable String secret) {
        identities(known).requireGuest(locator().locate(id), secret);
    }

    private IdentityId guest() {
        return identities(known).newGuest(pool);
    }

    private void forget() {
        known = new KnownIdentities();
    }

    private Identities identities(KnownIdentities cache) {
        return new Identities(store, guestIds, cache, store, clock);
    }

    private IdentityLocator locator() {
        return new IdentityLocator(pools, store, guestIds, known, store);
    }

    private static void forbidden(IdentityId id, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThat(assertRefused(Reason.IDENTITY_FORBIDDEN, call))
                .hasMessage("Access to Identity '" + id + "' is forbidden");
    }
}
