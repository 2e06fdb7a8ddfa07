package io.cloakpool.identitypool.identity;

import java.util.Map;

/**
 * How many identities a pool has stored.
 *
 * @param linked that may be used; each has a login
 * @param retired that may not any more, guests among them
 * @param logins by internal provider id, of both
 */
public record IdentityCounts(long linked, long retired, Map<String, Long> logins) {
    /** Of a pool that nobody has used. */
    public static final IdentityCounts NONE = new IdentityCounts(0, 0, Map.of());

    public IdentityCounts {
        logins = Map.copyOf(logins);
    }
}
