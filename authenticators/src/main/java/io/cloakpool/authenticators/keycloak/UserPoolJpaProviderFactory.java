package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.TableFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Adds the table of budgets to Keycloak's database, and has its ended windows swept. */
public final class UserPoolJpaProviderFactory extends TableFactory {
    public static final String PROVIDER_ID = "cloakpool-user-pool";

    public UserPoolJpaProviderFactory() {
        super(PROVIDER_ID, "META-INF/cloakpool-user-pool-changelog.xml", BudgetEntity.class);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                BudgetSweep.schedule(factory);
            }
        });
    }
}
