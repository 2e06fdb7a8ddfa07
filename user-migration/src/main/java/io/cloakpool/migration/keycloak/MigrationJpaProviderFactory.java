package io.cloakpool.migration.keycloak;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Adds the tables of imports to Keycloak's database. Its id is part of the name of Liquibase's own table: it never changes. */
public final class MigrationJpaProviderFactory implements JpaEntityProviderFactory {
    public static final String PROVIDER_ID = "cloakpool-migration";

    private static final String CHANGELOG = "META-INF/cloakpool-migration-changelog.xml";

    private static final class Entities implements JpaEntityProvider {
        @Override
        public List<Class<?>> getEntities() {
            return List.of(ImportJobEntity.class, ImportChunkEntity.class, ImportRealmEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return CHANGELOG;
        }

        @Override
        public String getFactoryId() {
            return PROVIDER_ID;
        }

        @Override
        public void close() {}
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new Entities();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                new JpaImports(removed.getKeycloakSession())
                        .deleteAll(removed.getRealm().getId());
            }
        });
    }

    @Override
    public void close() {}
}
