package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.TableFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Adds the tables of imports to Keycloak's database. */
public final class MigrationJpaProviderFactory extends TableFactory {
    public static final String PROVIDER_ID = "cloakpool-migration";

    public MigrationJpaProviderFactory() {
        super(
                PROVIDER_ID,
                "META-INF/cloakpool-migration-changelog.xml",
                ImportJobEntity.class,
                ImportChunkEntity.class,
                ImportRealmEntity.class);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                new JpaImports(removed.getKeycloakSession())
                        .deleteAll(removed.getRealm().getId());
            }
        });
    }
}
