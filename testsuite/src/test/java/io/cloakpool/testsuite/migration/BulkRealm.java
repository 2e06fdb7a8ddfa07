package io.cloakpool.testsuite.migration;

import java.util.UUID;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** A realm into which files of users are imported. */
final class BulkRealm implements RealmConfig {
    static final String APP = "app";

    /** Of somebody that is new. */
    static String name() {
        return "person-" + UUID.randomUUID();
    }

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        return realm.name("bulk")
                .adminEventsEnabled(true)
                .passwordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)")
                .roles("reader", "chief")
                .groups("staff", "chiefs")
                .clients(ClientBuilder.create(APP).publicClient().directAccessGrantsEnabled());
    }
}
