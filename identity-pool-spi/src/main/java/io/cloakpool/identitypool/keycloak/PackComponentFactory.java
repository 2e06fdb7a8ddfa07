package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.keycloak.Config;
import org.keycloak.component.ComponentFactory;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * What the factories of all our components share: each component is judged alone, since import order is arbitrary, and missing
 * material is made where it is validated, since an import calls nothing else.
 */
abstract class PackComponentFactory<P extends Provider>
        implements ComponentFactory<P, P>, ServerInfoAwareProviderFactory {
    private final String id;
    private final ComponentKind kind;
    private final String helpText;
    private final List<ProviderConfigProperty> properties;

    PackComponentFactory(String id, ComponentKind kind, String helpText, List<ProviderConfigProperty> properties) {
        this.id = id;
        this.kind = kind;
        this.helpText = helpText;
        this.properties = properties;
    }

    /**
     * Puts material into the model that it lacks; nothing by default.
     *
     * @param realm whose attributes are there already, in an import too
     */
    void complete(RealmModel realm, ComponentModel model) {}

    /**
     * Judges the completed component.
     *
     * @throws IllegalArgumentException naming kind, component and key
     */
    abstract void judge(RealmModel realm, String name, Source source);

    @Override
    public final void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model)
            throws ComponentValidationException {
        try {
            judgeShape(model);
            complete(realm, model);
            judge(realm, model.getName(), Source.of(model.getConfig()));
        } catch (IllegalArgumentException e) {
            throw new ComponentValidationException(withoutFormat(String.valueOf(e.getMessage())));
        }
    }

    private void judgeShape(ComponentModel model) {
        if (model.getName() == null) {
            throw kind.refusal("", "name", "is needed");
        }
        if (model.getId() != null && !isCanonicalUuid(model.getId())) {
            throw kind.refusal(model.getName(), "id", "must be a uuid in lower case; leave it out to get one");
        }
        Set<String> unknown = new TreeSet<>(model.getConfig().keySet());
        properties.forEach(property -> unknown.remove(property.getName()));
        if (!unknown.isEmpty()) {
            throw kind.refusal(model.getName(), unknown.iterator().next(), "is not a known key");
        }
    }

    private static boolean isCanonicalUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Keycloak's components endpoint formats the message with {@link java.text.MessageFormat}; an import shows it as it is. */
    private static String withoutFormat(String message) {
        return message.replace('\'', '"').replace('{', '(').replace('}', ')');
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getHelpText() {
        return helpText;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return properties;
    }

    @Override
    public final Map<String, String> getOperationalInfo() {
        return PackVersion.operationalInfo();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
