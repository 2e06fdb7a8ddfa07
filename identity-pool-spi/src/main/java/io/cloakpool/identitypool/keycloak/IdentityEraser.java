package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.identity.StoredLogin;
import io.cloakpool.identitypool.identity.SweepDirectory;
import io.cloakpool.identitypool.identity.SweepStore;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
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

    private final Function<KeycloakSessionFactory, SweepDirectory> directories;

    IdentityEraser() {
        this(factory -> new CommittedDirectory(factory, new Patience(IdentitySweepTask.PATIENCE)));
    }

    IdentityEraser(Function<KeycloakSessionFactory, SweepDirectory> directories) {
        this.directories = directories;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            afterCommit(
                    removed.getKeycloakSession(),
                    "realm " + realmId,
                    (rows, directory) -> eraseAll(rows, realmId, null, () -> !directory.hasRealm(realmId)));
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            LoginName login = new LoginName(PoolRealm.providerId(realmId), userId);
            afterCommit(
                    removed.getKeycloakSession(),
                    "a deleted user of realm " + realmId,
                    (rows, directory) -> forgetAll(
                            rows,
                            realmId,
                            login,
                            () -> !directory.hasRealm(realmId)
                                    || !directory
                                            .missing(realmId, Set.of(userId))
                                            .isEmpty()));
        }
    }

    /** Erases a pool's identities when the session's transaction has committed, whatever the realm's region is by then. */
    void erasePoolAfterCommit(KeycloakSession session, String realmId, String poolUuid) {
        afterCommit(
                session,
                "pool " + poolUuid + " in realm " + realmId,
                (rows, directory) -> eraseAll(
                        rows,
                        realmId,
                        poolUuid,
                        () -> !directory.hasRealm(realmId) || !directory.hasPool(realmId, poolUuid)));
    }

    private void afterCommit(KeycloakSession session, String whose, BiConsumer<JpaSweepStore, SweepDirectory> work) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        JpaSweepStore rows = new JpaSweepStore(factory);
        SweepDirectory directory = directories.apply(factory);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                try {
                    work.accept(rows, directory);
                } catch (RuntimeException e) {
                    // The deletion is done and cannot be refused any more.
                    LOG.warnf(e, "Identities of %s are left to the sweep", whose);
                }
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    /** @param gone asked before each batch: an import may have put back in the same transaction, or since, what was deleted */
    private static void eraseAll(JpaSweepStore rows, String realmId, @Nullable String pool, BooleanSupplier gone) {
        List<String> keys;
        do {
            if (!gone.getAsBoolean()) {
                return;
            }
            keys = rows.identities(realmId, pool, SweepStore.START, BATCH);
            rows.erase(keys);
        } while (keys.size() == BATCH);
    }

    private static void forgetAll(JpaSweepStore rows, String realmId, LoginName login, BooleanSupplier gone) {
        List<StoredLogin> logins;
        do {
            if (!gone.getAsBoolean()) {
                return;
            }
            logins = rows.loginsOf(realmId, login, BATCH);
            logins.forEach(rows::forget);
        } while (logins.size() == BATCH);
    }
}
