package io.cloakpool.baselines;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Adds the table of {@link RowEntity} to Keycloak's database; its changelog fills it on PostgreSQL only. */
public final class RowJpaProviderFactory implements JpaEntityProviderFactory {
    public static final String PROVIDER_ID = "baselines";

    private static final String CHANGELOG = "META-INF/baselines-changelog.xml";

    private static final class Entities implements JpaEntityProvider {
        @Override
        public List<Class<?>> getEntities() {
            return List.of(RowEntity.class);
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
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
