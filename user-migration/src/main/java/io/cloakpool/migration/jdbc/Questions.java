package io.cloakpool.migration.jdbc;

import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database within a time, whatever it does. Drivers count whole seconds, or from byte to byte, so each question has a thread of its
 * own that the one who asks need not wait for. As many run at once as there are connections.
 */
final class Questions {
    /** How long after the time a thread may still wait for a database that does not react to being told to stop. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** Threads live for a minute after a question. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cloakpool-migration-jdbc");
        thread.setDaemon(true);
        return thread;
    });

    private static final Logger LOG = System.getLogger(Questions.class.getName());
    private static final Executor AT_ONCE = Runnable::run;

    private final DataSource database;
    private final Semaphore free;

    /** @param atOnce how many questions run at the same time */
    Questions(DataSource database, int atOnce) {
        this.database = database;
        free = new Semaphore(atOnce, true);
    }

    /** Asks something over a connection that only reads. */
    @FunctionalInterface
    interface Question {
        LegacyReply ask(Statements statements) throws SQLException, UnusableRowException;
    }

    /** Statements of one question, which all end when the time is over. */
    static final class Statements {
        private final Connection connection;
        private final int seconds;
        private volatile boolean stopped;
        private volatile @Nullable PreparedStatement running;

        private Statements(Connection connection, Duration time) {
            this.connection = connection;
            // Whole seconds: it is the database's own end, behind ours.
            seconds = Math.toIntExact(time.plusMillis(999).toSeconds());
        }

        PreparedStatement prepare(SelectStatement statement, String value, int rows) throws SQLException {
            PreparedStatement prepared = prepare(statement.text(), rows);
            prepared.setString(1, value);
            return prepared;
        }

        PreparedStatement prepare(CountStatement statement, int rows) throws SQLException {
            return prepare(statement.text(), rows);
        }

        private PreparedStatement prepare(String text, int rows) throws SQLException {
            PreparedStatement prepared = connection.prepareStatement(text);
            running = prepared;
            if (stopped) {
                throw new SQLTimeoutException("the time is over");
            }
            prepared.setMaxRows(rows);
            prepared.setQueryTimeout(seconds);
            return prepared;
        }

        private void stop() {
            stopped = true;
            PreparedStatement statement = running;
            if (statement != null) {
                THREADS.execute(() -> cancel(statement));
            }
        }

        private static void cancel(PreparedStatement statement) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // The connection's own time ends it then.
                LOG.log(Level.DEBUG, "A statement could not be cancelled, SQLSTATE {0}", e.getSQLState());
            }
        }
    }

    /** An answer within the time, or that there is none. */
    LegacyReply ask(Question question, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            if (!free.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Unavailable(Fault.TIMEOUT, "all connections to it are in use");
            }
        } catch (InterruptedException e) {
            return interrupted();
        }
        Run run = new Run(question, time);
        Future<LegacyReply> answer;
        boolean begun = false;
        try {
            answer = THREADS.submit(() -> run.go());
            begun = true;
        } finally {
            if (!begun) {
                free.release();
            }
        }
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            run.stop();
            return new Unavailable(Fault.TIMEOUT, "it did not answer within " + time.toMillis() + " ms");
        } catch (InterruptedException e) {
            run.stop();
            return interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A question to the old system failed", e.getCause());
        }
    }

    private static LegacyReply interrupted() {
        Thread.currentThread().interrupt();
        return new Unavailable(Fault.TIMEOUT, "the request was ended");
    }

    private final class Run {
        private final Question question;
        private final Duration time;
        private volatile boolean stopped;
        private volatile @Nullable Statements statements;

        private Run(Question question, Duration time) {
            this.question = question;
            this.time = time;
        }

        private LegacyReply go() {
            try (Connection connection = database.getConnection()) {
                return answer(connection);
            } catch (SQLException e) {
                return JdbcFaults.of(e);
            } catch (UnusableRowException e) {
                return new Unavailable(Fault.BAD_ANSWER, "its answer cannot be used: " + e.getMessage());
            } catch (RuntimeException e) {
                // Not what it says, which may be what stands in the row.
                return new Unavailable(
                        Fault.BAD_ANSWER,
                        "reading it failed with " + e.getClass().getName());
            } finally {
                free.release();
            }
        }

        private LegacyReply answer(Connection connection) throws SQLException, UnusableRowException {
            Statements own = new Statements(connection, time);
            statements = own;
            if (stopped) {
                return new Unavailable(Fault.TIMEOUT, "the time is over");
            }
            connection.setNetworkTimeout(
                    AT_ONCE, Math.toIntExact(time.plus(GRACE).toMillis()));
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try {
                return question.ask(own);
            } finally {
                // Whatever it did is not to last, on databases too that do not know of reading only.
                connection.rollback();
            }
        }

        private void stop() {
            stopped = true;
            Statements started = statements;
            if (started != null) {
                started.stop();
            }
        }
    }
}
