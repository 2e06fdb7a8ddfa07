package io.cloakpool.identitypool.rest.credentials;

import io.cloakpool.identitypool.keycloak.Wiring;
import io.cloakpool.identitypool.rest.DoorFrame;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves the bearer door and the gateways of every realm. */
public final class IdentityPoolsResourceFactory implements RealmResourceProviderFactory {
    /** Also the URL segment below {@code /realms/{realm}}. */
    public static final String PROVIDER_ID = "identity-pools";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                String requestId = DoorFrame.newRequestId();
                return new IdentityPoolsResource(session, Wiring.engine(session, requestId), requestId);
            }

            @Override
            public void close() {}
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
