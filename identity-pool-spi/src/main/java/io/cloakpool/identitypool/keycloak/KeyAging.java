package io.cloakpool.identitypool.keycloak;

import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/**
 * Rotates the keys that are due and removes those that are spent, a minute after the start and then every hour, in all realms that have keys of the pack. One node
 * of a cluster does it at a time; a second one that comes later finds nothing to do. Each realm has a session and a transaction
 * of its own.
 */
final class KeyAging implements ScheduledTask {
    static final Duration INTERVAL = Duration.ofHours(1);
    /** A server that is restarted more often than once an hour rotates too. */
    static final Duration FIRST_AFTER = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(KeyAging.class);
    private static final String NAME = "cloakpool-key-aging";

    /** Starts the timer of a server. */
    static void schedule(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(TimerProvider.class)
                    .scheduleTask(new KeyAging(), FIRST_AFTER.toMillis(), INTERVAL.toMillis(), NAME);
        }
    }

    @Override
    public String getTaskName() {
        return NAME;
    }

    @Override
    public void run(KeycloakSession session) {
        session.getProvider(ClusterProvider.class)
                .executeIfNotExecuted(NAME, Math.toIntExact(INTERVAL.toSeconds()), () -> {
                    ageAll(session);
                    return true;
                });
    }

    private static void ageAll(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        List<String> realms = session.realms()
                .getRealmsWithProviderTypeStream(PoolKeyComponent.class)
                .map(RealmModel::getId)
                .toList();
        for (String realm : realms) {
            try {
                Jobs.call(factory, own -> age(own, realm)).forEach(LOG::info);
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
