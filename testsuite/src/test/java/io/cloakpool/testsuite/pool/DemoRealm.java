package io.cloakpool.testsuite.pool;

import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** The realm under test. */
public final class DemoRealm implements RealmConfig {
    static final KnownKey REALM_KEY = KnownKey.create();
    static final KnownKey POOL_KEY = KnownKey.create();

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        return DemoExport.realm("demo", "us-east-1_CloakDemo", REALM_KEY, POOL_KEY);
    }
}
