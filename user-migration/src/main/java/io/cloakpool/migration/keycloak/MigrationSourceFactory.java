package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.migration.source.CircuitBreaker;
import io.cloakpool.migration.source.GuardedDirectory;
import io.cloakpool.migration.source.OutageReports;
import io.cloakpool.migration.source.TimeBudget;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
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
import java.util.concurrent.atomic.AtomicLong;
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
    private static final String SPENT = "cloakpool-migration-spent";
    /** Under which a component keeps what its secrets were saved for. No option: nobody sets it but a save. */
    private static final String SAVED_FOR = "secretsSavedFor";

    private static final LegacyDirectory ELSEWHERE = new OutOfReach(
            new Unavailable(Fault.MISCONFIGURED, "its address is not the one that its secrets were saved for"));

    private final String id;
    private final String helpText;
    private final List<ProviderConfigProperty> properties;
    private final Map<String, Shared> shared = new ConcurrentHashMap<>();
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

    /** What all requests to the source of one component have in common. */
    private record Shared(CircuitBreaker breaker, OutageReports outages) {
        Shared() {
            this(new CircuitBreaker(KeycloakTime.INSTANCE), new OutageReports(KeycloakTime.INSTANCE));
        }
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

    /**
     * Where the secrets of a component go, such as scheme, host and port. Whoever changes it has to give them anew: who administers a realm
     * may change where they go without having read them.
     */
    protected abstract String address(SourceOptions options) throws UnusableOptionException;

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
            Shared common = shared.computeIfAbsent(component.getId(), key -> new Shared());
            return new MigrationProvider(
                    session,
                    component,
                    config,
                    new GuardedDirectory(
                            directory(session, component, options),
                            common.breaker(),
                            new TimeBudget(config.timeBudget(), spent(session), System::nanoTime)),
                    common.outages());
        } catch (UnusableOptionException e) {
            throw new ModelException("Component " + component.getName() + ": " + e.getMessage(), e);
        }
    }

    /** Whoever signs in meanwhile is told of an outage: it is not they who have to do something. */
    private LegacyDirectory directory(KeycloakSession session, ComponentModel component, SourceOptions options)
            throws UnusableOptionException {
        if (!isAsSaved(component, options)) {
            return ELSEWHERE;
        }
        try {
            return connect(session, component, options);
        } catch (UnusableOptionException e) {
            // Such as a secret that is not in the vault.
            return new OutOfReach(new Unavailable(Fault.MISCONFIGURED, String.valueOf(e.getMessage())));
        }
    }

    /** What this request has waited for old systems so far, of this kind or another. */
    private static AtomicLong spent(KeycloakSession session) {
        AtomicLong spent = session.getAttribute(SPENT, AtomicLong.class);
        if (spent == null) {
            spent = new AtomicLong();
            session.setAttribute(SPENT, spent);
        }
        return spent;
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
            keepSecrets(realm, component, options);
            component.put(SAVED_FOR, address(options));
        } catch (UnusableOptionException e) {
            throw new ComponentValidationException(withoutFormat(component.getName() + ": " + e.getMessage()));
        }
        // A user of the old system in Keycloak's cache would be found there after being taken over.
        component.put(
                CacheableStorageProviderModel.CACHE_POLICY, CacheableStorageProviderModel.CachePolicy.NO_CACHE.name());
    }

    private void keepSecrets(RealmModel realm, ComponentModel component, SourceOptions options)
            throws UnusableOptionException {
        ComponentModel saved = component.getId() == null ? null : realm.getComponent(component.getId());
        if (saved == null || savedFor(saved).equals(address(options))) {
            return;
        }
        for (String key : secretKeys()) {
            List<String> now = options.values(key);
            if (now.stream().anyMatch(value -> !value.isBlank())
                    && now.equals(options(saved).values(key))) {
                throw new UnusableOptionException(
                        key,
                        "was saved for another address and has to be given anew with this one; one that is to stay the "
                                + "same is saved in two steps, with another text in between");
            }
        }
    }

    private String savedFor(ComponentModel saved) {
        try {
            return Objects.requireNonNullElse(saved.get(SAVED_FOR), address(options(saved)));
        } catch (UnusableOptionException e) {
            // What goes nowhere goes elsewhere now.
            return "";
        }
    }

    private List<String> secretKeys() {
        return properties.stream()
                .filter(ProviderConfigProperty::isSecret)
                .map(ProviderConfigProperty::getName)
                .toList();
    }

    /** Keycloak writes a change into the component that it caches before it asks whether that may be, so for a moment others see it. */
    private boolean isAsSaved(ComponentModel component, SourceOptions options) throws UnusableOptionException {
        String savedFor = component.get(SAVED_FOR);
        return savedFor == null || savedFor.equals(address(options));
    }

    private Optional<String> unknownKey(ComponentModel component) {
        Set<String> unknown = new TreeSet<>(component.getConfig().keySet());
        getCommonProviderConfigProperties().forEach(property -> unknown.remove(property.getName()));
        getConfigProperties().forEach(property -> unknown.remove(property.getName()));
        unknown.remove(SAVED_FOR);
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
