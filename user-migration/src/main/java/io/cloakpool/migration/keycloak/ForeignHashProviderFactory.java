package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.hash.PasswordFormat;
import io.cloakpool.migration.source.OutageReports;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** What the factories of all formats share. */
abstract class ForeignHashProviderFactory
        implements PasswordHashProviderFactory, EnvironmentDependentProviderFactory, ServerInfoAwareProviderFactory {
    private static final int SHARE_OF_HEAP = 4;
    /** Sources that compare passwords themselves share it. */
    static final MemoryBudget MEMORY = new MemoryBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

    private static final OutageReports OUTAGES = new OutageReports(KeycloakTime.INSTANCE);

    private final PasswordFormat format;

    ForeignHashProviderFactory(PasswordFormat format) {
        this.format = format;
    }

    @Override
    public final PasswordHashProvider create(KeycloakSession session) {
        return new ForeignHashProvider(
                format, MEMORY, OUTAGES, () -> session.getContext().getRealm().getName(), () -> Outages.of(session));
    }

    @Override
    public final String getId() {
        return ForeignCredentials.algorithm(format);
    }

    /** Not in FIPS mode: Keycloak then runs without the library that computes most formats, and none of them is approved. */
    @Override
    public final boolean isSupported(Config.Scope config) {
        return !Profile.isFeatureEnabled(Profile.Feature.FIPS);
    }

    @Override
    public final Map<String, String> getOperationalInfo() {
        String version = getClass().getPackage().getImplementationVersion();
        return version == null ? Map.of() : Map.of("version", version);
    }

    @Override
    public final void init(Config.Scope config) {}

    @Override
    public final void postInit(KeycloakSessionFactory factory) {}

    @Override
    public final void close() {}
}
