package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.exchange.PoolUsage;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a pool is used.
 *
 * @param logins number of logins by internal provider id
 */
record UsageJson(String poolId, String name, IdentitiesJson identities, Map<String, Long> logins) {
    /**
     * Numbers of identities.
     *
     * @param linked that have a login and may be used
     * @param retired that may not be used any more
     */
    record IdentitiesJson(long linked, long retired) {}

    static UsageJson of(PoolUsage usage) {
        return new UsageJson(
                usage.id().toString(),
                usage.name(),
                new IdentitiesJson(usage.counts().linked(), usage.counts().retired()),
                new TreeMap<>(usage.counts().logins()));
    }
}
