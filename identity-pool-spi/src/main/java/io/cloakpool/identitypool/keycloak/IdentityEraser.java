package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.PoolId;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
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
            afterCommit(session, OF_REALM, removed.getRealm().getId());
        }
    }

    /** Erases a pool's identities when the request's own transaction has committed. */
    static void erasePoolAfterCommit(KeycloakSession session, PoolId pool) {
        String realmId = session.getContext().getRealm().getId();
        afterCommit(session, OF_POOL, IdentityRows.poolKey(realmId, pool.toString()));
    }

    static void erasePool(KeycloakSessionFactory factory, String realmId, PoolId pool) {
        eraseAll(factory, OF_POOL, IdentityRows.poolKey(realmId, pool.toString()));
    }

    private static void afterCommit(KeycloakSession session, String query, String scope) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                eraseAll(factory, query, scope);
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private static void eraseAll(KeycloakSessionFactory factory, String query, String scope) {
        int erased;
        do {
            erased = Jobs.call(factory, session -> eraseBatch(session, query, scope));
        } while (erased == BATCH);
    }

    private static int eraseBatch(KeycloakSession session, String query, String scope) {
        EntityManager database =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        List<String> keys = database.createNamedQuery(query, String.class)
                .setParameter("scope", scope)
                .setMaxResults(BATCH)
                .getResultList();
        if (!keys.isEmpty()) {
            database.createNamedQuery("cloakpoolEraseLogins")
                    .setParameter("keys", keys)
                    .executeUpdate();
            database.createNamedQuery("cloakpoolErase")
                    .setParameter("keys", keys)
                    .executeUpdate();
        }
        return keys.size();
    }
}
