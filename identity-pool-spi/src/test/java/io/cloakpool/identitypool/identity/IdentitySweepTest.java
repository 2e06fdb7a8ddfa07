package io.cloakpool.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.identity.IdentitySweep.Limits;
import io.cloakpool.identitypool.identity.IdentitySweep.Swept;
import io.cloakpool.identitypool.identity.SweepStore.Walk;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IdentitySweepTest {
    private static final String REALM = "realm-a";
    private static final String OTHER_REALM = "realm-b";
    private static final String POOL = "pool-1";
    private static final String OTHER_POOL = "pool-2";
    private static final Limits LIMITS = new Limits(3, 100, Duration.ofMinutes(1));

    private final Rows rows = new Rows();
    private final World world = new World();
    private final FakeClock clock = new FakeClock();
    private final List<String> failures = new ArrayList<>();

    @Test
    void what_still_exists_is_left_alone() {
        rows.add(REALM, POOL, "alice");
        rows.add(OTHER_REALM, OTHER_POOL, "bob");
        world.exist(REALM, POOL, "alice").exist(OTHER_REALM, OTHER_POOL, "bob");

        assertThat(sweep()).isEqualTo(new Swept(0, 0));

        assertThat(rows.identities).hasSize(2);
        assertThat(rows.logins).hasSize(2);
        assertThat(failures).isEmpty();
    }

    @Test
    void identities_of_a_realm_that_is_gone_are_erased_in_batches() {
        for (int i = 0; i < 2 * LIMITS.batch() + 1; i++) {
            rows.add(REALM, POOL, "user-" + i);
        }
        rows.add(OTHER_REALM, POOL, "bob");
        world.exist(OTHER_REALM, POOL, "bob");

        assertThat(sweep()).isEqualTo(new Swept(7, 0));

        assertThat(rows.identities.values()).containsExactly(new Owner(OTHER_REALM, POOL));
        assertThat(rows.batches).containsExactly(3, 3, 1);
    }

    @Test
    void identities_of_a_pool_that_is_gone_are_erased_and_those_of_its_neighbours_are_not() {
        rows.add(REALM, POOL, "alice");
        rows.add(REALM, OTHER_POOL, "alice");
        world.exist(REALM, OTHER_POOL, "alice");

        assertThat(sweep()).isEqualTo(new Swept(1, 0));

        assertThat(rows.identities.values()).containsExactly(new Owner(REALM, OTHER_POOL));
    }

    @Test
    void rows_that_an_older_version_wrote_are_completed_before_their_pool_is_looked_up() {
        rows.add(REALM, null, "alice");
        rows.poolOfIncomplete = POOL;
        world.realms.add(REALM);

        assertThat(sweep().identities()).isEqualTo(1);
    }

    @Test
    void row_that_cannot_be_erased_keeps_no_other_and_is_reported() {
        for (int i = 0; i < 5; i++) {
            rows.add(REALM, POOL, "user-" + i);
        }
        rows.failing.add(rows.identities.firstKey());

        assertThat(sweep().identities()).isEqualTo(4);

        assertThat(rows.identities).containsOnlyKeys(rows.failing.iterator().next());
        assertThat(failures).containsExactly("An identity of realm realm-a was not erased: stuck");
    }

    @Test
    void realm_of_which_nothing_is_known_stays_and_stops_no_other() {
        rows.add(REALM, POOL, "alice");
        rows.add(OTHER_REALM, POOL, "bob");
        world.failing.add(REALM);

        assertThat(sweep().identities()).isEqualTo(1);

        assertThat(rows.identities.values()).containsExactly(new Owner(REALM, POOL));
        assertThat(failures).contains("Identities of realm realm-a were not looked through: no answer");
    }

    @Test
    void pool_of_which_nothing_is_known_stays_and_stops_no_other() {
        rows.add(REALM, POOL, "alice");
        rows.add(REALM, OTHER_POOL, "alice");
        world.realms.add(REALM);
        world.users.add("alice");
        world.failing.add(POOL);

        assertThat(sweep().identities()).isEqualTo(1);

        assertThat(rows.identities.values()).containsExactly(new Owner(REALM, POOL));
        assertThat(failures)
                .containsExactly("Identities of pool pool-1 in realm realm-a were not looked through: no answer");
    }

    @Test
    void run_erases_no_more_than_its_limit_and_the_next_one_goes_on_in_the_same_realm() {
        for (int i = 0; i < 8; i++) {
            rows.add(REALM, POOL, "user-" + i);
        }
        rows.add(OTHER_REALM, POOL, "bob");
        Limits few = new Limits(3, 5, Duration.ofMinutes(1));

        assertThat(sweep(few).identities()).isEqualTo(5);
        assertThat(rows.identities).hasSize(4);
        assertThat(world.asked).as("no further realm, then the users").startsWith(REALM, REALM);
        assertThat(sweep(few).identities()).isEqualTo(4);
        assertThat(rows.identities).isEmpty();
    }

    @Test
    void realm_that_takes_all_the_time_leaves_the_next_run_to_others() {
        rows.add(REALM, POOL, "alice");
        rows.add(REALM, OTHER_POOL, "alice");
        rows.add(OTHER_REALM, POOL, "bob");
        world.onPool = () -> clock.forward(Duration.ofMinutes(2));
        world.exist(REALM, POOL, "alice").exist(REALM, OTHER_POOL, "alice").exist(OTHER_REALM, POOL, "bob");

        sweep();
        assertThat(world.asked).contains(POOL).doesNotContain(OTHER_POOL, OTHER_REALM + "/");
        assertThat(rows.position(Walk.REALMS)).isEqualTo(REALM);
        world.asked.clear();
        sweep();

        assertThat(world.asked).startsWith(OTHER_REALM);
    }

    @Test
    void login_of_a_user_that_is_gone_is_forgotten() {
        rows.add(REALM, POOL, "alice");
        rows.add(REALM, POOL, "bob");
        world.exist(REALM, POOL, "bob");

        assertThat(sweep()).isEqualTo(new Swept(0, 1));

        assertThat(rows.subjects()).containsExactly("bob");
    }

    @Test
    void login_that_is_no_user_of_a_realm_is_never_looked_up_whatever_it_is_called() {
        rows.addLogin(REALM, LoginName.ofDeveloper("backend", "alice"));
        rows.addLogin(REALM, LoginName.ofDeveloper("backend", "f:eve"));
        rows.addLogin(REALM, new LoginName("idp:corp", "f:ldap:alice"));
        world.realms.add(REALM);

        assertThat(sweep().logins()).isZero();

        assertThat(rows.logins).hasSize(3);
        assertThat(failures).isEmpty();
    }

    @Test
    void malformed_id_of_a_storage_is_looked_up_as_any_other_id_and_stops_nobody() {
        rows.addLogin(REALM, realmLogin("f:x"));
        rows.addLogin(REALM, realmLogin("gone"));
        world.realms.add(REALM);

        assertThat(sweep().logins()).isEqualTo(2);
        assertThat(failures).isEmpty();
    }

    @Test
    void users_of_another_realm_are_looked_up_there_and_go_with_it() {
        LoginName gone = new LoginName(PoolRealm.providerId(OTHER_REALM), "gone");
        LoginName stays = new LoginName(PoolRealm.providerId(OTHER_REALM), "alice");
        rows.addLogin(REALM, gone);
        rows.addLogin(REALM, stays);
        world.realms.add(REALM);
        world.exist(OTHER_REALM, POOL, "alice");

        assertThat(sweep().logins()).isEqualTo(1);
        assertThat(rows.subjects()).containsExactly("alice");

        world.realms.remove(OTHER_REALM);
        assertThat(sweep().logins()).isEqualTo(1);
        assertThat(rows.subjects()).isEmpty();
    }

    @Test
    void login_of_a_realm_that_is_gone_waits_for_its_identity() {
        rows.addLogin(REALM, realmLogin("alice"));

        assertThat(sweep().logins()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void user_of_a_storage_is_forgotten_only_when_the_storage_says_that_it_is_gone() {
        for (String user : List.of("f:ldap:alice", "f:ldap:bob", "f:ldap:carol")) {
            rows.addLogin(REALM, realmLogin(user));
        }
        world.realms.add(REALM);
        world.stored.put("f:ldap:alice", SweepDirectory.Presence.EXISTS);
        world.stored.put("f:ldap:bob", SweepDirectory.Presence.UNKNOWN);
        world.stored.put("f:ldap:carol", SweepDirectory.Presence.GONE);

        assertThat(sweep().logins()).isEqualTo(1);

        assertThat(rows.subjects()).containsExactlyInAnyOrder("f:ldap:alice", "f:ldap:bob");
    }

    @Test
    void storage_that_fails_keeps_its_users_and_is_asked_once_in_a_run_while_others_go_on() {
        for (int i = 0; i < 4; i++) {
            rows.addLogin(REALM, realmLogin("f:down:" + i));
        }
        rows.addLogin(REALM, realmLogin("f:up:gone"));
        rows.addLogin(REALM, realmLogin("gone"));
        world.realms.add(REALM);
        world.failing.addAll(Set.of("f:down:0", "f:down:1", "f:down:2", "f:down:3"));
        world.stored.put("f:up:gone", SweepDirectory.Presence.GONE);

        assertThat(sweep().logins()).isEqualTo(2);

        assertThat(rows.subjects()).containsExactlyInAnyOrder("f:down:0", "f:down:1", "f:down:2", "f:down:3");
        assertThat(world.asked).filteredOn(asked -> asked.startsWith("f:down:")).hasSize(1);
        assertThat(failures)
                .containsExactly(
                        "User storage down of realm realm-a does not answer; the logins of its users stay: no answer");
    }

    /** As when somebody changed where it looks for users. */
    @Test
    void storage_all_of_whose_users_seem_to_be_gone_keeps_them() {
        for (int i = 0; i < 4; i++) {
            stored("f:empty:" + i, SweepDirectory.Presence.GONE);
        }
        stored("f:up:gone", SweepDirectory.Presence.GONE);

        assertThat(sweep().logins()).isEqualTo(1);

        assertThat(rows.subjects()).containsExactlyInAnyOrder("f:empty:0", "f:empty:1", "f:empty:2", "f:empty:3");
        assertThat(failures)
                .containsExactly(
                        "User storage empty of realm realm-a says that 4 of 4 users are gone; their logins stay"
                                + " until it is removed from the realm");
    }

    /** A page may have a single user of a storage; one page after the other would forget them all. */
    @Test
    void storage_is_judged_by_the_whole_run() {
        for (int i = 0; i < 4; i++) {
            stored("f:empty:" + i, SweepDirectory.Presence.GONE);
        }

        assertThat(sweep(new Limits(1, 100, Duration.ofMinutes(1))).logins()).isZero();
    }

    @Test
    void what_a_storage_said_before_it_failed_is_not_believed() {
        stored("f:ldap:0", SweepDirectory.Presence.GONE);
        stored("f:ldap:1", SweepDirectory.Presence.EXISTS);
        stored("f:ldap:2", SweepDirectory.Presence.EXISTS);
        world.failing.add("f:ldap:2");

        assertThat(sweep().logins()).isZero();
    }

    @Test
    void storage_most_of_whose_many_users_seem_to_be_gone_keeps_them() {
        for (int i = 0; i < 40; i++) {
            stored("f:ldap:" + i, i < 22 ? SweepDirectory.Presence.GONE : SweepDirectory.Presence.EXISTS);
        }

        assertThat(sweep(new Limits(100, 100, Duration.ofMinutes(1))).logins()).isZero();
        stored("f:ldap:0", SweepDirectory.Presence.EXISTS);
        stored("f:ldap:1", SweepDirectory.Presence.EXISTS);
        assertThat(sweep(new Limits(100, 100, Duration.ofMinutes(1))).logins()).isEqualTo(20);
    }

    @Test
    void users_of_a_storage_that_was_removed_are_forgotten_however_many_they_are() {
        for (int i = 0; i < 4; i++) {
            stored("f:removed:" + i, SweepDirectory.Presence.STORAGE_REMOVED);
        }

        assertThat(sweep().logins()).isEqualTo(4);
    }

    private void stored(String user, SweepDirectory.Presence presence) {
        if (world.stored.put(user, presence) == null) {
            rows.addLogin(REALM, realmLogin(user));
        }
        world.realms.add(REALM);
    }

    @Test
    void database_that_cannot_look_up_users_keeps_them() {
        rows.addLogin(REALM, realmLogin("alice"));
        world.realms.add(REALM);
        world.failing.add("alice");

        assertThat(sweep().logins()).isZero();

        assertThat(rows.subjects()).containsExactly("alice");
        assertThat(failures).containsExactly("Users of realm realm-a were not looked up: no answer");
    }

    @Test
    void login_that_cannot_be_forgotten_keeps_no_other_and_is_reported() {
        for (int i = 0; i < 3; i++) {
            rows.addLogin(REALM, realmLogin("gone-" + i));
        }
        world.realms.add(REALM);
        rows.failing.add("gone-1");

        assertThat(sweep().logins()).isEqualTo(2);

        assertThat(rows.subjects()).containsExactly("gone-1");
        assertThat(failures).containsExactly("A login of a deleted user in realm realm-a was not forgotten: stuck");
    }

    @Test
    void run_looks_at_no_more_logins_than_its_limit_and_the_next_one_goes_on_there_to_begin_anew_at_the_end() {
        for (int i = 0; i < 7; i++) {
            rows.addLogin(REALM, realmLogin("user-" + i));
        }
        world.realms.add(REALM);
        world.users.addAll(rows.subjects());
        Limits four = new Limits(3, 4, Duration.ofMinutes(1));

        sweep(four);
        assertThat(world.asked).containsSequence("user-0", "user-1", "user-2", REALM, "user-3");
        world.asked.clear();
        sweep(four);
        assertThat(world.asked).doesNotContain("user-0", "user-3").contains("user-4", "user-6");
        world.asked.clear();
        sweep(four);
        assertThat(world.asked).contains("user-0");
    }

    @Test
    void crash_between_two_pages_costs_the_page_at_most() {
        for (int i = 0; i < 6; i++) {
            rows.addLogin(REALM, realmLogin("user-" + i));
        }
        world.realms.add(REALM);
        world.users.addAll(rows.subjects());
        rows.crashAtPage = 2;

        assertThatThrownBy(this::sweep).hasMessage("crash");
        world.asked.clear();
        sweep();

        assertThat(world.asked).doesNotContain("user-0").contains("user-3", "user-5");
    }

    @Test
    void slow_storage_ends_the_walk_in_time_and_the_next_run_goes_on_with_the_user_whom_this_one_did_not_reach() {
        for (int i = 0; i < 6; i++) {
            rows.addLogin(REALM, realmLogin("f:slow:" + i));
            world.stored.put("f:slow:" + i, SweepDirectory.Presence.EXISTS);
        }
        world.realms.add(REALM);
        world.onStored = () -> clock.forward(Duration.ofSeconds(40));

        sweep();
        assertThat(world.asked).containsExactly(REALM, "f:slow:0", "f:slow:1");
        world.asked.clear();
        sweep();

        assertThat(world.asked).containsExactly(REALM, "f:slow:2", "f:slow:3");
    }

    private Swept sweep() {
        return sweep(LIMITS);
    }

    private Swept sweep(Limits limits) {
        return new IdentitySweep(
                        rows,
                        world,
                        limits,
                        clock,
                        (what, cause) -> failures.add(cause == null ? what : what + ": " + cause.getMessage()))
                .run();
    }

    private static LoginName realmLogin(String user) {
        return new LoginName(PoolRealm.providerId(REALM), user);
    }

    private record Owner(String realm, @Nullable String pool) {}

    /** Rows in memory; each call is a transaction. */
    private static final class Rows implements SweepStore {
        final TreeMap<String, Owner> identities = new TreeMap<>();
        final TreeMap<String, StoredLogin> logins = new TreeMap<>();
        final List<Integer> batches = new ArrayList<>();
        /** Keys of identities and users of logins that cannot be deleted. */
        final Set<String> failing = new HashSet<>();

        int crashAtPage = Integer.MAX_VALUE;

        @Nullable
        String poolOfIncomplete;

        private final Map<Walk, String> positions = new EnumMap<>(Walk.class);
        private int next;

        void add(String realm, @Nullable String pool, String user) {
            String key = key();
            identities.put(key, new Owner(realm, pool));
            put(key, realm, new LoginName(PoolRealm.providerId(realm), user));
        }

        void addLogin(String realm, LoginName login) {
            put("none", realm, login);
        }

        private void put(String identity, String realm, LoginName login) {
            String key = key();
            logins.put(key, new StoredLogin(key, identity, realm, login));
        }

        private String key() {
            return "%04d".formatted(next++);
        }

        List<String> subjects() {
            return logins.values().stream().map(StoredLogin::userId).toList();
        }

        @Override
        public String position(Walk walk) {
            return positions.getOrDefault(walk, START);
        }

        @Override
        public void remember(Walk walk, String position) {
            positions.put(walk, position);
        }

        @Override
        public Optional<String> nextRealm(String after) {
            return first(identities.values().stream().map(Owner::realm), after);
        }

        @Override
        public Optional<String> nextPool(String realmId, String after) {
            return first(
                    identities.values().stream()
                            .filter(owner -> owner.realm().equals(realmId))
                            .flatMap(owner -> Stream.ofNullable(owner.pool())),
                    after);
        }

        private static Optional<String> first(Stream<String> values, String after) {
            return values.filter(value -> value.compareTo(after) > 0).sorted().findFirst();
        }

        @Override
        public void completeRows(String realmId) {
            identities.replaceAll((key, owner) -> owner.realm().equals(realmId) && owner.pool() == null
                    ? new Owner(realmId, poolOfIncomplete)
                    : owner);
        }

        @Override
        public List<String> identities(String realmId, @Nullable String pool, String after, int max) {
            return identities.tailMap(after, false).entrySet().stream()
                    .filter(row -> row.getValue().realm().equals(realmId)
                            && (pool == null || pool.equals(row.getValue().pool())))
                    .map(Map.Entry::getKey)
                    .limit(max)
                    .toList();
        }

        @Override
        public void erase(List<String> keys) {
            if (keys.stream().anyMatch(failing::contains)) {
                throw new IllegalStateException("stuck");
            }
            batches.add(keys.size());
            identities.keySet().removeAll(keys);
            logins.values().removeIf(login -> keys.contains(login.identityKey()));
        }

        @Override
        public List<StoredLogin> logins(String after, int max) {
            if (--crashAtPage == 0) {
                throw new IllegalStateException("crash");
            }
            return logins.tailMap(after, false).values().stream().limit(max).toList();
        }

        @Override
        public void forget(StoredLogin login) {
            if (failing.contains(login.userId())) {
                throw new IllegalStateException("stuck");
            }
            logins.remove(login.key());
        }
    }

    /** What exists. */
    private static final class World implements SweepDirectory {
        final Set<String> realms = new HashSet<>();
        final Set<String> pools = new HashSet<>();
        final Set<String> users = new HashSet<>();
        final Map<String, Presence> stored = new TreeMap<>();
        /** Of these nobody can tell. */
        final Set<String> failing = new HashSet<>();

        final List<String> asked = new ArrayList<>();
        Runnable onPool = () -> {};
        Runnable onStored = () -> {};

        World exist(String realm, String pool, String user) {
            realms.add(realm);
            pools.add(realm + "/" + pool);
            users.add(user);
            return this;
        }

        @Override
        public boolean hasRealm(String realmId) {
            ask(realmId);
            return realms.contains(realmId);
        }

        @Override
        public boolean hasPool(String realmId, String poolUuid) {
            ask(poolUuid);
            onPool.run();
            return pools.contains(realmId + "/" + poolUuid);
        }

        @Override
        public Set<String> missing(String realmId, Collection<String> userIds) {
            userIds.forEach(this::ask);
            return userIds.stream().filter(id -> !users.contains(id)).collect(Collectors.toSet());
        }

        @Override
        public Presence stored(String realmId, String userId) {
            ask(userId);
            onStored.run();
            return Optional.ofNullable(stored.get(userId)).orElseThrow();
        }

        private void ask(String about) {
            asked.add(about);
            if (failing.contains(about)) {
                throw new IllegalStateException("no answer");
            }
        }
    }
}
