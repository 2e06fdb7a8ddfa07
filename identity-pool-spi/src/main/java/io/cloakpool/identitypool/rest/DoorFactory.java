package io.cloakpool.identitypool.rest;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.keycloak.Wiring;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** What the factories of the doors below a realm share: a resource for each request, with an id and an engine of its own. */
public abstract class DoorFactory implements RealmResourceProviderFactory {
    private final String id;

    /** @param id also the URL segment below {@code /realms/{realm}} */
    protected DoorFactory(String id) {
        this.id = id;
    }

    /** The resource that serves one request. */
    protected abstract Object resource(KeycloakSession session, Engine engine, String requestId);

    @Override
    public final RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                String requestId = DoorFrame.newRequestId();
                RequestLogger.open(requestId, session.getContext().getRealm().getName());
                return resource(session, Wiring.engine(session, requestId), requestId);
            }

            @Override
            public void close() {
                RequestLogger.close();
            }
        };
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
