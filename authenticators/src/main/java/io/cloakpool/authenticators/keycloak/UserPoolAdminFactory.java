package io.cloakpool.authenticators.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Administration of a user pool, below {@code /admin/realms/{realm}/cloakpool-user-pool}. */
public final class UserPoolAdminFactory
        implements AdminRealmResourceProviderFactory, StatelessFactory<AdminRealmResourceProvider> {
    public static final String PROVIDER_ID = "cloakpool-user-pool";

    private static final class Doors implements AdminRealmResourceProvider {
        @Override
        public Object getResource(
                KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder events) {
            return new SelfCheckResource(session, realm, auth);
        }

        @Override
        public void close() {}
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new Doors();
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }
}
