package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.ConfigSource;
import io.cloakpool.authenticators.sms.SenderSettings;
import io.cloakpool.authenticators.sms.SmsConfigException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** What the factories of our own senders share. Each component is judged alone: an import brings them in any order, and without ids. */
abstract class SmsComponentFactory implements SmsSenderFactory, ServerInfoAwareProviderFactory {
    private final String id;
    private final String helpText;
    private final List<ProviderConfigProperty> properties;

    SmsComponentFactory(String id, String helpText, List<ProviderConfigProperty> properties) {
        this.id = id;
        this.helpText = helpText;
        this.properties = properties;
    }

    /**
     * Reads the keys of this kind.
     *
     * @throws SmsConfigException for what does not fit
     */
    abstract void judge(String name, ConfigSource source);

    @Override
    public final void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model)
            throws ComponentValidationException {
        String name = name(model);
        ConfigSource source = source(model);
        try {
            if (name.isBlank()) {
                throw new SmsConfigException(name, "name", "is needed");
            }
            Optional<String> unknown = unknownKey(model);
            if (unknown.isPresent()) {
                throw new SmsConfigException(name, unknown.get(), "is not a known key");
            }
            SenderSettings.from(name, source);
            judge(name, source);
        } catch (SmsConfigException e) {
            throw new ComponentValidationException(withoutFormat(e.getMessage()));
        }
    }

    private Optional<String> unknownKey(ComponentModel model) {
        Set<String> unknown = new TreeSet<>(model.getConfig().keySet());
        getCommonProviderConfigProperties().forEach(property -> unknown.remove(property.getName()));
        properties.forEach(property -> unknown.remove(property.getName()));
        return unknown.stream().findFirst();
    }

    static String name(ComponentModel model) {
        return Objects.requireNonNullElse(model.getName(), "");
    }

    static ConfigSource source(ComponentModel model) {
        return key -> {
            List<String> values = model.getConfig().get(key);
            return values == null
                    ? List.of()
                    : values.stream().filter(Objects::nonNull).toList();
        };
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
        String version = SmsComponentFactory.class.getPackage().getImplementationVersion();
        return Map.of("Version", Objects.requireNonNullElse(version, "development"));
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public final void postInit(KeycloakSessionFactory factory) {}

    @Override
    public final void close() {}
}
