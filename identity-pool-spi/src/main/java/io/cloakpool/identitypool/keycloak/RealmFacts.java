package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.PoolRealm;

/**
 * A realm as the engine sees it.
 *
 * @param usable false when a realm attribute of the pack is wrong: then the realm has no pools, and {@code realm} has the defaults
 */
record RealmFacts(PoolRealm realm, boolean usable) {}
