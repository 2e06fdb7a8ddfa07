package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.keycloak.Wiring;
import io.cloakpool.identitypool.rest.DoorFrame;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves the identity-pool API of every realm. */
public final class CognitoIdentityResourceFactory implements RealmResourceProviderFactory {
    /** Also the URL segment below {@code /realms/{realm}}. */
    public static final String PROVIDER_ID = "cognito-identity";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                String requestId = DoorFrame.newRequestId();
                return new CognitoIdentityResource(session, Wiring.engine(session, requestId), requestId);
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
