package io.cloakpool.migration.jdbc;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.spi.LegacyDirectory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The databases that components of this server ask, each with a pool of connections that is empty while nobody signs in. */
public final class JdbcPools implements AutoCloseable {
    /** To connect. Whoever waits for that has gone by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int VALIDATION_SECONDS = 1;

    private final MemoryBudget memory;
    private final LongSupplier nanos;
    private final AtomicLong looked;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    /** @param memory what comparisons of this server share */
    public JdbcPools(MemoryBudget memory) {
        this(memory, System::nanoTime);
    }

    /** @param nanos a clock as {@link System#nanoTime} */
    JdbcPools(MemoryBudget memory, LongSupplier nanos) {
        this.memory = memory;
        this.nanos = nanos;
        looked = new AtomicLong(nanos.getAsLong());
    }

    /** Connections of one component, and when somebody wanted them last. */
    private static final class Pool {
        private final JdbcConfig config;
        private final AgroalDataSource connections;
        private final LegacyDirectory directory;
        private volatile long used;

        private Pool(JdbcConfig config, AgroalDataSource connections, LegacyDirectory directory) {
            this.config = config;
            this.connections = connections;
            this.directory = directory;
        }

        LegacyDirectory use(long now) {
            used = now;
            return directory;
        }

        boolean isIdle(long now) {
            return now - used > LIFE.toNanos();
        }
    }

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
        long now = nanos.getAsLong();
        forgetIdle(now);
        Pool pool = pools.get(component);
        return pool != null && pool.config.equals(config) ? pool.use(now) : renewed(component, config, now);
    }

    /** Of components that were deleted by another node, which nobody tells this one. */
    private void forgetIdle(long now) {
        long last = looked.get();
        if (now - last > LOOK.toNanos() && looked.compareAndSet(last, now)) {
            pools.forEach((component, pool) -> {
                if (pool.isIdle(now)) {
                    forget(component);
                }
            });
        }
    }

    /** One at a time, or two first requests would close each other's pool. */
    private synchronized LegacyDirectory renewed(String component, JdbcConfig config, long now) {
        Pool before = pools.get(component);
        if (before != null && before.config.equals(config)) {
            return before.use(now);
        }
        Pool made = pool(config);
        pools.put(component, made);
        if (before != null) {
            before.connections.close();
        }
        return made.use(now);
    }

    /** Components whose connections are kept at the moment. */
    int size() {
        return pools.size();
    }

    /** Ends the connections of a component. */
    public void forget(String component) {
        Pool pool = pools.remove(component);
        if (pool != null) {
            pool.connections.close();
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
                // The pool hands it to all of the Java machine, Keycloak's own database included. Each driver has a
                // time of its own.
                .loginTimeout(Duration.ofSeconds(DriverManager.getLoginTimeout()))
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
