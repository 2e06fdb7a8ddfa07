package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.pool.PoolRealm;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A login as its row says it.
 *
 * @param key of the row
 * @param identityKey of the row of its identity
 * @param realmId the realm of the identity
 */
public record StoredLogin(String key, String identityKey, String realmId, LoginName name) {
    /** Keycloak's id of a user whom a storage has: {@code f:<id of the storage's component>:<its own id of the user>}. */
    private static final Pattern IN_STORAGE = Pattern.compile("f:([^:]+):.+", Pattern.DOTALL);

    /** The realm whose user it is, this one or another of the server; empty where somebody else says who the user is. */
    Optional<String> userRealm() {
        return PoolRealm.isRealm(name.provider()) ? Optional.of(PoolRealm.realmId(name.provider())) : Optional.empty();
    }

    /** The user storage that has its user; empty for a user in the server's own database. */
    Optional<String> storage() {
        Matcher stored = IN_STORAGE.matcher(name.subject());
        return stored.matches() ? Optional.of(stored.group(1)) : Optional.empty();
    }

    String userId() {
        return name.subject();
    }
}
