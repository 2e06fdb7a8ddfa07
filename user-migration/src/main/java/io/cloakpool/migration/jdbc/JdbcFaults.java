package io.cloakpool.migration.jdbc;

import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong, by the SQLSTATE alone: messages of databases repeat values. */
final class JdbcFaults {
    private static final String CANCELED = "57014";
    private static final String INTERRUPTED = "70100";
    private static final String TOO_MANY = "53300";

    /** By its first two characters. */
    private static final Map<String, Fault> CLASSES = Map.of(
            "08", Fault.UNREACHABLE,
            "57", Fault.CUT_OFF,
            "28", Fault.MISCONFIGURED,
            "3D", Fault.MISCONFIGURED,
            "42", Fault.MISCONFIGURED,
            "25", Fault.MISCONFIGURED,
            "0A", Fault.MISCONFIGURED,
            "HY", Fault.BAD_ANSWER);

    private JdbcFaults() {}

    static Unavailable of(SQLException failure) {
        @Nullable String state = state(failure);
        if (failure instanceof SQLTimeoutException || CANCELED.equals(state) || INTERRUPTED.equals(state)) {
            return new Unavailable(Fault.TIMEOUT, "the statement was cut off");
        }
        if (state == null || state.length() < 2) {
            return new Unavailable(Fault.UNREACHABLE, "no connection can be made to it");
        }
        Fault fault = state.equals(TOO_MANY)
                ? Fault.UNREACHABLE
                : CLASSES.getOrDefault(state.substring(0, 2), Fault.BAD_ANSWER);
        return new Unavailable(fault, "it answered with SQLSTATE " + state);
    }

    /** The pool wraps what the driver says. */
    private static @Nullable String state(SQLException failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            cause = cause.getCause();
        }
        return null;
    }
}
