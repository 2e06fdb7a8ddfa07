package io.cloakpool.testsuite.pool;

import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** A realm into which users of another system come. Its password policy is Keycloak's own. */
public final class MigratedRealm implements RealmConfig {
    static final String APP = "app";

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        return realm.name("migrated")
                .clients(ClientBuilder.create(APP).publicClient().directAccessGrantsEnabled());
    }
}
