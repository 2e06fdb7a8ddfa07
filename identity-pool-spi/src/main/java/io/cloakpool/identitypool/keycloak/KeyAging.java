package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import java.time.Duration;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * Rotates the keys that are due and removes those that are spent, in all realms that have keys of the pack. Each realm has a session
 * and a transaction of its own.
 */
final class KeyAging extends ClusterTask {
    static final Duration INTERVAL = Duration.ofHours(1);

    private static final RequestLogger LOG = RequestLogger.of(KeyAging.class);

    KeyAging() {
        super("cloakpool-key-aging", INTERVAL);
    }

    @Override
    void work(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        List<String> realms = session.realms()
                .getRealmsWithProviderTypeStream(PoolKeyComponent.class)
                .map(RealmModel::getId)
                .toList();
        for (String realm : realms) {
            try {
                Jobs.call(factory, own -> age(own, realm)).forEach(line -> LOG.infof("%s", line));
            } catch (RuntimeException e) {
                LOG.errorf(e, "Keys of the identity pools in realm %s were not rotated", realm);
            }
        }
    }

    /** What was done in a realm, a line each; only true once the session's transaction has committed. */
    static List<String> age(KeycloakSession own, String realmId) {
        RealmModel realm = own.realms().getRealm(realmId);
        if (realm == null) {
            return List.of();
        }
        own.getContext().setRealm(realm);
        ComponentWriter writer = new ComponentWriter(own);
        // What an administrator does to a key meanwhile must not be overwritten by what this node remembers of it.
        writer.lock();
        KeyRotation rotation = new KeyRotation(new RealmComponents(own), writer, KeycloakTime.INSTANCE);
        return rotation.age().stream()
                .map(line -> "Realm " + realm.getName() + ": " + line)
                .toList();
    }
}
