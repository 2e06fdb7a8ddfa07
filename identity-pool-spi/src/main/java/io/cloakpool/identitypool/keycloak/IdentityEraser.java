package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.identity.StoredLogin;
import io.cloakpool.identitypool.identity.SweepStore;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Erases the identities of what was deleted, once that is committed. In batches, each in a transaction of its own: a pool may
 * have more of them than one transaction should hold. What a failure or the end of the server leaves, the sweep finds.
 */
final class IdentityEraser implements ProviderEventListener {
    /** Most rows of one transaction. */
    static final int BATCH = 500;

    private static final RequestLogger LOG = RequestLogger.of(IdentityEraser.class);

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            afterCommit(removed.getKeycloakSession(), "realm " + realmId, rows -> eraseAll(rows, realmId, null));
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            LoginName login = new LoginName(
                    PoolRealm.providerId(realmId), removed.getUser().getId());
            afterCommit(
                    removed.getKeycloakSession(),
                    "a deleted user of realm " + realmId,
                    rows -> forgetAll(rows, realmId, login));
        }
    }

    /** Erases a pool's identities when the session's transaction has committed, whatever the realm's region is by then. */
    static void erasePoolAfterCommit(KeycloakSession session, String realmId, String poolUuid) {
        afterCommit(session, "pool " + poolUuid + " in realm " + realmId, rows -> eraseAll(rows, realmId, poolUuid));
    }

    private static void afterCommit(KeycloakSession session, String whose, Consumer<JpaSweepStore> work) {
        JpaSweepStore rows = new JpaSweepStore(session.getKeycloakSessionFactory());
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    work.accept(rows);
                } catch (RuntimeException e) {
                    // The deletion is done and cannot be refused any more.
                    LOG.warnf(e, "Identities of %s are left to the sweep", whose);
                }
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private static void eraseAll(JpaSweepStore rows, String realmId, @Nullable String pool) {
        List<String> keys;
        do {
            keys = rows.identities(realmId, pool, SweepStore.START, BATCH);
            rows.erase(keys);
        } while (keys.size() == BATCH);
    }

    private static void forgetAll(JpaSweepStore rows, String realmId, LoginName login) {
        List<StoredLogin> logins;
        do {
            logins = rows.loginsOf(realmId, login, BATCH);
            logins.forEach(rows::forget);
        } while (logins.size() == BATCH);
    }
}
