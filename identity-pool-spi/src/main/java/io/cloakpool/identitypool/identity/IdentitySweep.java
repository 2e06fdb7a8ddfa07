package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.identity.SweepStore.Walk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends what belongs to a realm, pool or user that is gone, where nothing did so when that went: the server was stopped in between, or
 * many users were removed at once without a word about each.
 *
 * <p>A run is bounded in rows and time and the next one goes on where it stopped. What fails is reported and left to a later run;
 * everything else goes on. A user of whom nobody can tell whether it exists is left alone.
 */
public final class IdentitySweep {
    /**
     * How much a run does.
     *
     * @param batch most rows of one transaction
     * @param rows most identities that it erases, and most logins that it looks at
     * @param time for each of its two walks, realms and logins
     */
    public record Limits(int batch, int rows, Duration time) {}

    /**
     * What a run did.
     *
     * @param identities erased with their realm or pool
     * @param logins forgotten with their user
     */
    public record Swept(int identities, int logins) {}

    /** What could not be done, for the operator. */
    @FunctionalInterface
    public interface Failures {
        /**
         * @param what in words, without the names of users
         * @param cause null where nothing was thrown
         */
        void failed(String what, @Nullable RuntimeException cause);
    }

    private final SweepStore store;
    private final SweepDirectory directory;
    private final Limits limits;
    private final InstantSource clock;
    private final Failures failures;
    private int erased;
    private int forgotten;

    /** A single run. */
    public IdentitySweep(
            SweepStore store, SweepDirectory directory, Limits limits, InstantSource clock, Failures failures) {
        this.store = store;
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        this.failures = failures;
    }

    /** Runs, once. Throws when the rows cannot be read at all. */
    public Swept run() {
        walkRealms();
        walkLogins();
        return new Swept(erased, forgotten);
    }

    private void walkRealms() {
        Instant end = clock.instant().plus(limits.time());
        String at = store.position(Walk.REALMS);
        Optional<String> realm = store.nextRealm(at);
        while (realm.isPresent()) {
            String realmId = realm.get();
            attempt("Identities of realm " + realmId + " were not looked through", () -> sweepRealm(realmId, end));
            if (erased >= limits.rows()) {
                return;
            }
            // Also when the time is over: a realm that takes all of it must not keep the others waiting for ever.
            store.remember(Walk.REALMS, realmId);
            if (isOver(end)) {
                return;
            }
            realm = store.nextRealm(realmId);
        }
        store.remember(Walk.REALMS, SweepStore.START);
    }

    private void sweepRealm(String realmId, Instant end) {
        if (!directory.hasRealm(realmId)) {
            erase(realmId, null, end);
            return;
        }
        store.completeRows(realmId);
        Optional<String> pool = store.nextPool(realmId, SweepStore.START);
        while (pool.isPresent() && !mustStop(end)) {
            String uuid = pool.get();
            attempt("Identities of pool " + uuid + " in realm " + realmId + " were not looked through", () -> {
                if (!directory.hasPool(realmId, uuid)) {
                    erase(realmId, uuid, end);
                }
            });
            pool = store.nextPool(realmId, uuid);
        }
    }

    private void erase(String realmId, @Nullable String pool, Instant end) {
        String at = SweepStore.START;
        boolean more = true;
        while (more && !mustStop(end)) {
            List<String> keys = store.identities(realmId, pool, at, Math.min(limits.batch(), limits.rows() - erased));
            eachOrAll(keys, store::erase, "An identity of realm " + realmId + " was not erased");
            more = !keys.isEmpty();
            at = more ? keys.get(keys.size() - 1) : at;
        }
    }

    /** All at once; where that fails one by one, so that a row that cannot go keeps no other. */
    private void eachOrAll(List<String> keys, Consumer<List<String>> work, String failure) {
        if (keys.isEmpty()) {
            return;
        }
        try {
            work.accept(keys);
            erased += keys.size();
        } catch (RuntimeException e) {
            if (keys.size() == 1) {
                failures.failed(failure, e);
            } else {
                keys.forEach(key -> eachOrAll(List.of(key), work, failure));
            }
        }
    }

    private boolean mustStop(Instant end) {
        return erased >= limits.rows() || isOver(end);
    }

    private boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }

    private void walkLogins() {
        Instant end = clock.instant().plus(limits.time());
        StorageUsers storages = new StorageUsers(directory, failures);
        walkLogins(storages, end);
        storages.gone().forEach(this::forget);
    }

    private void walkLogins(StorageUsers storages, Instant end) {
        String at = store.position(Walk.LOGINS);
        int looked = 0;
        while (looked < limits.rows() && !isOver(end)) {
            int max = Math.min(limits.batch(), limits.rows() - looked);
            List<StoredLogin> page = store.logins(at, max);
            int done = lookThrough(page, storages, end);
            boolean last = done == page.size() && done < max;
            at = last ? SweepStore.START : page.get(done - 1).key();
            store.remember(Walk.LOGINS, at);
            if (last) {
                return;
            }
            looked += done;
        }
    }

    /**
     * Forgets the logins of users that are gone, but for those of storages, which are asked.
     *
     * @return how many of the page's logins were looked at before the time was over, one at least
     */
    private int lookThrough(List<StoredLogin> page, StorageUsers storages, Instant end) {
        Set<String> realms = new HashSet<>();
        page.stream()
                .filter(login -> login.userRealm().isPresent())
                .collect(Collectors.groupingBy(login -> login.userRealm().orElseThrow()))
                .forEach((realmId, logins) -> attempt("Users of realm " + realmId + " were not looked up", () -> {
                    if (directory.hasRealm(realmId)) {
                        forgetMissing(realmId, logins);
                        realms.add(realmId);
                    } else {
                        // Its own identities are the other walk's part.
                        logins.stream()
                                .filter(login -> !login.realmId().equals(realmId))
                                .forEach(this::forget);
                    }
                }));
        return askStorages(page, realms, storages, end);
    }

    /** @param realms those that exist */
    private int askStorages(List<StoredLogin> page, Set<String> realms, StorageUsers storages, Instant end) {
        int looked = 0;
        for (StoredLogin login : page) {
            String realmId = login.userRealm().filter(realms::contains).orElse(null);
            String storage = login.storage().orElse(null);
            if (realmId != null && storage != null && storages.isAsked(storage)) {
                if (looked > 0 && isOver(end)) {
                    break;
                }
                storages.ask(realmId, storage, login);
            }
            looked++;
        }
        return looked;
    }

    private void forgetMissing(String realmId, List<StoredLogin> logins) {
        List<StoredLogin> local =
                logins.stream().filter(login -> login.storage().isEmpty()).toList();
        if (!local.isEmpty()) {
            Set<String> missing = directory.missing(
                    realmId, local.stream().map(StoredLogin::userId).toList());
            local.stream().filter(login -> missing.contains(login.userId())).forEach(this::forget);
        }
    }

    private void forget(StoredLogin login) {
        attempt("A login of a deleted user in realm " + login.realmId() + " was not forgotten", () -> {
            store.forget(login);
            forgotten++;
        });
    }

    private void attempt(String failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.failed(failure, e);
        }
    }
}
