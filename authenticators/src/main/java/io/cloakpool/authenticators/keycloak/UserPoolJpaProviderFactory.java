package io.cloakpool.authenticators.keycloak;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Adds the table of budgets to Keycloak's database, and has its ended windows swept. Its id is part of the name of Liquibase's own table:
 * it never changes.
 */
public final class UserPoolJpaProviderFactory implements JpaEntityProviderFactory {
    public static final String PROVIDER_ID = "cloakpool-user-pool";

    private static final String CHANGELOG = "META-INF/cloakpool-user-pool-changelog.xml";

    private static final class Entities implements JpaEntityProvider {
        @Override
        public List<Class<?>> getEntities() {
            return List.of(BudgetEntity.class);
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
            if (event instanceof org.keycloak.models.utils.PostMigrationEvent) {
                BudgetSweep.schedule(factory);
            }
        });
    }

    @Override
    public void close() {}
}
