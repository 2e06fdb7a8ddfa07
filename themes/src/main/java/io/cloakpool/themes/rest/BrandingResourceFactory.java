package io.cloakpool.themes.rest;

import java.util.Map;
import java.util.Objects;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** {@code GET /realms/{realm}/cloakpool-branding/branding.css} and {@code …/favicon}, of the realm or of a client, and {@code …/logo}, of the realm. */
public final class BrandingResourceFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    /** Also the URL segment below the realm. */
    public static final String PROVIDER_ID = "cloakpool-branding";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new BrandingResource(session);
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
    public Map<String, String> getOperationalInfo() {
        return Map.of(
                "version",
                Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "development"));
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
