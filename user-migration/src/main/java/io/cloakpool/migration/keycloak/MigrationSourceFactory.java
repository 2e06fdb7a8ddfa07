package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.migration.source.CircuitBreaker;
import io.cloakpool.migration.source.GuardedDirectory;
import io.cloakpool.migration.source.TimeBudget;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.PublicApi;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.keycloak.Config;
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

/**
 * One kind of system that users come from, as a user federation provider with an id and options of its own. What all kinds share is here:
 * mode, time budget, groups and roles, the circuit breaker, events, and the hosts that the server calls at all. Another jar brings its own
 * kind by a subclass that it names in {@code META-INF/services/org.keycloak.storage.UserStorageProviderFactory}.
 */
@PublicApi
public abstract class MigrationSourceFactory
        implements UserStorageProviderFactory<MigrationProvider>, ServerInfoAwareProviderFactory {
    private static final String OUTBOUND_HOSTS = "outboundHosts";

    private final String id;
    private final String helpText;
    private final List<ProviderConfigProperty> properties;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private OutboundHosts hosts = OutboundHosts.ANY;

    /**
     * @param id as it stands in components, which never changes
     * @param helpText for administrators
     * @param own options of this kind of source, on top of those of all kinds
     */
    protected MigrationSourceFactory(String id, String helpText, List<ProviderConfigProperty> own) {
        this.id = id;
        this.helpText = helpText;
        properties = Stream.of(MigrationConfigProperties.FIRST, own, MigrationConfigProperties.LAST)
                .flatMap(List::stream)
                .toList();
    }

    /** Judges the options of its own when a component is saved. Asks nobody, neither the old system nor the vault. */
    protected abstract void judge(SourceOptions options) throws UnusableOptionException;

    /**
     * Makes the source for one request. It is not asked yet; what is costly to make, the factory keeps by the component's id.
     *
     * @throws UnusableOptionException for what {@link #judge} would refuse, or a secret that is not in the vault
     */
    protected abstract LegacyDirectory connect(KeycloakSession session, ComponentModel component, SourceOptions options)
            throws UnusableOptionException;

    /** The hosts that whoever runs the server lets sources of this kind call. Each source has to ask before it calls one. */
    protected final OutboundHosts hosts() {
        return hosts;
    }

    /** The secret itself, where an option may say where it is in the vault. */
    protected static String reveal(KeycloakSession session, String key, String text) throws UnusableOptionException {
        if (!SourceOptions.isInVault(text)) {
            return text;
        }
        try (VaultStringSecret value = session.vault().getStringSecret(text)) {
            return value.get().orElseThrow(() -> new UnusableOptionException(key, "is not in the vault"));
        }
    }

    /** @throws IllegalArgumentException naming the option: the server then does not start */
    @Override
    public void init(Config.Scope config) {
        String[] texts = config.getArray(OUTBOUND_HOSTS);
        if (texts == null) {
            return;
        }
        try {
            hosts = OutboundHosts.of(texts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("outbound-hosts of storage " + id + ": " + e.getMessage(), e);
        }
    }

    @Override
    public final MigrationProvider create(KeycloakSession session, ComponentModel component) {
        SourceOptions options = options(component);
        try {
            MigrationConfig config = MigrationConfig.from(options);
            return new MigrationProvider(
                    session,
                    component,
                    config,
                    new GuardedDirectory(
                            connect(session, component, options),
                            breakers.computeIfAbsent(
                                    component.getId(), key -> new CircuitBreaker(KeycloakTime.INSTANCE)),
                            new TimeBudget(config.timeBudget(), System::nanoTime)));
        } catch (UnusableOptionException e) {
            throw new ModelException("Component " + component.getName() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public final void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel component)
            throws ComponentValidationException {
        Optional<String> unknown = unknownKey(component);
        if (unknown.isPresent()) {
            throw new ComponentValidationException(unknown.get() + " is not a known key");
        }
        SourceOptions options = options(component);
        try {
            MigrationConfig.from(options);
            judge(options);
        } catch (UnusableOptionException e) {
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

    private static SourceOptions options(ComponentModel component) {
        return new SourceOptions(key -> {
            List<String> values = component.getConfig().get(key);
            return values == null
                    ? List.of()
                    : values.stream().filter(Objects::nonNull).toList();
        });
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
    public Map<String, String> getOperationalInfo() {
        String version = getClass().getPackage().getImplementationVersion();
        return Map.of("Version", Objects.requireNonNullElse(version, "development"));
    }
}
