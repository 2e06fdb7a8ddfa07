package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.keycloak.Wiring;
import io.cloakpool.identitypool.rest.DoorFrame;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Serves the administration door of every realm. */
public final class IdentityPoolsAdminResourceFactory implements AdminRealmResourceProviderFactory {
    /** Also the URL segment below {@code /admin/realms/{realm}}. */
    public static final String PROVIDER_ID = "identity-pools";

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new AdminRealmResourceProvider() {
            @Override
            public Object getResource(
                    KeycloakSession adminSession,
                    RealmModel realm,
                    AdminPermissionEvaluator auth,
                    AdminEventBuilder adminEvent) {
                String requestId = DoorFrame.newRequestId();
                RequestLogger.open(requestId, realm.getName());
                return new IdentityPoolsAdminResource(new AdminCalls(
                        Wiring.engine(adminSession, requestId),
                        new AdminFrame(adminSession, requestId),
                        auth,
                        adminEvent,
                        adminSession.getContext().getHttpRequest().getHttpMethod() + " " + PROVIDER_ID));
            }

            @Override
            public void close() {
                RequestLogger.close();
            }
        };
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
