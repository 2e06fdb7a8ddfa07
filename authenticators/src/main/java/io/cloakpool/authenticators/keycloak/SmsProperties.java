package io.cloakpool.authenticators.keycloak;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.provider.ProviderConfigProperty;

/** Collects what Keycloak shows of a sender's keys. It enforces none of it: the parsers do. */
final class SmsProperties {
    private final List<ProviderConfigProperty> properties = new ArrayList<>();

    SmsProperties flag(String key, String label, boolean preset, String help) {
        return add(key, label, ProviderConfigProperty.BOOLEAN_TYPE, Boolean.toString(preset), help);
    }

    SmsProperties text(String key, String label, @Nullable String preset, String help) {
        return add(key, label, ProviderConfigProperty.STRING_TYPE, preset, help);
    }

    /** Text of several lines. */
    SmsProperties lines(String key, String label, String help) {
        return add(key, label, ProviderConfigProperty.TEXT_TYPE, null, help);
    }

    SmsProperties list(String key, String label, String help) {
        return add(key, label, ProviderConfigProperty.MULTIVALUED_STRING_TYPE, null, help);
    }

    SmsProperties choice(String key, String label, List<String> options, String preset, String help) {
        add(key, label, ProviderConfigProperty.LIST_TYPE, preset, help);
        properties.get(properties.size() - 1).setOptions(options);
        return this;
    }

    /** Has no preset, and Keycloak shows a mask in its place. */
    SmsProperties secret(String key, String label, String help) {
        add(key, label, ProviderConfigProperty.PASSWORD, null, help);
        properties.get(properties.size() - 1).setSecret(true);
        return this;
    }

    List<ProviderConfigProperty> all() {
        return List.copyOf(properties);
    }

    private SmsProperties add(String key, String label, String type, @Nullable String preset, String help) {
        properties.add(new ProviderConfigProperty(key, label, help, type, preset));
        return this;
    }
}
