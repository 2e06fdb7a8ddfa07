package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.PoolRealm;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Erases the identities of what was deleted, once that is committed. In batches, each in a transaction of its own: a pool may
 * have more of them than one transaction should hold.
 */
final class IdentityEraser implements ProviderEventListener {
    static final int BATCH = 500;

    private static final String OF_POOL = "cloakpoolKeysOfPool";
    private static final String OF_REALM = "cloakpoolKeysOfRealm";

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmModel.RealmRemovedEvent removed) {
            KeycloakSession session = removed.getKeycloakSession();
            afterCommit(session, OF_REALM, Map.of("realm", removed.getRealm().getId()));
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            LoginName login = new LoginName(
                    PoolRealm.providerId(realmId), removed.getUser().getId());
            String subject = IdentityRows.subjectKey(realmId, login);
            afterCommit(removed.getKeycloakSession(), factory -> eraseAll(factory, own -> eraseSubject(own, subject)));
        }
    }

    /** Erases a pool's identities when the session's transaction has committed, whatever the realm's region is by then. */
    static void erasePoolAfterCommit(KeycloakSession session, String realmId, String poolUuid) {
        afterCommit(session, OF_POOL, Map.of("realm", realmId, "pool", "%:" + poolUuid));
    }

    private static void afterCommit(KeycloakSession session, String query, Map<String, String> scope) {
        afterCommit(session, factory -> eraseAll(factory, own -> eraseBatch(own, query, scope)));
    }

    private static void afterCommit(KeycloakSession session, Consumer<KeycloakSessionFactory> work) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                work.accept(factory);
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    /** Runs batches until one is not full. */
    private static void eraseAll(KeycloakSessionFactory factory, ToIntFunction<KeycloakSession> batch) {
        int erased;
        do {
            erased = Jobs.call(factory, batch::applyAsInt);
        } while (erased == BATCH);
    }

    private static int eraseBatch(KeycloakSession session, String query, Map<String, String> scope) {
        EntityManager database = database(session);
        TypedQuery<String> keysOfScope = database.createNamedQuery(query, String.class);
        scope.forEach(keysOfScope::setParameter);
        List<String> keys = keysOfScope.setMaxResults(BATCH).getResultList();
        erase(database, keys);
        return keys.size();
    }

    /**
     * A user's login goes. The identity that has no other ends with its credentials, but its id stays taken: a guest's id that
     * was linked would be a good guest again without its row, and whoever knows it would be the deleted user's successor.
     */
    private static int eraseSubject(KeycloakSession session, String subject) {
        EntityManager database = database(session);
        List<LoginEntity> logins = database.createNamedQuery("cloakpoolLoginsOfSubject", LoginEntity.class)
                .setParameter("subject", subject)
                .setMaxResults(BATCH)
                .getResultList();
        for (LoginEntity login : logins) {
            database.remove(login);
            database.flush();
            IdentityEntity identity = database.find(IdentityEntity.class, login.identityKey);
            if (identity != null && !hasLogins(database, identity.key)) {
                RevokedIdentities.revoke(session, identity.identityId);
                identity.status = Identity.Status.RETIRED;
                identity.modifiedAt = KeycloakTime.INSTANCE.instant().toEpochMilli();
            }
        }
        return logins.size();
    }

    private static boolean hasLogins(EntityManager database, String identityKey) {
        return !database.createNamedQuery("cloakpoolLoginsOf", LoginEntity.class)
                .setParameter("keys", List.of(identityKey))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private static void erase(EntityManager database, List<String> keys) {
        if (!keys.isEmpty()) {
            database.createNamedQuery("cloakpoolEraseLogins")
                    .setParameter("keys", keys)
                    .executeUpdate();
            database.createNamedQuery("cloakpoolErase")
                    .setParameter("keys", keys)
                    .executeUpdate();
        }
    }

    private static EntityManager database(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
