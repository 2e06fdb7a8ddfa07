package io.cloakpool.testsuite.migration;

import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** A realm with Keycloak's own flows. Its passwords are hashed quickly: none of them is worth more. */
final class OldSystemRealm implements RealmConfig {
    static final String APP = "app";
    /** After which a user is locked, where a test has failures counted: Keycloak then takes one sign-in of a user at a time. */
    static final int FAILURES = 3;

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        RealmRepresentation all = realm.name("old-system")
                .resetPasswordAllowed(true)
                .setRememberMe(true)
                .eventsEnabled(true)
                .failureFactor(FAILURES)
                .passwordPolicy("length(8) and hashAlgorithm(pbkdf2-sha256) and hashIterations(1)")
                .roles("reader", "boss")
                .groups("staff", "board")
                .clients(ClientBuilder.create(APP)
                        .publicClient()
                        .redirectUris("http://localhost:3000/*")
                        .directAccessGrantsEnabled())
                .build();
        // Tests are quick.
        all.setQuickLoginCheckMilliSeconds(0L);
        return RealmBuilder.update(all);
    }
}
