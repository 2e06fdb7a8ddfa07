package io.cloakpool.migration.jdbc;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.spi.LegacyDirectory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The databases that components of this server ask, each with a pool of connections that is empty while nobody signs in. */
public final class JdbcPools implements AutoCloseable {
    /** To connect. Whoever waits for that has gone by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int VALIDATION_SECONDS = 1;

    private final MemoryBudget memory;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    /** @param memory what comparisons of this server share */
    public JdbcPools(MemoryBudget memory) {
        this.memory = memory;
    }

    private record Pool(JdbcConfig config, AgroalDataSource connections, LegacyDirectory directory) {}

    /** Whether this server has the driver for a kind of database. */
    public static boolean hasDriver(DatabaseKind kind) {
        return driver(kind).isPresent();
    }

    /** The name of the class that {@link #hasDriver} looks for. */
    public static String driverName(DatabaseKind kind) {
        return kind.driver();
    }

    /**
     * The database of a component, connected to in the way that is configured now.
     *
     * @param config with the password itself
     * @throws IllegalStateException where there is no driver
     */
    public LegacyDirectory directory(String component, JdbcConfig config) {
        Pool pool = pools.get(component);
        return pool != null && pool.config().equals(config) ? pool.directory() : renewed(component, config);
    }

    /** One at a time, or two first requests would close each other's pool. */
    private synchronized LegacyDirectory renewed(String component, JdbcConfig config) {
        Pool before = pools.get(component);
        if (before != null && before.config().equals(config)) {
            return before.directory();
        }
        Pool made = pool(config);
        pools.put(component, made);
        if (before != null) {
            before.connections().close();
        }
        return made.directory();
    }

    /** Ends the connections of a component. */
    public void forget(String component) {
        Pool pool = pools.remove(component);
        if (pool != null) {
            pool.connections().close();
        }
    }

    private Pool pool(JdbcConfig config) {
        AgroalDataSource connections = connections(config);
        return new Pool(config, connections, new JdbcDirectory(config, connections, memory));
    }

    private static AgroalDataSource connections(JdbcConfig config) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.minSize(0)
                            .initialSize(0)
                            .maxSize(config.connections())
                            .acquisitionTimeout(PATIENCE)
                            .reapTimeout(IDLE)
                            .maxLifetime(LIFE)
                            .validateOnBorrow(true)
                            .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(VALIDATION_SECONDS))
                            .connectionFactoryConfiguration(factory -> connect(factory, config))));
        } catch (SQLException e) {
            throw new IllegalStateException("A pool that connects to nothing yet cannot fail", e);
        }
    }

    private static AgroalConnectionFactoryConfigurationSupplier connect(
            AgroalConnectionFactoryConfigurationSupplier factory, JdbcConfig config) {
        DatabaseKind kind = config.kind();
        config.kind().properties(config.tls(), PATIENCE).forEach(factory::jdbcProperty);
        return factory.connectionProviderClass(
                        driver(kind).orElseThrow(() -> new IllegalStateException("There is no " + kind.driver())))
                .jdbcUrl(kind.url(config.host() + ":" + config.port(), config.database()))
                .principal(new NamePrincipal(config.user()))
                .credential(new SimplePassword(config.password()))
                .loginTimeout(PATIENCE)
                .autoCommit(false)
                .initialSql(kind.readOnlySql());
    }

    private static Optional<Class<?>> driver(DatabaseKind kind) {
        try {
            return Optional.of(Class.forName(kind.driver(), true, JdbcPools.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            // That is the answer.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        pools.keySet().forEach(this::forget);
    }
}
