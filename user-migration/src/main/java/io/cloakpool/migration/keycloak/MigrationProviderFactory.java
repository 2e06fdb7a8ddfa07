package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.rest.RestCredentials;
import io.cloakpool.migration.rest.RestDirectory;
import io.cloakpool.migration.source.CircuitBreaker;
import io.cloakpool.migration.source.GuardedDirectory;
import io.cloakpool.migration.source.TimeBudget;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.storage.CacheableStorageProviderModel;
import org.keycloak.storage.UserStorageProviderFactory;
import org.keycloak.vault.VaultStringSecret;

/** Users of another system, who come over when they sign in. */
public final class MigrationProviderFactory
        implements UserStorageProviderFactory<MigrationProvider>, ServerInfoAwareProviderFactory {
    /** As it stands in components. */
    public static final String PROVIDER_ID = "cloakpool-migration";

    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    @Override
    public MigrationProvider create(KeycloakSession session, ComponentModel component) {
        try {
            MigrationConfig config = MigrationConfig.from(source(component));
            return new MigrationProvider(
                    session,
                    component,
                    config,
                    new GuardedDirectory(
                            new RestDirectory(config.uri(), credentials(session, config), new RestHttpClient(session)),
                            breakers.computeIfAbsent(
                                    component.getId(), id -> new CircuitBreaker(KeycloakTime.INSTANCE)),
                            new TimeBudget(config.timeBudget(), System::nanoTime)));
        } catch (MigrationConfigException e) {
            throw new ModelException("Component " + component.getName() + ": " + e.getMessage(), e);
        }
    }

    private static RestCredentials credentials(KeycloakSession session, MigrationConfig config)
            throws MigrationConfigException {
        String secret = secret(session, config)
                .orElseThrow(() -> new MigrationConfigException(MigrationConfig.SECRET, "is not in the vault"));
        return switch (config.auth()) {
            case BEARER -> new RestCredentials.Bearer(secret);
            case HMAC -> new RestCredentials.Signature(secret, KeycloakTime.INSTANCE);
        };
    }

    private static Optional<String> secret(KeycloakSession session, MigrationConfig config) {
        if (!config.isSecretInVault()) {
            return Optional.of(config.secret());
        }
        try (VaultStringSecret value = session.vault().getStringSecret(config.secret())) {
            return value.get();
        }
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component)
            throws ComponentValidationException {
        Optional<String> unknown = unknownKey(component);
        if (unknown.isPresent()) {
            throw new ComponentValidationException(unknown.get() + " is not a known key");
        }
        try {
            MigrationConfig.from(source(component));
        } catch (MigrationConfigException e) {
            throw new ComponentValidationException(withoutFormat(component.getName() + ": " + e.getMessage()));
        }
        // A user of the old system in Keycloak's cache would be found there after being taken over.
        component.put(
                CacheableStorageProviderModel.CACHE_POLICY, CacheableStorageProviderModel.CachePolicy.NO_CACHE.name());
    }

    private Optional<String> unknownKey(ComponentModel component) {
        Set<String> unknown = new TreeSet<>(component.getConfig().keySet());
        getCommonProviderConfigProperties().forEach(property -> unknown.remove(property.getName()));
        getConfigProperties().forEach(property -> unknown.remove(property.getName()));
        return unknown.stream().findFirst();
    }

    private static MigrationConfig.Source source(ComponentModel component) {
        return key -> {
            List<String> values = component.getConfig().get(key);
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
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getHelpText() {
        return "Users of another system, who are taken over at their first sign-in.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return MigrationConfigProperties.ALL;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        String version = MigrationProviderFactory.class.getPackage().getImplementationVersion();
        return Map.of("Version", Objects.requireNonNullElse(version, "development"));
    }
}
