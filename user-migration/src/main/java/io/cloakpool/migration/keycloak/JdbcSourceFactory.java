package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.jdbc.DatabaseKind;
import io.cloakpool.migration.jdbc.JdbcConfig;
import io.cloakpool.migration.jdbc.JdbcPools;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/** Old systems whose users are in a database that this server may read. */
public final class JdbcSourceFactory extends MigrationSourceFactory implements EnvironmentDependentProviderFactory {
    /** As it stands in components. */
    public static final String PROVIDER_ID = "cloakpool-migration-jdbc";

    private final JdbcPools pools = new JdbcPools(ForeignHashProviderFactory.MEMORY);

    public JdbcSourceFactory() {
        super(
                PROVIDER_ID,
                "Users of a database with password hashes, who are taken over at their first sign-in.",
                JdbcConfigProperties.ALL);
    }

    /** Not in FIPS mode, as the formats of hashes that it compares with. */
    @Override
    public boolean isSupported(Config.Scope config) {
        return !Profile.isFeatureEnabled(Profile.Feature.FIPS);
    }

    @Override
    protected void judge(SourceOptions options) throws UnusableOptionException {
        DatabaseKind kind = JdbcConfig.from(options).kind();
        if (!JdbcPools.hasDriver(kind)) {
            throw new UnusableOptionException(
                    JdbcConfig.KIND, "needs a driver that this server does not have: " + JdbcPools.driverName(kind));
        }
    }

    @Override
    protected String address(SourceOptions options) throws UnusableOptionException {
        return JdbcConfig.from(options).address();
    }

    @Override
    protected LegacyDirectory connect(KeycloakSession session, ComponentModel component, SourceOptions options)
            throws UnusableOptionException {
        JdbcConfig config = JdbcConfig.from(options);
        if (!hosts().allow(config.host())) {
            return new OutOfReach(
                    new Unavailable(Fault.MISCONFIGURED, "it is not among the hosts that this server calls"));
        }
        if (!JdbcPools.hasDriver(config.kind())) {
            return new OutOfReach(new Unavailable(
                    Fault.MISCONFIGURED, "this server has no driver " + JdbcPools.driverName(config.kind())));
        }
        return pools.directory(
                component.getId(), config.withPassword(reveal(session, JdbcConfig.PASSWORD, config.password())));
    }

    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel component) {
        pools.forget(component.getId());
    }

    @Override
    public void close() {
        pools.close();
    }
}
