package io.cloakpool.identitypool.identity;

import java.util.Collection;
import java.util.Set;

/**
 * What exists by what is committed, past every cache: a cache that has not yet heard of something new would have it erased. Each method
 * is a short transaction of its own, and throws when it cannot tell.
 */
public interface SweepDirectory {
    /** What is known of a user. */
    enum Presence {
        EXISTS,
        GONE,
        /** Its realm has no such storage any more. */
        STORAGE_REMOVED,
        /** Nobody can tell now, such as when its storage is switched off. */
        UNKNOWN
    }

    boolean hasRealm(String realmId);

    /** Whether a realm has a pool, usable or not. */
    boolean hasPool(String realmId, String poolUuid);

    /** Those of a realm's users that are not in the server's own database. */
    Set<String> missing(String realmId, Collection<String> userIds);

    /** A user of a user storage, which is asked. */
    Presence stored(String realmId, String userId);
}
