package io.cloakpool.migration.keycloak;

import jakarta.ws.rs.Path;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Administration of migrations, below {@code /admin/realms/{realm}/cloakpool-migration}. */
public final class ImportsAdminFactory implements AdminRealmResourceProviderFactory {
    public static final String PROVIDER_ID = "cloakpool-migration";

    private final ImportRuns runs = new ImportRuns();
    private final ImportUploads uploads = new ImportUploads();

    /** What is below the address of the pack. */
    public static final class Doors {
        private final ImportsResource imports;
        private final SourcesResource sources;

        Doors(ImportsResource imports, SourcesResource sources) {
            this.imports = imports;
            this.sources = sources;
        }

        @Path("sources")
        public SourcesResource sources() {
            return sources;
        }

        @Path("imports")
        public ImportsResource imports() {
            return imports;
        }
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession created) {
        return new AdminRealmResourceProvider() {
            @Override
            public Object getResource(
                    KeycloakSession session,
                    RealmModel realm,
                    AdminPermissionEvaluator auth,
                    AdminEventBuilder events) {
                return new Doors(
                        new ImportsResource(session, realm, auth, events, runs, uploads),
                        new SourcesResource(session, realm, auth));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    /** @throws IllegalArgumentException for options that are no limits, and no interval: the server then does not start */
    @Override
    public void init(Config.Scope config) {
        uploads.configure(config);
        runs.configure(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                runs.watch(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {
        runs.close();
    }
}
