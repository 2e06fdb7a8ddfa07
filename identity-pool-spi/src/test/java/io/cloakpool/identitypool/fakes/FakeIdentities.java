package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.Identity.Status;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.Revocations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Identities in memory under one lock: each method is atomic, as a transaction of the real store is, and nothing else is. */
public final class FakeIdentities implements IdentityStore, Revocations {
    private final Map<IdentityId, Identity> rows = new LinkedHashMap<>();
    private final Set<IdentityId> revoked = new HashSet<>();
    /** What happens between reading and the next write, once. */
    public volatile @Nullable Runnable beforeNextWrite;
    /** Number of calls of any kind. */
    public int calls;
    /** What was called, oldest first. */
    public final List<String> journal = new ArrayList<>();

    @Override
    public synchronized Optional<Identity> find(IdentityId id) {
        called("find");
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Optional<Identity> findByLogin(PoolId pool, LoginName login) {
        called("findByLogin");
        return owner(pool, login);
    }

    @Override
    public Write create(PoolId pool, IdentityId id, LoginName login, Instant now) {
        interrupt();
        synchronized (this) {
            called("create");
            if (rows.containsKey(id) || owner(pool, login).isPresent()) {
                return Write.CONFLICT;
            }
            rows.put(id, new Identity(id, pool, Status.ACTIVE, null, now, now, List.of(login)));
            return Write.DONE;
        }
    }

    @Override
    public synchronized Write link(IdentityId id, LoginName login, Instant now) {
        throw new UnsupportedOperationException("no provider but the realm yet");
    }

    @Override
    public synchronized void retire(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {
        called("retire");
        end(pool, id, successor, now);
    }

    @Override
    public Write retireGuest(PoolId pool, IdentityId id, IdentityId successor, Instant now) {
        interrupt();
        synchronized (this) {
            called("retireGuest");
            Identity row = rows.get(id);
            if (row != null && row.active()) {
                return Write.CONFLICT;
            }
            end(pool, id, successor, now);
            return Write.DONE;
        }
    }

    @Override
    public synchronized List<Identity> list(PoolId pool, @Nullable IdentityId after, int max, boolean hideRetired) {
        return rows.values().stream()
                .filter(i -> i.pool().equals(pool) && (i.active() || !hideRetired))
                .sorted(Comparator.comparing(i -> i.id().toString()))
                .filter(i -> after == null || i.id().toString().compareTo(after.toString()) > 0)
                .limit(max)
                .toList();
    }

    /** What happens to a pool's identities when it is deleted. */
    public synchronized void erase(PoolId pool) {
        rows.values().removeIf(i -> i.pool().equals(pool));
    }

    @Override
    public synchronized boolean isRevoked(IdentityId identity) {
        return revoked.contains(identity);
    }

    public synchronized int size() {
        return rows.size();
    }

    private void end(PoolId pool, IdentityId id, @Nullable IdentityId successor, Instant now) {
        Identity row = rows.get(id);
        rows.put(
                id,
                row == null
                        ? new Identity(id, pool, Status.RETIRED, successor, now, now, List.of())
                        : new Identity(id, pool, Status.RETIRED, successor, row.createdAt(), now, row.logins()));
        revoked.add(id);
    }

    private Optional<Identity> owner(PoolId pool, LoginName login) {
        return rows.values().stream()
                .filter(i -> i.pool().equals(pool) && i.logins().contains(login))
                .findFirst();
    }

    private void called(String method) {
        calls++;
        journal.add(method);
    }

    private void interrupt() {
        Runnable interruption = beforeNextWrite;
        beforeNextWrite = null;
        if (interruption != null) {
            interruption.run();
        }
    }
}
