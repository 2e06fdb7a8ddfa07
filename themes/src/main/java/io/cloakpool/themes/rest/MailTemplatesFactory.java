package io.cloakpool.themes.rest;

import java.util.Map;
import java.util.Objects;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.theme.freemarker.DefaultFreeMarkerProviderFactory;
import org.keycloak.theme.freemarker.FreeMarkerProvider;
import org.keycloak.theme.freemarker.FreeMarkerProviderFactory;

/** Stands before Keycloak's own, which goes on doing all the work. */
public final class MailTemplatesFactory implements FreeMarkerProviderFactory, ServerInfoAwareProviderFactory {
    /** As Keycloak chooses it: {@code spi-freemarker--provider}. */
    public static final String PROVIDER_ID = "cloakpool";

    private final FreeMarkerProviderFactory keycloaks = new DefaultFreeMarkerProviderFactory();

    @Override
    public FreeMarkerProvider create(KeycloakSession session) {
        return new MailTemplates(session, keycloaks.create(session));
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    /** Keycloak's has 0, and the highest is the one that is used. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of(
                "version",
                Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "development"));
    }

    @Override
    public void init(Config.Scope config) {
        keycloaks.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        keycloaks.postInit(factory);
    }

    @Override
    public void close() {
        keycloaks.close();
    }
}
