package io.cloakpool.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories of users, back ends and administrators on three nodes, whose requests come in between each other's reading and
 * writing. Whatever comes in between, an answer is true when it is given, and nothing that ended comes back.
 */
@Tag("fuzz")
final class IdentityHistoriesTest {
    private static final int HISTORIES = 2_000;
    private static final int REQUESTS = 60;
    private static final int NODES = 3;
    /** How deep requests come in between each other. */
    private static final int DEPTH = 2;

    private static final List<LoginName> LOGINS = List.of(
            new LoginName("realm:1", "alice"),
            new LoginName("realm:1", "bob"),
            new LoginName("idp:google", "1"),
            new LoginName("idp:google", "2"),
            LoginName.ofDeveloper("shop", "a"),
            LoginName.ofDeveloper("shop", "b"));
    /** What a caller may be told; anything else is a fault. */
    private static final Set<Reason> REASONS = Set.of(
            Reason.IDENTITY_FORBIDDEN,
            Reason.IDENTITY_NOT_FOUND,
            Reason.LOGINS_MISMATCH,
            Reason.DEVELOPER_USER_TAKEN,
            Reason.CONFLICT);

    @Test
    void every_answer_is_true_when_it_is_given_and_what_ended_stays_so() {
        Map<String, Integer> answered = new HashMap<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            try {
                new History(seed, answered).play();
            } catch (RuntimeException | AssertionError e) {
                fail("history " + seed + ": " + e.getMessage(), e);
            }
        }
        // A property that nothing exercises would hold too.
        assertThat(answered.keySet())
                .contains("signIn", "signInAs", "vouch", "guest", "unlink", "merge", "retire", "delete", "cut in");
        assertThat(answered.values()).allSatisfy(count -> assertThat(count).isGreaterThan(HISTORIES / 4));
    }

    /** One history of one pool. */
    private static final class History {
        private final Random random;
        private final Map<String, Integer> answered;
        private final FakeClock clock = new FakeClock();
        private final FakePools pools = new FakePools(TestData.REALM);
        private final FakeIdentities store = new FakeIdentities();
        private final GuestIds guestIds = new GuestIds(clock, new SecureRandom());
        private final IdentityPool pool = TestData.pool();
        private final List<KnownIdentities> nodes =
                Stream.generate(KnownIdentities::new).limit(NODES).toList();
        private final List<IdentityId> ids = new ArrayList<>();
        private final Map<IdentityId, Identity> ended = new HashMap<>();

        History(int seed, Map<String, Integer> answered) {
            this.random = new Random(seed);
            this.answered = answered;
            pools.add(pool);
            ids.add(guestIds.mint(pool));
        }

        void play() {
            for (int i = 0; i < REQUESTS; i++) {
                request(0);
            }
        }

        private void request(int depth) {
            store.beforeNextWrite = depth < DEPTH && random.nextBoolean()
                    ? () -> {
                        count("cut in");
                        request(depth + 1);
                    }
                    : null;
            try {
                anything();
            } catch (Refused e) {
                assertThat(REASONS).as(e.getMessage()).contains(e.reason());
            }
            store.beforeNextWrite = null;
            requireConsistent();
        }

        private void anything() {
            KnownIdentities node = nodes.get(random.nextInt(NODES));
            Identities identities = new Identities(store, guestIds, node, store, clock);
            IdentityId id = ids.get(random.nextInt(ids.size()));
            List<LoginName> logins = logins();
            switch (random.nextInt(12)) {
                case 0 -> remember(identities.newGuest(pool));
                case 1 -> {
                    identities.requireGuest(locate(node, id), null);
                    assertThat(store.find(id)).isEmpty();
                    count("guest");
                }
                case 2, 3, 4 -> answer("signIn", identities.ofLogins(pool, logins, () -> {}), logins);
                case 5, 6 -> answer("signInAs", identities.ofLogins(locate(node, id), logins, null, () -> {}), logins);
                case 7 -> answer("vouch", identities.ofVouched(locate(node, id), logins, null, () -> {}), logins);
                case 8, 9 -> unlink(identities, locate(node, id), logins);
                case 10 -> merge(id, ids.get(random.nextInt(ids.size())));
                default -> end(id);
            }
        }

        /** Who is told to be an identity is it. */
        private void answer(String request, IdentityId id, List<LoginName> logins) {
            Identity row = store.find(id).orElseThrow();
            assertThat(row.active()).as("%s %s of %s", request, id, logins).isTrue();
            assertThat(row.logins()).containsAll(logins);
            remember(id);
            count(request);
        }

        private void unlink(Identities identities, Located at, List<LoginName> proven) {
            List<LoginName> gone = new ArrayList<>();
            identities.unlink(at, proven, owned -> {
                gone.clear();
                gone.add(owned.get(random.nextInt(owned.size())));
                return List.copyOf(gone);
            });
            List<LoginName> left = store.find(at.id()).orElseThrow().logins();
            assertThat(left).doesNotContainAnyElementsOf(gone);
            // Who proved none of what there was at that moment took nothing.
            assertThat(proven)
                    .containsAnyElementsOf(
                            Stream.concat(left.stream(), gone.stream()).toList());
            count("unlink");
        }

        private void merge(IdentityId source, IdentityId destination) {
            if (!source.equals(destination)
                    && store.merge(source, destination, clock.instant()) == IdentityStore.Write.DONE) {
                assertThat(store.find(source).map(Identity::successor)).hasValue(destination);
                count("merge");
            }
        }

        private void end(IdentityId id) {
            if (random.nextInt(4) != 0) {
                return;
            }
            if (random.nextBoolean()) {
                store.retire(pool.id(), id, null, clock.instant());
                count("retire");
            } else {
                store.delete(pool.id(), id, clock.instant());
                count("delete");
            }
        }

        private Located locate(KnownIdentities node, IdentityId id) {
            return new IdentityLocator(pools, store, guestIds, node, store).locate(id);
        }

        private List<LoginName> logins() {
            LoginName first = LOGINS.get(random.nextInt(LOGINS.size()));
            LoginName second = LOGINS.get(random.nextInt(LOGINS.size()));
            boolean alone = random.nextBoolean() || first.provider().equals(second.provider());
            return alone ? List.of(first) : List.of(first, second);
        }

        /** Each login has one identity, an active one has a login, and an end is for ever. */
        private void requireConsistent() {
            Set<LoginName> owned = new HashSet<>();
            for (Identity row : store.list(pool.id(), null, Integer.MAX_VALUE, false)) {
                assertThat(row.logins()).allSatisfy(login -> assertThat(owned.add(login))
                        .as("%s has one identity", login)
                        .isTrue());
                assertThat(row.active() && row.logins().isEmpty())
                        .as("%s is active without a login", row.id())
                        .isFalse();
                Identity before = ended.get(row.id());
                if (before != null) {
                    assertThat(row.active()).as("%s ended", row.id()).isFalse();
                    assertThat(store.isRevoked(row.id())).isTrue();
                }
                if (!row.active()) {
                    ended.put(row.id(), row);
                }
            }
            assertThat(ended.keySet())
                    .allSatisfy(id -> assertThat(store.find(id)).isPresent());
        }

        private void remember(IdentityId id) {
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }

        private void count(String what) {
            answered.merge(what, 1, Integer::sum);
        }
    }
}
