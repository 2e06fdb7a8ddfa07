package io.cloakpool.identitypool.rest.credentials;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.rest.DoorFactory;
import org.keycloak.models.KeycloakSession;

/** Serves the bearer door and the gateways of every realm. */
public final class IdentityPoolsResourceFactory extends DoorFactory {
    /** Also the URL segment below {@code /realms/{realm}}. */
    public static final String PROVIDER_ID = "identity-pools";

    public IdentityPoolsResourceFactory() {
        super(PROVIDER_ID);
    }

    @Override
    protected Object resource(KeycloakSession session, Engine engine, String requestId) {
        return new IdentityPoolsResource(session, engine, requestId);
    }
}
