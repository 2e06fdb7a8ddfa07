package io.cloakpool.identitypool.rest.sts;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.rest.DoorFactory;
import org.keycloak.models.KeycloakSession;

/** Serves the security token service of every realm. */
public final class StsResourceFactory extends DoorFactory {
    /** Also the URL segment below {@code /realms/{realm}}. */
    public static final String PROVIDER_ID = "sts";

    public StsResourceFactory() {
        super(PROVIDER_ID);
    }

    @Override
    protected Object resource(KeycloakSession session, Engine engine, String requestId) {
        return new StsResource(session, engine, requestId);
    }
}
