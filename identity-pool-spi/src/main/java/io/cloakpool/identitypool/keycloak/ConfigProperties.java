package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.Choice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.provider.ProviderConfigProperty;

/** Collects what the admin console shows of a component's keys. Keycloak enforces none of it: the parsers do. */
final class ConfigProperties {
    private final List<ProviderConfigProperty> properties = new ArrayList<>();

    ConfigProperties flag(String key, String label, boolean preset, String help) {
        return add(key, label, ProviderConfigProperty.BOOLEAN_TYPE, Boolean.toString(preset), help);
    }

    ConfigProperties text(String key, String label, @Nullable String preset, String help) {
        return add(key, label, ProviderConfigProperty.STRING_TYPE, preset, help);
    }

    /** Text of several lines: JSON, mostly. */
    ConfigProperties lines(String key, String label, String help) {
        return add(key, label, ProviderConfigProperty.TEXT_TYPE, null, help);
    }

    ConfigProperties set(String key, String label, String help) {
        return add(key, label, ProviderConfigProperty.MULTIVALUED_STRING_TYPE, null, help);
    }

    ConfigProperties secret(String key, String label, String help) {
        add(key, label, ProviderConfigProperty.PASSWORD, null, help);
        properties.get(properties.size() - 1).setSecret(true);
        return this;
    }

    <E extends Enum<E>> ConfigProperties choice(
            String key, String label, Class<E> type, @Nullable E preset, String help) {
        return choice(key, label, ProviderConfigProperty.LIST_TYPE, type, preset, help);
    }

    <E extends Enum<E>> ConfigProperties choices(String key, String label, Class<E> type, E preset, String help) {
        return choice(key, label, ProviderConfigProperty.MULTIVALUED_LIST_TYPE, type, preset, help);
    }

    private <E extends Enum<E>> ConfigProperties choice(
            String key, String label, String kind, Class<E> type, @Nullable E preset, String help) {
        add(key, label, kind, preset == null ? null : Choice.text(preset), help);
        properties.get(properties.size() - 1).setOptions(Choice.texts(type));
        return this;
    }

    private ConfigProperties add(String key, String label, String type, @Nullable String preset, String help) {
        properties.add(new ProviderConfigProperty(key, label, help, type, preset));
        return this;
    }

    List<ProviderConfigProperty> list() {
        return List.copyOf(properties);
    }
}
