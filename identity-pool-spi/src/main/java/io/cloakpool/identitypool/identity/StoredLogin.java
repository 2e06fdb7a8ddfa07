package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.PoolRealm;
import org.jspecify.annotations.Nullable;

/**
 * A login as its row says it.
 *
 * @param key of the row
 * @param identityKey of the row of its identity
 * @param storage the user storage that has its user; null for a user in the server's own database
 */
public record StoredLogin(String key, String identityKey, String realmId, LoginName name, @Nullable String storage) {
    /** Whether it is a user of its realm, so that the realm knows whether that one still exists. */
    boolean isOfRealm() {
        return name.provider().equals(PoolRealm.providerId(realmId));
    }

    String userId() {
        return name.subject();
    }
}
