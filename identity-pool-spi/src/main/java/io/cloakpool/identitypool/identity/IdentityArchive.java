package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What is stored about identities of the current realm, for administrators. */
public interface IdentityArchive {
    /** An identity as it is stored, also of a pool that cannot be used. */
    Optional<IdentityRecord> find(IdentityId id);

    /** How many identities these pools have; a pool without any may be absent. Counts rows when it is asked. */
    Map<PoolId, IdentityCounts> count(Collection<PoolId> pools);
}
