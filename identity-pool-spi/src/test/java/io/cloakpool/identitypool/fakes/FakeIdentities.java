package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.Identity.Status;
import io.cloakpool.identitypool.identity.IdentityStore;
import io.cloakpool.identitypool.identity.LinkRule;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.Revocations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Set<IdentityId> lostLogin = new HashSet<>();
    /** What happens between reading and the next write, once. */
    public volatile @Nullable Runnable beforeNextWrite;
    /** An identity that cannot be deleted. */
    public @Nullable IdentityId failing;
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
    public synchronized List<Identity> findByLogins(PoolId pool, Collection<LoginName> logins) {
        called("findByLogins");
        return logins.stream()
                .flatMap(login -> owner(pool, login).stream())
                .distinct()
                .toList();
    }

    @Override
    public Write create(PoolId pool, IdentityId id, Collection<LoginName> logins, Instant now) {
        interrupt();
        synchronized (this) {
            called("create");
            if (rows.containsKey(id) || anyOwned(pool, logins)) {
                return Write.CONFLICT;
            }
            rows.put(id, new Identity(id, pool, Status.ACTIVE, null, now, now, List.copyOf(logins)));
            return Write.DONE;
        }
    }

    @Override
    public Write link(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now) {
        interrupt();
        synchronized (this) {
            called("link");
            Identity row = active(id);
            if (row == null || !row.logins().containsAll(held)) {
                return Write.CONFLICT;
            }
            LinkRule.requireLinkable(row.logins(), logins);
            if (anyOwned(row.pool(), logins)) {
                return Write.CONFLICT;
            }
            rows.put(id, with(row, plus(row.logins(), logins), now));
            return Write.DONE;
        }
    }

    @Override
    public Write unlink(IdentityId id, Collection<LoginName> held, Collection<LoginName> logins, Instant now) {
        interrupt();
        synchronized (this) {
            called("unlink");
            Identity row = active(id);
            if (row == null || !row.logins().containsAll(held) || !row.logins().containsAll(logins)) {
                return Write.CONFLICT;
            }
            List<LoginName> left = new ArrayList<>(row.logins());
            left.removeAll(logins);
            rows.put(id, with(row, left, now));
            if (left.isEmpty()) {
                end(row.pool(), id, null, now);
            } else {
                lostLogin.add(id);
            }
            return Write.DONE;
        }
    }

    @Override
    public Write merge(IdentityId source, IdentityId destination, Instant now) {
        interrupt();
        synchronized (this) {
            called("merge");
            Identity from = active(source);
            Identity to = active(destination);
            if (from == null || to == null) {
                return Write.CONFLICT;
            }
            LinkRule.requireLinkable(to.logins(), from.logins());
            rows.put(source, with(from, List.of(), now));
            rows.put(destination, with(to, plus(to.logins(), from.logins()), now));
            end(from.pool(), source, destination, now);
            return Write.DONE;
        }
    }

    @Override
    public synchronized void delete(PoolId pool, IdentityId id, Instant now) {
        called("delete");
        if (id.equals(failing)) {
            throw new IllegalStateException("the database is gone");
        }
        end(pool, id, null, now);
        rows.computeIfPresent(id, (key, row) -> with(row, List.of(), now));
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
            if (row != null) {
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

    @Override
    public synchronized boolean hasLostLogin(IdentityId identity) {
        return lostLogin.contains(identity);
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

    private @Nullable Identity active(IdentityId id) {
        Identity row = rows.get(id);
        return row != null && row.active() ? row : null;
    }

    private static Identity with(Identity row, List<LoginName> logins, Instant now) {
        return new Identity(row.id(), row.pool(), row.status(), row.successor(), row.createdAt(), now, logins);
    }

    private static List<LoginName> plus(List<LoginName> has, Collection<LoginName> added) {
        List<LoginName> together = new ArrayList<>(has);
        together.addAll(added);
        return together;
    }

    private boolean anyOwned(PoolId pool, Collection<LoginName> logins) {
        return logins.stream().anyMatch(login -> owner(pool, login).isPresent());
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
