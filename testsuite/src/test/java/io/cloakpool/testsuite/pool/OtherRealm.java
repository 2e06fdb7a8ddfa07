package io.cloakpool.testsuite.pool;

import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** A realm that looks like the one under test and is not. */
public final class OtherRealm implements RealmConfig {
    private static final KnownKey REALM_KEY = KnownKey.create();
    private static final KnownKey POOL_KEY = KnownKey.create();

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        return DemoExport.realm("other", "us-east-1_CloakOther", REALM_KEY, POOL_KEY);
    }
}
