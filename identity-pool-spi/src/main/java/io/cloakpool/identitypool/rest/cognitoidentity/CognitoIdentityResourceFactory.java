package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.rest.DoorFactory;
import org.keycloak.models.KeycloakSession;

/** Serves the identity-pool API of every realm. */
public final class CognitoIdentityResourceFactory extends DoorFactory {
    /** Also the URL segment below {@code /realms/{realm}}. */
    public static final String PROVIDER_ID = "cognito-identity";

    public CognitoIdentityResourceFactory() {
        super(PROVIDER_ID);
    }

    @Override
    protected Object resource(KeycloakSession session, Engine engine, String requestId) {
        return new CognitoIdentityResource(session, engine, requestId);
    }
}
