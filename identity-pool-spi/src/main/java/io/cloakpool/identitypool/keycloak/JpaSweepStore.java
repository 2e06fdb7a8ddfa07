package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.identity.StoredLogin;
import io.cloakpool.identitypool.identity.SweepStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.storage.configuration.ServerConfigStorageProvider;

/** The rows of all realms. Positions of the sweep are entries of Keycloak's own store of server configuration. */
final class JpaSweepStore implements SweepStore {
    private static final String POSITION = "cloakpool.identity-sweep.";

    private final KeycloakSessionFactory factory;

    JpaSweepStore(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public String position(Walk walk) {
        return Jobs.call(factory, own -> positions(own).find(entry(walk)).orElse(START));
    }

    @Override
    public void remember(Walk walk, String position) {
        run(own -> positions(own).store(entry(walk), position));
    }

    private static ServerConfigStorageProvider positions(KeycloakSession own) {
        return own.getProvider(ServerConfigStorageProvider.class);
    }

    private static String entry(Walk walk) {
        return POSITION + walk.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> nextRealm(String after) {
        return first(database ->
                database.createNamedQuery("cloakpoolNextRealm", String.class).setParameter("after", after));
    }

    @Override
    public Optional<String> nextPool(String realmId, String after) {
        return first(database -> database.createNamedQuery("cloakpoolNextPool", String.class)
                .setParameter("realm", realmId)
                .setParameter("after", after));
    }

    private Optional<String> first(Function<EntityManager, TypedQuery<String>> query) {
        return Jobs.call(
                factory, own -> Optional.ofNullable(query.apply(database(own)).getSingleResult()));
    }

    @Override
    public void completeRows(String realmId) {
        run(own -> database(own)
                .createNamedQuery("cloakpoolFillPool")
                .setParameter("realm", realmId)
                .executeUpdate());
    }

    @Override
    public List<String> identities(String realmId, @Nullable String pool, String after, int max) {
        return Jobs.call(factory, own -> {
            EntityManager database = database(own);
            TypedQuery<String> keys = pool == null
                    ? database.createNamedQuery("cloakpoolKeysOfRealm", String.class)
                    : database.createNamedQuery("cloakpoolKeysOfPool", String.class)
                            .setParameter("pool", pool);
            return keys.setParameter("realm", realmId)
                    .setParameter("after", after)
                    .setMaxResults(max)
                    .getResultList();
        });
    }

    @Override
    public void erase(List<String> keys) {
        if (!keys.isEmpty()) {
            run(own -> {
                EntityManager database = database(own);
                database.createNamedQuery("cloakpoolEraseLogins")
                        .setParameter("keys", keys)
                        .executeUpdate();
                database.createNamedQuery("cloakpoolErase")
                        .setParameter("keys", keys)
                        .executeUpdate();
            });
        }
    }

    @Override
    public List<StoredLogin> logins(String after, int max) {
        return logins(
                database -> database.createNamedQuery("cloakpoolLoginsAfter", LoginEntity.class)
                        .setParameter("after", after),
                max);
    }

    /** What a login of a realm is linked to, in whatever pools. */
    List<StoredLogin> loginsOf(String realmId, LoginName login, int max) {
        return logins(
                database -> database.createNamedQuery("cloakpoolLoginsOfSubject", LoginEntity.class)
                        .setParameter("subject", IdentityRows.subjectKey(realmId, login)),
                max);
    }

    private List<StoredLogin> logins(Function<EntityManager, TypedQuery<LoginEntity>> query, int max) {
        return Jobs.call(factory, own -> query.apply(database(own)).setMaxResults(max).getResultList().stream()
                .map(JpaSweepStore::login)
                .toList());
    }

    private static StoredLogin login(LoginEntity row) {
        return new StoredLogin(row.key, row.identityKey, row.realmId, new LoginName(row.provider, row.subject));
    }

    @Override
    public void forget(StoredLogin login) {
        run(own -> {
            IdentityRows rows = new IdentityRows(own, login.realmId());
            Instant now = KeycloakTime.INSTANCE.instant();
            // The write comes first: it locks the identity, which may be getting another login at this moment.
            boolean active = rows.touchRow(login.identityKey(), now);
            // A merge may have moved the login since it was read: the next run finds it at its new identity.
            boolean deleted = rows.deleteLoginRow(login.key(), login.identityKey());
            rows.findByKey(login.identityKey())
                    .filter(identity -> active && deleted)
                    .ifPresent(identity -> JpaIdentityStore.endOrTell(
                            own, rows, identity.id(), identity.logins().isEmpty(), now));
        });
    }

    private void run(Consumer<KeycloakSession> work) {
        Jobs.call(factory, own -> {
            work.accept(own);
            return true;
        });
    }

    private static EntityManager database(KeycloakSession own) {
        return own.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
