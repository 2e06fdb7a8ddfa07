package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityRecord;
import io.cloakpool.identitypool.identity.LinkedLogin;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The rows of one realm's identities, in the transaction of one session. */
final class IdentityRows {
    private final EntityManager database;
    private final String realmId;

    IdentityRows(KeycloakSession session, String realmId) {
        this.database = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.realmId = realmId;
    }

    Optional<Identity> find(IdentityId id) {
        return findByKey(identityKey(id.toString()));
    }

    List<Identity> findByLogins(PoolId pool, Collection<LoginName> logins) {
        return records(logins.stream()
                .map(login -> database.find(LoginEntity.class, loginKey(pool, login)))
                .filter(Objects::nonNull)
                .map(row -> row.identityKey)
                .distinct()
                .map(key -> database.find(IdentityEntity.class, key))
                .filter(Objects::nonNull)
                .toList());
    }

    /** An identity with the times of its logins. */
    Optional<IdentityRecord> record(IdentityId id) {
        IdentityEntity row = database.find(IdentityEntity.class, identityKey(id.toString()));
        if (row == null) {
            return Optional.empty();
        }
        List<LinkedLogin> logins = logins(List.of(row))
                .map(login -> new LinkedLogin(
                        new LoginName(login.provider, login.subject), Instant.ofEpochMilli(login.linkedAt)))
                .toList();
        return Optional.of(new IdentityRecord(
                record(row, logins.stream().map(LinkedLogin::name).toList()), logins));
    }

    private Stream<LoginEntity> logins(List<IdentityEntity> rows) {
        return database.createNamedQuery("cloakpoolLoginsOf", LoginEntity.class)
                .setParameter("keys", rows.stream().map(row -> row.key).toList())
                .getResultStream();
    }

    /** The identity of a row. */
    Optional<Identity> findByKey(String key) {
        return Optional.ofNullable(database.find(IdentityEntity.class, key))
                .flatMap(row -> records(List.of(row)).stream().findFirst());
    }

    void insert(PoolId pool, IdentityId id, Identity.Status status, @Nullable IdentityId successor, Instant now) {
        IdentityEntity row = new IdentityEntity();
        row.key = identityKey(id.toString());
        row.realmId = realmId;
        row.poolKey = poolKey(pool);
        row.poolId = pool.toString();
        row.poolUuid = pool.uuid().toString();
        row.identityId = id.toString();
        row.status = status;
        row.successorId = text(successor);
        row.createdAt = now.toEpochMilli();
        row.modifiedAt = now.toEpochMilli();
        database.persist(row);
    }

    void insertLogins(PoolId pool, IdentityId id, Collection<LoginName> logins, Instant now) {
        // In one order, so that no two transactions with the same logins wait for each other.
        logins.stream()
                .sorted(Comparator.comparing(login -> loginKey(pool, login)))
                .forEach(login -> insertLogin(pool, id, login, now));
    }

    /** Deletes rows of logins, whoever has them. */
    void deleteLogins(PoolId pool, Collection<LoginName> logins) {
        deleteLoginRows(logins.stream().map(login -> loginKey(pool, login)).toList());
    }

    /** Deletes the row of a login by its key, where it is still this identity's; says whether it was. */
    boolean deleteLoginRow(String key, String identityKey) {
        return database.createNamedQuery("cloakpoolDeleteLogin")
                        .setParameter("key", key)
                        .setParameter("identity", identityKey)
                        .executeUpdate()
                == 1;
    }

    private void deleteLoginRows(List<String> keys) {
        database.createNamedQuery("cloakpoolDeleteLogins")
                .setParameter("keys", keys)
                .executeUpdate();
    }

    /** Deletes all logins of an identity. */
    void deleteLogins(IdentityId id) {
        database.createNamedQuery("cloakpoolEraseLogins")
                .setParameter("keys", List.of(identityKey(id.toString())))
                .executeUpdate();
    }

    /** Gives all logins of an identity to another one of its pool. */
    void moveLogins(IdentityId source, IdentityId destination) {
        database.createNamedQuery("cloakpoolMoveLogins")
                .setParameter("source", identityKey(source.toString()))
                .setParameter("destination", identityKey(destination.toString()))
                .executeUpdate();
    }

    void insertLogin(PoolId pool, IdentityId id, LoginName login, Instant now) {
        LoginEntity row = new LoginEntity();
        row.key = loginKey(pool, login);
        row.identityKey = identityKey(id.toString());
        row.subjectKey = subjectKey(realmId, login);
        row.realmId = realmId;
        row.provider = login.provider();
        row.subject = login.subject();
        row.linkedAt = now.toEpochMilli();
        database.persist(row);
    }

    /** Marks an active identity as changed, which also locks its row; false when there is no active one. */
    boolean touch(IdentityId id, Instant now) {
        return touchRow(identityKey(id.toString()), now);
    }

    /** {@link #touch} by the key of the row. */
    boolean touchRow(String key, Instant now) {
        return database.createNamedQuery("cloakpoolActiveTouch")
                        .setParameter("key", key)
                        .setParameter("active", Identity.Status.ACTIVE)
                        .setParameter("now", now.toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    /** Retires an active identity; false when there is no active one. */
    boolean retire(IdentityId id, @Nullable IdentityId successor, Instant now) {
        return database.createNamedQuery("cloakpoolRetire")
                        .setParameter("key", identityKey(id.toString()))
                        .setParameter("active", Identity.Status.ACTIVE)
                        .setParameter("retired", Identity.Status.RETIRED)
                        .setParameter("successor", text(successor))
                        .setParameter("now", now.toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    boolean exists(IdentityId id) {
        return database.find(IdentityEntity.class, identityKey(id.toString())) != null;
    }

    List<Identity> list(PoolId pool, @Nullable IdentityId after, int max, boolean hideRetired) {
        List<Identity.Status> statuses =
                hideRetired ? List.of(Identity.Status.ACTIVE) : List.of(Identity.Status.values());
        // A space sorts before every character of an id; some databases read an empty text as null.
        String start = after == null ? " " : after.toString();
        return records(database.createNamedQuery("cloakpoolList", IdentityEntity.class)
                .setParameter("pool", poolKey(pool))
                .setParameter("after", start)
                .setParameter("statuses", statuses)
                .setMaxResults(max)
                .getResultList());
    }

    private List<Identity> records(List<IdentityEntity> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<LoginName>> logins = new HashMap<>();
        logins(rows).forEach(row -> logins.computeIfAbsent(row.identityKey, key -> new ArrayList<>())
                .add(new LoginName(row.provider, row.subject)));
        return rows.stream()
                .map(row -> record(row, logins.getOrDefault(row.key, List.of())))
                .toList();
    }

    private static Identity record(IdentityEntity row, List<LoginName> logins) {
        return new Identity(
                id(row.identityId),
                PoolId.parse(row.poolId).orElseThrow(),
                row.status,
                row.successorId == null ? null : id(row.successorId),
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.modifiedAt),
                logins);
    }

    private static IdentityId id(String text) {
        return IdentityId.parse(text).orElseThrow();
    }

    private static @Nullable String text(@Nullable IdentityId id) {
        return id == null ? null : id.toString();
    }

    private String identityKey(String identityId) {
        return KeyDigest.of(realmId, identityId);
    }

    private String poolKey(PoolId pool) {
        return KeyDigest.of(realmId, pool.toString());
    }

    static String subjectKey(String realmId, LoginName login) {
        return KeyDigest.of(realmId, login.provider(), login.subject());
    }

    private String loginKey(PoolId pool, LoginName login) {
        return KeyDigest.of(realmId, pool.toString(), login.provider(), login.subject());
    }
}
