package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityArchive;
import io.cloakpool.identitypool.identity.IdentityCounts;
import io.cloakpool.identitypool.identity.IdentityRecord;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Reads the tables of identities of one realm, each time in a transaction of its own. */
final class JpaIdentityArchive implements IdentityArchive {
    /** Some databases take no more than a thousand values in one list; Keycloak itself stays below as well. */
    private static final int POOLS_OF_QUERY = 500;

    private final KeycloakSession session;
    private final String realmId;

    /** For one request, whose realm is known. */
    JpaIdentityArchive(KeycloakSession session) {
        this.session = session;
        this.realmId = session.getContext().getRealm().getId();
    }

    @Override
    public Optional<IdentityRecord> find(IdentityId id) {
        return Jobs.call(session, own -> new IdentityRows(own, realmId).record(id));
    }

    @Override
    public Map<PoolId, IdentityCounts> count(Collection<PoolId> pools) {
        List<PoolId> all = List.copyOf(pools);
        Map<PoolId, IdentityCounts> counts = new HashMap<>();
        for (int from = 0; from < all.size(); from += POOLS_OF_QUERY) {
            List<PoolId> part = all.subList(from, Math.min(all.size(), from + POOLS_OF_QUERY));
            counts.putAll(Jobs.call(session, own -> countPart(own, part)));
        }
        return counts;
    }

    private Map<PoolId, IdentityCounts> countPart(KeycloakSession own, List<PoolId> pools) {
        Map<String, Map<String, Long>> identities = numbers(own, "cloakpoolCountIdentities", pools);
        Map<String, Map<String, Long>> logins = numbers(own, "cloakpoolCountLogins", pools);
        Map<PoolId, IdentityCounts> counts = new HashMap<>();
        for (PoolId pool : pools) {
            String uuid = pool.uuid().toString();
            Map<String, Long> byStatus = identities.getOrDefault(uuid, Map.of());
            counts.put(
                    pool,
                    new IdentityCounts(
                            byStatus.getOrDefault(Identity.Status.ACTIVE.name(), 0L),
                            byStatus.getOrDefault(Identity.Status.RETIRED.name(), 0L),
                            logins.getOrDefault(uuid, Map.of())));
        }
        return counts;
    }

    /** Numbers by pool and by what else the query groups. */
    private Map<String, Map<String, Long>> numbers(KeycloakSession own, String query, List<PoolId> pools) {
        EntityManager database = own.getProvider(JpaConnectionProvider.class).getEntityManager();
        Map<String, Map<String, Long>> numbers = new HashMap<>();
        database.createNamedQuery(query, Object[].class)
                .setParameter("realm", realmId)
                .setParameter(
                        "pools",
                        pools.stream().map(pool -> pool.uuid().toString()).toList())
                .getResultList()
                .forEach(row -> numbers.computeIfAbsent((String) row[0], pool -> new HashMap<>())
                        .put(row[1].toString(), (Long) row[2]));
        return numbers;
    }
}
