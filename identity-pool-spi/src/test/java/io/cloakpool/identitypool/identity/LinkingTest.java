package io.cloakpool.identitypool.identity;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.identity.IdentityStore.Write;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.spi.Reason;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identities with several logins: linked, unlinked, merged and deleted. */
final class LinkingTest {
    private static final LoginName ALICE = new LoginName("realm:1", "alice");
    private static final LoginName BOB = new LoginName("realm:1", "bob");
    private static final LoginName ALICE_ELSEWHERE = new LoginName("oidc:2", "a-17");
    private static final LoginName BOB_ELSEWHERE = new LoginName("oidc:2", "b-4");
    private static final LoginName VOUCHED = LoginName.ofDeveloper("login.example", "alice@example.org");
    private static final LoginName VOUCHED_TOO = LoginName.ofDeveloper("login.example", "alice@example.com");

    private final FakeClock clock = new FakeClock();
    private final FakePools pools = new FakePools(TestData.REALM);
    private final FakeIdentities store = new FakeIdentities();
    private final GuestIds guestIds = new GuestIds(clock, new SecureRandom());
    private final KnownIdentities known = new KnownIdentities();
    private final IdentityPool pool = TestData.pool();
    private final Identities identities = new Identities(store, guestIds, known, store, clock);

    @BeforeEach
    void pool() {
        pools.add(pool);
    }

    @Test
    void logins_that_come_together_first_are_one_identity() {
        IdentityId alice = ofLogins(ALICE, ALICE_ELSEWHERE);

        assertThat(ofLogins(ALICE)).isEqualTo(alice);
        assertThat(ofLogins(ALICE_ELSEWHERE)).isEqualTo(alice);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void login_that_comes_along_with_a_known_one_is_linked() {
        IdentityId alice = ofLogins(ALICE);

        assertThat(ofLogins(ALICE_ELSEWHERE, ALICE)).isEqualTo(alice);
        assertThat(ofLogins(ALICE_ELSEWHERE)).isEqualTo(alice);
    }

    @Test
    void login_that_comes_along_with_the_id_and_a_login_of_it_is_linked() {
        IdentityId alice = ofLogins(ALICE);

        assertThat(ofLogins(alice, ALICE, ALICE_ELSEWHERE)).isEqualTo(alice);
        assertThat(ofLogins(ALICE_ELSEWHERE)).isEqualTo(alice);
    }

    @Test
    void new_login_alone_does_not_open_an_identity() {
        IdentityId alice = ofLogins(ALICE);

        assertRefused(Reason.LOGINS_MISMATCH, () -> ofLogins(alice, ALICE_ELSEWHERE));
        assertThat(store.findByLogins(pool.id(), List.of(ALICE_ELSEWHERE))).isEmpty();
    }

    @Test
    void identities_with_logins_never_merge_by_signing_in() {
        IdentityId alice = ofLogins(ALICE);
        IdentityId other = ofLogins(BOB_ELSEWHERE);

        assertRefused(Reason.CONFLICT, () -> ofLogins(ALICE, BOB_ELSEWHERE));
        assertRefused(Reason.CONFLICT, () -> ofLogins(alice, ALICE, BOB_ELSEWHERE));
        assertRefused(Reason.CONFLICT, () -> ofLogins(guest(), ALICE, BOB_ELSEWHERE));

        assertThat(ofLogins(ALICE)).isEqualTo(alice);
        assertThat(ofLogins(BOB_ELSEWHERE)).isEqualTo(other);
    }

    @Test
    void identity_has_one_user_of_each_provider() {
        IdentityId alice = ofLogins(ALICE, ALICE_ELSEWHERE);
        assertRefused(Reason.CONFLICT, () -> ofLogins(alice, ALICE, BOB_ELSEWHERE));
        assertRefused(Reason.CONFLICT, () -> ofLogins(BOB_ELSEWHERE, ALICE));
        assertRefused(Reason.CONFLICT, () -> ofLogins(BOB, new LoginName("realm:1", "carol")));

        assertThat(store.find(alice).orElseThrow().logins()).containsExactly(ALICE, ALICE_ELSEWHERE);
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void identity_has_at_most_twenty_logins() {
        List<LoginName> twenty = IntStream.range(0, LinkRule.MAX_LOGINS)
                .mapToObj(i -> LoginName.ofDeveloper("login.example", "user" + i))
                .toList();
        IdentityId alice = identities.ofLogins(pool, twenty, () -> {});

        assertThat(assertRefused(Reason.CONFLICT, () -> ofLogins(alice, twenty.get(0), ALICE)))
                .hasMessage("An identity may have at most 20 logins.");
    }

    @Test
    void guest_gets_all_logins_at_once_and_keeps_its_id() {
        IdentityId guest = guest();

        assertThat(ofLogins(guest, ALICE, ALICE_ELSEWHERE)).isEqualTo(guest);
        assertThat(store.find(guest).orElseThrow().logins()).containsExactly(ALICE, ALICE_ELSEWHERE);
    }

    @Test
    void guest_ends_for_the_owner_of_a_login_who_gets_the_other_login() {
        IdentityId alice = ofLogins(ALICE);
        IdentityId guest = guest();

        assertThat(ofLogins(guest, ALICE, ALICE_ELSEWHERE)).isEqualTo(alice);

        assertThat(store.find(alice).orElseThrow().logins()).containsExactly(ALICE, ALICE_ELSEWHERE);
        assertThat(store.find(guest).orElseThrow().successor()).isEqualTo(alice);
    }

    @Test
    void loser_of_a_race_for_a_link_finds_what_the_winner_made() {
        IdentityId alice = ofLogins(ALICE);
        store.beforeNextWrite = () -> store.link(alice, List.of(), List.of(ALICE_ELSEWHERE), clock.instant());

        assertThat(ofLogins(ALICE, ALICE_ELSEWHERE)).isEqualTo(alice);
        assertThat(store.find(alice).orElseThrow().logins()).containsExactly(ALICE, ALICE_ELSEWHERE);
    }

    @Test
    void login_that_is_unlinked_meanwhile_links_no_other_one() {
        IdentityId alice = ofLogins(ALICE, ALICE_ELSEWHERE);
        store.beforeNextWrite = () -> store.unlink(alice, List.of(), List.of(ALICE), clock.instant());

        IdentityId found = ofLogins(ALICE, VOUCHED);

        assertThat(found).isNotEqualTo(alice);
        assertThat(store.find(found).orElseThrow().logins()).containsExactly(ALICE, VOUCHED);
        assertThat(store.find(alice).orElseThrow().logins()).containsExactly(ALICE_ELSEWHERE);
    }

    @Test
    void login_that_is_unlinked_meanwhile_takes_no_other_one_along() {
        IdentityId alice = ofLogins(ALICE, ALICE_ELSEWHERE);
        store.beforeNextWrite = () -> store.unlink(alice, List.of(), List.of(ALICE), clock.instant());

        assertRefused(
                Reason.LOGINS_MISMATCH,
                () -> identities.unlink(locator().locate(alice), List.of(ALICE), owned -> List.of(ALICE_ELSEWHERE)));

        assertThat(store.find(alice).orElseThrow().logins()).containsExactly(ALICE_ELSEWHERE);
    }

    @Test
    void back_end_links_its_user_to_an_identity_without_showing_its_logins() {
        IdentityId alice = ofLogins(ALICE);

        assertThat(vouched(alice, VOUCHED)).isEqualTo(alice);
        assertThat(ofLogins(VOUCHED)).isEqualTo(alice);
        assertThat(vouched(alice, VOUCHED_TOO)).isEqualTo(alice);
    }

    @Test
    void back_end_cannot_link_a_user_that_has_another_identity() {
        IdentityId alice = ofLogins(ALICE);
        ofLogins(VOUCHED);
        ofLogins(BOB_ELSEWHERE);

        assertRefused(Reason.DEVELOPER_USER_TAKEN, () -> vouched(alice, VOUCHED));
        assertRefused(Reason.LOGINS_MISMATCH, () -> vouched(alice, VOUCHED_TOO, BOB_ELSEWHERE));
        assertThat(store.find(alice).orElseThrow().logins()).containsExactly(ALICE);
    }

    @Test
    void back_end_cannot_revive_a_retired_identity() {
        IdentityId alice = ofLogins(ALICE);
        store.retire(pool.id(), alice, null, clock.instant());

        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> vouched(alice, VOUCHED));
    }

    @Test
    void unlinked_login_is_somebody_new_although_it_was_known() {
        IdentityId alice = ofLogins(ALICE, ALICE_ELSEWHERE);

        assertThat(store.unlink(alice, List.of(), List.of(ALICE_ELSEWHERE), clock.instant()))
                .isEqualTo(Write.DONE);

        assertRefused(Reason.LOGINS_MISMATCH, () -> ofLogins(alice, ALICE_ELSEWHERE));
        assertThat(ofLogins(ALICE_ELSEWHERE)).isNotEqualTo(alice);
        assertThat(ofLogins(ALICE)).isEqualTo(alice);
    }

    @Test
    void identity_without_logins_is_no_longer_accessible() {
        IdentityId alice = ofLogins(ALICE);

        store.unlink(alice, List.of(), List.of(ALICE), clock.instant());

        assertRefused(Reason.IDENTITY_FORBIDDEN, () -> ofLogins(alice, ALICE));
        assertThat(ofLogins(ALICE)).isNotEqualTo(alice);
    }

    @Test
    void logins_of_a_merged_identity_are_its_successors_although_they_were_known() {
        IdentityId source = ofLogins(VOUCHED, ALICE);
        IdentityId destination = ofLogins(VOUCHED_TOO);

        assertThat(store.merge(source, destination, clock.instant())).isEqualTo(Write.DONE);

        assertThat(ofLogins(ALICE)).isEqualTo(destination);
        assertThat(ofLogins(source, VOUCHED)).isEqualTo(destination);
    }

    @Test
    void login_of_a_deleted_identity_is_somebody_new() {
        IdentityId alice = ofLogins(ALICE);

        store.delete(pool.id(), alice, clock.instant());

        assertThat(ofLogins(ALICE)).isNotEqualTo(alice);
        assertThat(store.find(alice).orElseThrow().logins()).isEmpty();
    }

    private IdentityId ofLogins(LoginName... logins) {
        return identities.ofLogins(pool, List.of(logins), () -> {});
    }

    private IdentityId ofLogins(IdentityId id, LoginName... logins) {
        return identities.ofLogins(locator().locate(id), List.of(logins), null, () -> {});
    }

    private IdentityId vouched(IdentityId id, LoginName... logins) {
        return identities.ofVouched(locator().locate(id), List.of(logins), null, () -> {});
    }

    private IdentityId guest() {
        return identities.newGuest(pool);
    }

    private IdentityLocator locator() {
        return new IdentityLocator(pools, store, guestIds, known, store);
    }
}
